// The orders or checkouts with a line that passes, found in one pass over all lines of a block and kept for whoever asks the same.
import { isLarge } from '#app/core/evaluate/derived.ts'
import type { LineFilter } from '#app/core/evaluate/line-filter.ts'
import { COUNTS } from '#app/core/facts/block.ts'
import type { Block, Filled, Lines } from '#app/core/facts/block.ts'
import { integers, naturals } from '#app/core/facts/column.ts'
import type { ProductFilter } from '#app/core/facts/product-table.ts'

export interface Matches {
  /** Ascending; only those that count for good, once everything is in the past. */
  readonly events: Uint32Array
  /** Beside `events`, their instants. */
  readonly at: Float64Array
  /** Beside `events`, the units on the lines that pass; 0 where they are not asked for. */
  readonly units: Int32Array
}

/** By what is asked of products, which is made anew when a product changes, and by block. */
const kept = new WeakMap<ProductFilter, WeakMap<Block, Matches>>()

/** Null for a block that is not large. A filter is of one test, which counts units or does not. */
export function matchesOf(block: Block, of: Filled, lines: Lines, filter: LineFilter, countsUnits: boolean): Matches | null {
  if (!isLarge(block)) return null
  let known = kept.get(filter.products)
  if (known === undefined) kept.set(filter.products, known = new WeakMap())
  let matches = known.get(block)
  if (matches === undefined) known.set(block, matches = findMatches(of, lines, filter, { countsUnits, largest: largestProduct(lines) }))
  return matches
}

/** Lines looked at before their hits are worked on. */
const PORTION = 65_536

function findMatches(of: Filled, lines: Lines, filter: LineFilter, { countsUnits, largest }: { readonly countsUnits: boolean, readonly largest: number }): Matches {
  const { product } = lines
  const passes = filter.products.answers(largest)
  const found = new Found(of, countsUnits ? lines.quantity : null)
  const hits = new Uint32Array(PORTION)
  for (let from = 0; from < product.length; from += PORTION) {
    const to = Math.min(from + PORTION, product.length)
    let count = 0
    // Few lines pass, in no order that could be foretold: no branch is taken on them.
    for (let line = from; line < to; line++) {
      hits[count] = line
      count += passes[product[line]!]!
    }
    for (let index = 0; index < count; index++) if (filter.alwaysOnProduct || filter.passes(hits[index]!)) found.add(hits[index]!)
  }
  return found.matches()
}

/** Lines come ascending. */
class Found {
  readonly #of: Filled
  readonly #quantity: Int32Array | null
  readonly #events = naturals()
  readonly #units = integers()
  #event = 0
  #last = -1

  constructor(of: Filled, quantity: Int32Array | null) {
    this.#of = of
    this.#quantity = quantity
  }

  add(line: number): void {
    const { lineStarts, state } = this.#of
    let event = this.#event
    while (lineStarts[event + 1]! <= line) event++
    this.#event = event
    if (state[event] !== COUNTS) return
    if (event !== this.#last) {
      this.#events.push(event)
      this.#units.push(0)
      this.#last = event
    }
    if (this.#quantity !== null) this.#units.values[this.#units.length - 1]! += this.#quantity[line]!
  }

  matches(): Matches {
    const events = this.#events.values.slice(0, this.#events.length)
    const at = new Float64Array(events.length)
    for (let index = 0; index < at.length; index++) at[index] = this.#of.at[events[index]!]!
    return { events, at, units: this.#units.values.slice(0, this.#units.length) }
  }
}

/** Of the lines of orders and of checkouts, looked at once. */
const largests = new WeakMap<Lines['product'], number>()

function largestProduct({ product }: Lines): number {
  let largest = largests.get(product)
  if (largest === undefined) {
    largest = 0
    for (let line = 0; line < product.length; line++) if (product[line]! > largest) largest = product[line]!
    largests.set(product, largest)
  }
  return largest
}
