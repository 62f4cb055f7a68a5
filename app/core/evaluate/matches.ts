// The orders or checkouts with a line that passes, found in one pass over all lines of a block and kept for whoever asks the same.
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

/** Below so many lines each event is looked at when it is asked about. */
const MANY = 256

/** By what is asked of products, which is made anew when a product changes, and by block. */
const kept = new WeakMap<ProductFilter, WeakMap<Block, Matches>>()

/** Null where there are too few lines for it to pay. A filter is of one test, which counts units or does not. */
export function matchesOf(block: Block, of: Filled, lines: Lines, filter: LineFilter, countsUnits: boolean): Matches | null {
  if (lines.product.length < MANY) return null
  let known = kept.get(filter.products)
  if (known === undefined) kept.set(filter.products, known = new WeakMap())
  let matches = known.get(block)
  if (matches === undefined) known.set(block, matches = findMatches(of, lines, filter, countsUnits))
  return matches
}

function findMatches({ lineStarts, state, at }: Filled, lines: Lines, filter: LineFilter, countsUnits: boolean): Matches {
  const { product } = lines
  const quantity = countsUnits ? lines.quantity : null
  const events = naturals()
  const units = integers()
  const passes = filter.products.answers(largestOf(product))
  const { alwaysOnProduct } = filter
  let event = 0
  let last = -1
  for (let line = 0; line < product.length; line++) {
    if (passes[product[line]!] === 0 || !(alwaysOnProduct || filter.passes(line))) continue
    while (lineStarts[event + 1]! <= line) event++
    if (state[event] !== COUNTS) continue
    if (event !== last) {
      events.push(event)
      units.push(0)
      last = event
    }
    if (quantity !== null) units.values[units.length - 1]! += quantity[line]!
  }
  const found = events.values.slice(0, events.length)
  return { events: found, at: Float64Array.from(found, (one) => at[one]!), units: units.values.slice(0, units.length) }
}

function largestOf(products: Lines['product']): number {
  let largest = 0
  for (let line = 0; line < products.length; line++) if (products[line]! > largest) largest = products[line]!
  return largest
}
