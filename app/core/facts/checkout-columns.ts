// The checkouts of a block while it is built.
import { COUNTS } from '#app/core/facts/block.ts'
import type { Checkouts } from '#app/core/facts/block.ts'
import { narrowedAmounts } from '#app/core/facts/column.ts'
import { EventColumns } from '#app/core/facts/event-columns.ts'
import type { CheckoutFacts, Instant } from '#app/core/facts/facts.ts'
import { firstAndLast } from '#app/core/facts/first-and-last.ts'
import { LineColumns } from '#app/core/facts/line-columns.ts'

export class CheckoutColumns {
  readonly #events = new EventColumns()
  readonly #lines = new LineColumns(true)

  add(customer: number, { at, completedAt, lines }: CheckoutFacts): void {
    let total = 0
    for (const { product, quantity, amount } of lines) {
      this.#lines.add(product, quantity)
      total += amount
    }
    this.#lines.endEvent()
    this.#events.add(customer, at, COUNTS, total, completedAt)
  }

  /** `numbers` are the customers of the block, ascending; checkouts of others are left out. */
  build(numbers: Uint32Array): { checkouts: Checkouts, last: Instant } {
    const { events, places, totals, last } = this.#events.layOut(numbers)
    const { product, quantity, lineStarts } = this.#lines.build(places)
    return { checkouts: { ...events, total: narrowedAmounts(totals), lines: { product, quantity }, lineStarts, ...firstAndLast(events) }, last }
  }
}
