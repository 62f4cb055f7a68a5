// Adds up what takes more than a glance at each event: net amounts, lines, distinct products and years, all spend.
import { dayOfCivil, civilOfDay } from '#app/core/calendar/civil.ts'
import { dayOf, dayStart } from '#app/core/calendar/days.ts'
import type { EventFilter } from '#app/core/evaluate/event-filter.ts'
import type { EventTest } from '#app/core/evaluate/program.ts'
import type { Tally } from '#app/core/evaluate/tally.ts'
import type { Amounts, Block, Lines, OrderDetailColumns } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import { netAmountAt } from '#app/core/facts/order-worth.ts'

/** Whether a test needs this. */
export function isWide({ having }: Pick<EventTest, 'having'>): boolean {
  return having.some(({ of }) => of === 'sumNetAmount' || of === 'sumLineAmount' || of === 'distinctProducts' || of === 'distinctYears' || of === 'shareOfSpend')
}

export class WideTally {
  /** All orders in the windows matter, those that fail too. */
  readonly takesAll: boolean
  /** What is added up may change as facts come of age, or with events that fail. */
  readonly restless: boolean
  readonly #test: EventTest
  readonly #filter: EventFilter
  readonly #netOf: OrderDetailColumns | null
  readonly #lineAmounts: Amounts | null
  readonly #products: Set<number> | null
  readonly #countsYears: boolean
  #yearStarts = Infinity

  constructor(block: Block, test: EventTest, filter: EventFilter) {
    const asks = (...wanted: string[]): boolean => test.having.some(({ of }) => wanted.includes(of))
    this.#test = test
    this.#filter = filter
    this.takesAll = asks('shareOfSpend')
    this.restless = asks('shareOfSpend', 'sumNetAmount')
    this.#netOf = asks('sumNetAmount') ? block.orders.details : null
    this.#lineAmounts = asks('sumLineAmount', 'shareOfSpend') ? block.orders.details.lines.lineAmount : null
    this.#products = asks('distinctProducts') ? new Set() : null
    this.#countsYears = asks('distinctYears')
  }

  /** Before the first event of a row. */
  clear(tally: Tally): void {
    tally.count = tally.sumAmount = tally.sumNetAmount = tally.sumQuantity = tally.sumLineAmount = 0
    tally.distinctProducts = tally.distinctYears = tally.spend = 0
    this.#products?.clear()
    this.#yearStarts = Infinity
  }

  /** Adds an event that lies in the windows, if it passes; a row's events come newest first. Answers whether it passed. */
  add(tally: Tally, row: number, event: number, now: Instant): boolean {
    const { filled, events } = this.#filter
    if (this.takesAll && filled) tally.spend += this.#amountOn(filled.lineStarts[event]!, filled.lineStarts[event + 1]!)
    const units = this.#filter.unitsOf(event)
    if (units < 0) return false
    tally.count++
    tally.sumAmount += events.total[event]!
    tally.sumQuantity += units
    if (this.#netOf) tally.sumNetAmount += netAmountAt(this.#netOf, row, event, now)
    if (this.#countsYears) this.#addYear(tally, events.at[event]!)
    if (filled && (this.#lineAmounts || this.#products)) this.#addLines(tally, filled.lines.product, filled.lineStarts[event]!, filled.lineStarts[event + 1]!)
    return true
  }

  #addLines(tally: Tally, product: Lines['product'], from: number, to: number): void {
    for (let line = from; line < to; line++) {
      if (!this.#filter.matches(line)) continue
      if (this.#lineAmounts) tally.sumLineAmount += this.#lineAmounts[line]!
      if (this.#products && product[line] !== 0) this.#products.add(product[line]!)
    }
    if (this.#products) tally.distinctProducts = this.#products.size
  }

  #amountOn(from: number, to: number): number {
    let amount = 0
    for (let line = from; line < to; line++) amount += this.#lineAmounts![line]!
    return amount
  }

  /** Days never go back as time goes on, so a year that was left does not come again. */
  #addYear(tally: Tally, at: Instant): void {
    if (at >= this.#yearStarts) return
    const { zone } = this.#test.conditions
    this.#yearStarts = dayStart(zone, dayOfCivil(civilOfDay(dayOf(zone, at)).year, 1, 1))
    tally.distinctYears++
  }
}
