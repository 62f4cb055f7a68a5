// What a packed set of numbers says, read independently of the packing.

/** The inverse of `packNumbers`; throws on bytes that end within a number. */
export function unpackNumbers(bytes: Uint8Array): number[] {
  const numbers: number[] = []
  let last = 0
  let value = 0
  let scale = 1
  for (const byte of bytes) {
    value += (byte % 128) * scale
    scale *= 128
    if (byte > 127) continue
    last += value
    numbers.push(last)
    value = 0
    scale = 1
  }
  if (scale !== 1) throw new RangeError('the packed set ends within a number')
  return numbers
}
