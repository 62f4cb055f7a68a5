// How much memory a block takes, nearly: its columns exactly, its dictionaries by their entries.
const PER_TEXT = 64

export function bytesOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength
  if (typeof value !== 'object' || value === null || value instanceof Set) return 0
  if (value instanceof Map) return [...value.values()].reduce<number>((sum, part) => sum + bytesOf(part), 0)
  if ('texts' in value && Array.isArray(value.texts)) return value.texts.length * PER_TEXT
  // The product table is shared by all blocks of its shop.
  if ('isKnown' in value) return 0
  return Object.values(value).reduce<number>((sum, part) => sum + bytesOf(part), 0)
}
