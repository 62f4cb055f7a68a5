// Shopify ids as dense numbers from 1, in the order they came: some 20 bytes an id, whatever its size.

const START = 1 << 10
/** Nine digits fit a Uint32, the ones before them a double. */
const LOW_DIGITS = 9

export class IdTable {
  size = 0
  #high = new Float64Array(START)
  #low = new Uint32Array(START)
  /** Numbers by hash, 0 where free. A power of two long, never more than half full. */
  #slots = new Uint32Array(START * 2)

  /** The number of a decimal id, given out when it is new. */
  add(id: string): number {
    const { high, low } = halves(id)
    const slot = this.#slotOf(high, low)
    const found = this.#slots[slot]!
    if (found !== 0) return found
    if (this.size === this.#low.length) {
      this.#grow()
      return this.add(id)
    }
    this.#high[this.size] = high
    this.#low[this.size] = low
    this.size += 1
    this.#slots[slot] = this.size
    return this.size
  }

  /** 0 for an id that never came. */
  numberOf(id: string): number {
    const { high, low } = halves(id)
    return this.#slots[this.#slotOf(high, low)]!
  }

  idOf(number: number): string {
    const high = this.#high[number - 1]!
    const low = String(this.#low[number - 1]!)
    return high === 0 ? low : `${high}${low.padStart(LOW_DIGITS, '0')}`
  }

  #slotOf(high: number, low: number): number {
    const mask = this.#slots.length - 1
    let slot = hash(high, low) & mask
    for (let number = this.#slots[slot]!; number !== 0; number = this.#slots[slot]!) {
      if (this.#low[number - 1] === low && this.#high[number - 1] === high) break
      slot = (slot + 1) & mask
    }
    return slot
  }

  #grow(): void {
    const length = this.#low.length * 2
    const high = new Float64Array(length)
    const low = new Uint32Array(length)
    high.set(this.#high)
    low.set(this.#low)
    this.#high = high
    this.#low = low
    this.#slots = new Uint32Array(length * 2)
    for (let index = 0; index < this.size; index++) this.#slots[this.#slotOf(high[index]!, low[index]!)] = index + 1
  }
}

function halves(id: string): { readonly high: number; readonly low: number } {
  return id.length <= LOW_DIGITS ? { high: 0, low: Number(id) } : { high: Number(id.slice(0, -LOW_DIGITS)), low: Number(id.slice(-LOW_DIGITS)) }
}

function hash(high: number, low: number): number {
  const mixed = Math.imul(low ^ Math.imul(high | 0, 0x85ebca6b), 0x9e3779b1)
  return (mixed ^ (mixed >>> 15)) >>> 0
}
