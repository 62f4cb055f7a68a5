// A set of customer numbers as bits, cut into chunks of equal size, so that one customer who comes or goes changes half a kilobyte.

/** Numbers in one chunk: chunk c holds c × CHUNK up to, and without, (c + 1) × CHUNK. */
export const CHUNK = 4_096
/** Number n is bit n % 8 of byte n % CHUNK / 8 of its chunk. */
const BYTES = CHUNK / 8

export const chunkOf = (number: number): number => Math.floor(number / CHUNK)

/** The chunk after some of its numbers came (true) and others went; null when it holds nobody any more. `bits` stays as it is. */
export function withChanges(bits: Uint8Array | undefined, changes: Iterable<readonly [number: number, stands: boolean]>): Uint8Array | null {
  const changed = new Uint8Array(BYTES)
  if (bits !== undefined) changed.set(bits)
  for (const [number, stands] of changes) {
    const place = (number % CHUNK) >> 3
    const bit = 1 << (number & 7)
    changed[place] = stands ? changed[place]! | bit : changed[place]! & ~bit
  }
  return changed.some((byte) => byte !== 0) ? changed : null
}

/** A whole set, or the part of it that was read. */
export class NumberBits {
  readonly #chunks: ReadonlyMap<number, Uint8Array>

  /** `chunks` ascending. */
  constructor(chunks: ReadonlyMap<number, Uint8Array>) {
    this.#chunks = chunks
  }

  has(number: number): boolean {
    const bits = this.#chunks.get(chunkOf(number))
    return bits !== undefined && (bits[(number % CHUNK) >> 3]! & (1 << (number & 7))) !== 0
  }

  /** All of it in one piece, to be asked of millions: number n is bit n % 8 of byte n / 8; whatever lies beyond its end is not in the set. */
  flat(): Uint8Array {
    let chunks = 0
    for (const chunk of this.#chunks.keys()) chunks = chunk + 1
    const bytes = new Uint8Array(chunks * BYTES)
    for (const [chunk, bits] of this.#chunks) bytes.set(bits, chunk * BYTES)
    return bytes
  }

  /** Ascending, at most `limit` numbers above `after`. */
  after(after: number, limit: number): number[] {
    const numbers: number[] = []
    for (const [chunk, bits] of this.#chunks) {
      if (numbers.length >= limit) break
      if ((chunk + 1) * CHUNK > after + 1) collect(chunk * CHUNK, bits, after, (number) => numbers.push(number) < limit)
    }
    return numbers
  }

  /** Ascending. */
  numbers(): Uint32Array {
    let length = 0
    for (const bits of this.#chunks.values()) for (const byte of bits) length += ONES[byte]!
    const numbers = new Uint32Array(length)
    let at = 0
    for (const [chunk, bits] of this.#chunks) collect(chunk * CHUNK, bits, -1, (number) => { numbers[at++] = number; return true })
    return numbers
  }
}

/** How many bits of a byte are set. */
const ONES = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length)

function collect(first: number, bits: Uint8Array, after: number, take: (number: number) => boolean): void {
  for (let place = 0; place < bits.length; place++) {
    const byte = bits[place]!
    if (byte === 0) continue
    for (let bit = 0; bit < 8; bit++) {
      const number = first + place * 8 + bit
      if ((byte & (1 << bit)) !== 0 && number > after && !take(number)) return
    }
  }
}
