// Children in the order of the file, found again by their parent, wherever they stood.
import { naturals } from '#app/core/facts/column.ts'
import { type Fields, shopifyId } from '#app/shopify/payloads/read.ts'
import { IdTable } from './id-table.ts'

export class Children {
  readonly #parents = new IdTable()
  #parent = naturals()
  #starts = new Uint32Array(1)
  #places = new Uint32Array(0)

  /** The child just read; what is kept of it stands in the caller's columns, in the same order. */
  add(child: Fields): void {
    this.#parent.push(this.#parents.add(shopifyId(child.__parentId) ?? '0'))
  }

  /** To be called once, before any child is asked for. */
  group(): void {
    const parent = this.#parent.values.subarray(0, this.#parent.length)
    const starts = new Uint32Array(this.#parents.size + 2)
    for (const number of parent) starts[number + 1]! += 1
    for (let number = 1; number < starts.length; number++) starts[number]! += starts[number - 1]!
    const next = starts.slice()
    const places = new Uint32Array(parent.length)
    for (const [place, number] of parent.entries()) {
      places[next[number]!] = place
      next[number]! += 1
    }
    this.#starts = starts
    this.#places = places
    this.#parent = naturals()
  }

  /** Places of a parent's children in the caller's columns. */
  of(parentId: string): Uint32Array {
    const number = this.#parents.numberOf(parentId)
    return number === 0 ? this.#places.subarray(0, 0) : this.#places.subarray(this.#starts[number], this.#starts[number + 1])
  }
}
