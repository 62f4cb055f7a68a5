// The orders or checkouts with a line that passes, found in one pass over all lines of a block and kept for whoever asks the same.
import { isLarge } from '#app/core/evaluate/derived.ts'
import type { LineFilter } from '#app/core/evaluate/line-filter.ts'
import { COUNTS } from '#app/core/facts/block.ts'
import type { Block, Filled, Lines } from '#app/core/facts/block.ts'

/** Event e is bit e % 32 of entry e / 32; only those that count for good, once everything is in the past. */
export type Matches = Int32Array

export const isMatch = (matches: Matches, event: number): boolean => ((matches[event >> 5]! >>> (event & 31)) & 1) === 1

/** Kept with a block; at a million customers each is less than half a MiB. */
const MOST_KEPT = 100

interface Kept {
  readonly matches: Matches
  /** Of the products' table. */
  readonly version: number
}

/** Null for a block that is not large. */
export function matchesOf(block: Block, of: Filled, lines: Lines, filter: LineFilter): Matches | null {
  if (!isLarge(block)) return null
  const kept = keptWith(block)
  const key = `${lines === block.lines ? 'orders' : 'checkouts'} ${filter.key}`
  const known = kept.get(key)
  const one = known?.version === block.products.version ? known : { matches: findMatches(of, lines, filter), version: block.products.version }
  // The one asked for last stands last.
  kept.delete(key)
  kept.set(key, one)
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!)
  return one.matches
}

function keptWith({ derived }: Block): Map<string, Kept> {
  let kept = derived.get('matches') as Map<string, Kept> | undefined
  if (kept === undefined) derived.set('matches', kept = new Map())
  return kept
}

/** Lines looked at before their hits are worked on. */
const PORTION = 65_536

function findMatches({ lineStarts, state }: Filled, { product }: Lines, filter: LineFilter): Matches {
  const matches = new Int32Array((state.length + 31) >> 5)
  const passes = filter.products.answers(largestProduct(product))
  const hits = new Uint32Array(PORTION)
  const find = finder(lineStarts, product.length)
  for (let from = 0; from < product.length; from += PORTION) {
    const count = hitsIn(product, passes, from, Math.min(from + PORTION, product.length), hits)
    for (let index = 0; index < count; index++) {
      const line = hits[index]!
      if (!filter.alwaysOnProduct && !filter.passes(line)) continue
      const event = find(line)
      matches[event >> 5]! |= +(state[event] === COUNTS) << (event & 31)
    }
  }
  return matches
}

/** Few lines pass, in no order that could be foretold: no branch is taken on them. */
function hitsIn(product: Lines['product'], passes: Uint8Array, from: number, to: number, hits: Uint32Array): number {
  let count = 0
  for (let line = from; line < to; line++) {
    hits[count] = line
    count += passes[product[line]!]!
  }
  return count
}

/** The event of a line, asked for in ascending order: sought from where it would lie if all events had equally many lines. */
function finder(lineStarts: Filled['lineStarts'], lines: number): (line: number) => number {
  const last = lineStarts.length - 2
  const eventsALine = (last + 1) / lines
  let event = 0
  return (line) => {
    event = Math.min(last, event + Math.floor((line - lineStarts[event]!) * eventsALine))
    while (lineStarts[event]! > line) event--
    while (lineStarts[event + 1]! <= line) event++
    return event
  }
}

/** Of the lines of orders and of checkouts, looked at once. */
const largests = new WeakMap<Lines['product'], number>()

function largestProduct(product: Lines['product']): number {
  let largest = largests.get(product)
  if (largest === undefined) {
    largest = 0
    for (let line = 0; line < product.length; line++) if (product[line]! > largest) largest = product[line]!
    largests.set(product, largest)
  }
  return largest
}
