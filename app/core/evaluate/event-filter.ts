// Which events of a block a test is about, windows aside, and what is on their matching lines.
import { PART, WHOLE, sightOf } from '#app/core/evaluate/history.ts'
import type { Sight } from '#app/core/evaluate/history.ts'
import { LineFilter } from '#app/core/evaluate/line-filter.ts'
import { localTimeOf } from '#app/core/evaluate/local-time.ts'
import { OrderPlaces } from '#app/core/evaluate/order-places.ts'
import type { EventConditions, EventTerms } from '#app/core/evaluate/program.ts'
import { codeFilter, lies, listFilter } from '#app/core/evaluate/ranges.ts'
import type { CodeFilter } from '#app/core/evaluate/ranges.ts'
import { detailsOf } from '#app/core/facts/block.ts'
import type { Block, Events, Filled, Lines } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import { isDiscounted, netAmountAt, refundedBy } from '#app/core/facts/order-worth.ts'

/** What `unitsOf` answers for an event that is none of the test's. */
export const NO_EVENT = -1

type Predicate = (event: number) => boolean

export class EventFilter {
  readonly events: Events
  /** Of orders and checkouts; null for refunds, which have no lines. */
  readonly filled: { readonly lineStarts: Filled['lineStarts'], readonly lines: Lines } | null
  /** What passes may change as facts come of age, whatever the windows. */
  readonly restless: boolean
  readonly #block: Block
  readonly #terms: EventTerms
  readonly #countsUnits: boolean
  readonly #anyEvent: boolean
  readonly #amounts: EventConditions['amounts']
  readonly #codes: readonly CodeFilter[]
  readonly #others: readonly Predicate[]
  readonly #lines: LineFilter | null
  readonly #places: OrderPlaces | null
  #row = 0
  #now = -Infinity

  /** `countsUnits`: whether `unitsOf` is to add up the lines. */
  constructor(block: Block, terms: EventTerms, countsUnits: boolean) {
    const { conditions } = terms
    this.#block = block
    this.#terms = terms
    this.#countsUnits = countsUnits
    this.events = terms.of === 'checkouts' ? block.checkouts : terms.of === 'refunds' ? detailsOf(block).refunds : block.orders
    this.filled = terms.of === 'checkouts' ? block.checkouts : terms.of === 'refunds' ? null : { lineStarts: block.orders.lineStarts, lines: block.lines }
    this.#amounts = conditions.amounts
    this.#codes = conditions.texts.map((choice) => codeFilter(choice.on === 'app' || choice.on === 'location' ? block.orders[choice.on] : detailsOf(block).texts[choice.on], choice))
    this.#others = this.#predicates(conditions)
    this.#lines = conditions.lines && this.filled && new LineFilter(block, this.filled.lines, conditions.lines)
    this.#places = conditions.places.length > 0 ? new OrderPlaces(block, terms) : null
    this.#anyEvent = this.#amounts.length === 0 && this.#codes.length === 0 && this.#others.length === 0 && this.#places === null
    this.restless = this.#places !== null || conditions.details.some(({ on }) => on === 'netAmount') || conditions.flags.some(({ on }) => on === 'refunded')
  }

  /** Whether `enter` matters at all. */
  get entering(): boolean {
    return this.restless || this.#terms.historyFrom !== null
  }

  /** The row and instant of the events asked about next. */
  enter(row: number, now: Instant): void {
    this.#row = row
    this.#now = now
    this.#places?.enter(row, now)
  }

  /** How much of the row that was entered is seen. `everything`: also orders that do not pass matter. */
  sight(everything: boolean): Sight {
    if (this.#terms.historyFrom === null) return WHOLE
    const sight = sightOf(this.#block, this.#terms, this.#row, this.#now)
    return sight === PART && !everything && this.#places?.beyondTheHidden ? WHOLE : sight
  }

  /** Units on the matching lines of an event, 0 where no sum of them is asked; `NO_EVENT` when the event or all its lines fail. */
  unitsOf(event: number): number {
    if (!this.#anyEvent && !this.#passesEvent(event)) return NO_EVENT
    if (!this.filled || (!this.#lines && !this.#countsUnits)) return 0
    const { lineStarts, lines } = this.filled
    return this.#unitsOnLines(lines, lineStarts[event]!, lineStarts[event + 1]!)
  }

  /** Whether a line is one of those that matter, given that its event passes. */
  matches(line: number): boolean {
    return this.#lines === null || this.#lines.passes(line)
  }

  #passesEvent(event: number): boolean {
    for (const ranges of this.#amounts) if (!lies(ranges, this.events.total[event]!)) return false
    for (const { codes, passes } of this.#codes) if (!passes[codes[event]!]) return false
    for (const passes of this.#others) if (!passes(event)) return false
    return this.#places === null || this.#places.passes(event)
  }

  #unitsOnLines({ quantity }: Lines, from: number, to: number): number {
    let units = this.#lines ? NO_EVENT : 0
    for (let line = from; line < to; line++) {
      if (this.#lines !== null && !this.#lines.passes(line)) continue
      if (!this.#countsUnits) return 0
      units = (units === NO_EVENT ? 0 : units) + quantity[line]!
    }
    return units
  }

  #predicates(conditions: EventConditions): Predicate[] {
    const { days, hours, lists, details, flags } = conditions
    const predicates: Predicate[] = []
    if (days.length > 0 || hours.length > 0) {
      const local = localTimeOf(conditions)
      predicates.push((event) => local.passes(this.events.at[event]!))
    }
    if (lists.length + details.length + flags.length === 0) return predicates
    const columns = detailsOf(this.#block)
    for (const choice of lists) predicates.push(listFilter(columns.lists[choice.on], choice))
    for (const ranges of details) {
      predicates.push(ranges.on === 'discountAmount'
        ? (order) => lies(ranges, columns.discounts[order]!)
        : (order) => lies(ranges, netAmountAt(columns, this.#row, order, this.#now)))
    }
    for (const { on, negated } of flags) {
      predicates.push(on === 'discounted'
        ? (order) => isDiscounted(columns, order) !== negated
        : (order) => refundedBy(columns, this.#row, order, this.#now) !== negated)
    }
    return predicates
  }
}
