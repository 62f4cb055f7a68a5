// The place of an order among the customer's orders that count as of an instant: from the oldest and from the newest.
import type { EventTerms } from '#app/core/evaluate/program.ts'
import { hiddenOrders } from '#app/core/evaluate/history.ts'
import { lies } from '#app/core/evaluate/ranges.ts'
import { isLive } from '#app/core/evaluate/live.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'

export class OrderPlaces {
  readonly #block: Block
  readonly #conditions: EventTerms['conditions']['places']
  readonly #historyFrom: Instant | null
  /** No order further back from the newest can pass. */
  readonly #farthest: number
  #row = -1
  #now = NaN
  #start = 0
  #fromOldest = new Uint32Array(8)
  #fromNewest = new Uint32Array(8)
  /** Orders that count and are later than any that may be out of sight. */
  #sure = 0
  #hidden = false

  constructor(block: Block, { conditions: { places }, historyFrom }: EventTerms) {
    this.#block = block
    this.#conditions = places
    this.#historyFrom = historyFrom
    this.#farthest = farthestOf(places.filter(({ on }) => on === 'nthLatest'))
  }

  /** The row and instant that are asked about next. */
  enter(row: number, now: Instant): void {
    if (row === this.#row && now === this.#now) return
    this.#row = row
    this.#now = now
    this.#hidden = this.#historyFrom !== null && hiddenOrders(this.#block, row)
    this.#count()
  }

  /** Whether every order that is out of sight is too far from the newest to pass. */
  get beyondTheHidden(): boolean {
    return this.#farthest <= this.#sure
  }

  /** Of an order that counts. One as old as those out of sight has no sure place. */
  passes(order: number): boolean {
    if (this.#hidden && this.#block.orders.at[order]! < this.#historyFrom!) return false
    const index = order - this.#start
    for (const condition of this.#conditions) {
      if (!lies(condition, condition.on === 'nth' ? this.#fromOldest[index]! : this.#fromNewest[index]!)) return false
    }
    return true
  }

  #count(): void {
    const { starts, at } = this.#block.orders
    const start = starts[this.#row]!
    const end = starts[this.#row + 1]!
    this.#start = start
    if (end - start > this.#fromOldest.length) {
      this.#fromOldest = new Uint32Array(2 * (end - start))
      this.#fromNewest = new Uint32Array(2 * (end - start))
    }
    // Orders of one instant share the better place.
    for (let order = start, place = 0, before = 0, last = NaN; order < end; order++) {
      if (!isLive(this.#block.orders, order, this.#now)) continue
      before++
      if (at[order] !== last) place = before
      last = at[order]!
      this.#fromOldest[order - start] = place
    }
    this.#sure = 0
    for (let order = end - 1, place = 0, before = 0, last = NaN; order >= start; order--) {
      if (!isLive(this.#block.orders, order, this.#now)) continue
      before++
      if (at[order] !== last) place = before
      last = at[order]!
      this.#fromNewest[order - start] = place
      if (last >= (this.#historyFrom ?? -Infinity)) this.#sure = before
    }
  }
}

/** The farthest place from the newest that meets all conditions; 0 when none does. */
function farthestOf(conditions: EventTerms['conditions']['places']): number {
  // From one of these on, up to the next, all places answer alike.
  const cuts = [1, ...conditions.flatMap(({ ranges }) => ranges.flatMap(({ min, max }) => [min, max + 1]))].filter((cut) => cut >= 1 && cut < Infinity).sort((a, b) => a - b)
  for (let index = cuts.length - 1; index >= 0; index--) {
    if (conditions.every((condition) => lies(condition, cuts[index]!))) return (cuts[index + 1] ?? Infinity) - 1
  }
  return 0
}
