// The lines of orders or checkouts while a block is built.
import type { Filled, Lines } from '#app/core/facts/block.ts'
import { naturals, narrowedNaturals } from '#app/core/facts/column.ts'

export class LineColumns {
  readonly #ends = naturals()
  #product = new Uint32Array(8)
  #quantity: Int32Array
  readonly #counts: boolean
  #length = 0

  /** `counts`: whether quantities are held. */
  constructor(counts: boolean) {
    this.#counts = counts
    this.#quantity = new Int32Array(counts ? 8 : 0)
  }

  add(product: number, quantity: number): void {
    const line = this.#length++
    if (line === this.#product.length) this.#widen()
    this.#product[line] = product
    if (this.#counts) this.#quantity[line] = quantity
  }

  /** The lines added since belong to one event. */
  endEvent(): void {
    this.#ends.push(this.#length)
  }

  /** Of the events at `places`, in that order; `chosen`: the place of each line among those added. */
  build(places: Uint32Array): { product: Lines['product'], quantity: Int32Array, lineStarts: Filled['lineStarts'], chosen: Uint32Array } {
    const ends = this.#ends.values
    const products = this.#product
    const quantities = this.#quantity
    const counts = this.#counts
    const lineStarts = new Uint32Array(places.length + 1)
    for (let event = 0; event < places.length; event++) {
      const place = places[event]!
      lineStarts[event + 1] = lineStarts[event]! + ends[place]! - (place === 0 ? 0 : ends[place - 1]!)
    }
    const chosen = new Uint32Array(lineStarts[places.length]!)
    const product = new Uint32Array(chosen.length)
    const quantity = new Int32Array(counts ? chosen.length : 0)
    let next = 0
    let largest = 0
    for (let event = 0; event < places.length; event++) {
      const place = places[event]!
      for (let line = place === 0 ? 0 : ends[place - 1]!; line < ends[place]!; line++, next++) {
        chosen[next] = line
        const one = products[line]!
        product[next] = one
        if (one > largest) largest = one
        if (counts) quantity[next] = quantities[line]!
      }
    }
    return { product: narrowedNaturals(product, largest), quantity, lineStarts, chosen }
  }

  #widen(): void {
    const product = new Uint32Array(this.#product.length * 2)
    product.set(this.#product)
    this.#product = product
    if (!this.#counts) return
    const quantity = new Int32Array(product.length)
    quantity.set(this.#quantity)
    this.#quantity = quantity
  }
}
