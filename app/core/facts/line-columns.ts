// The lines of orders or checkouts while a block is built.
import type { Filled, Lines } from '#app/core/facts/block.ts'
import { integers, naturals } from '#app/core/facts/column.ts'

export class LineColumns {
  readonly #ends = naturals()
  readonly #product = naturals()
  readonly #quantity = integers()

  add(product: number, quantity: number): void {
    this.#product.push(product)
    this.#quantity.push(quantity)
  }

  /** The lines added since belong to one event. */
  endEvent(): void {
    this.#ends.push(this.#product.length)
  }

  /** Of the events at `places`, in that order; `chosen`: the place of each line among those added. */
  build(places: Uint32Array): { lines: Lines, lineStarts: Filled['lineStarts'], chosen: Uint32Array } {
    const lineStarts = new Uint32Array(places.length + 1)
    for (let event = 0; event < places.length; event++) lineStarts[event + 1] = lineStarts[event]! + this.#end(places[event]!) - this.#start(places[event]!)
    const chosen = new Uint32Array(lineStarts[places.length]!)
    let next = 0
    for (const place of places) for (let line = this.#start(place); line < this.#end(place); line++) chosen[next++] = line
    return { lines: { product: this.#product.gather(chosen), quantity: this.#quantity.gather(chosen) }, lineStarts, chosen }
  }

  #start(place: number): number {
    return place === 0 ? 0 : this.#ends.values[place - 1]!
  }

  #end(place: number): number {
    return this.#ends.values[place]!
  }
}
