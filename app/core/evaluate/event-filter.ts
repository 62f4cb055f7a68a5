// Which events of a block a test is about, windows aside, and what is on their matching lines.
import { PART, WHOLE, sightOf } from '#app/core/evaluate/history.ts'
import type { Sight } from '#app/core/evaluate/history.ts'
import { LineFilter } from '#app/core/evaluate/line-filter.ts'
import { isLarge, localDaysOf } from '#app/core/evaluate/derived.ts'
import { localTimeOf } from '#app/core/evaluate/local-time.ts'
import { matchesOf } from '#app/core/evaluate/matches.ts'
import type { Matches } from '#app/core/evaluate/matches.ts'
import { OrderPlaces } from '#app/core/evaluate/order-places.ts'
import type { EventConditions, EventTerms } from '#app/core/evaluate/program.ts'
import { codeFilter, lies, listFilter } from '#app/core/evaluate/ranges.ts'
import type { CodeFilter } from '#app/core/evaluate/ranges.ts'
import type { Block, Events, Filled, Lines } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import { netAmountAt, refundedBy } from '#app/core/facts/order-worth.ts'

/** What `unitsOf` answers for an event that is none of the test's. */
export const NO_EVENT = -1

function filledOf(block: Block, of: EventTerms['of']): EventFilter['filled'] {
  if (of === 'refunds') return null
  const events = of === 'checkouts' ? block.checkouts : block.orders
  return { events, lineStarts: events.lineStarts, lines: of === 'checkouts' ? block.checkouts.lines : block.lines }
}

type Predicate = (event: number) => boolean

export class EventFilter {
  /** What passes may change as facts come of age, whatever the windows. */
  readonly restless: boolean
  readonly #terms: EventTerms
  readonly countsUnits: boolean
  /** Without conditions on the event itself. */
  readonly #anyEvent: boolean
  readonly #amounts: EventConditions['amounts']
  // Of the block that was turned to last.
  events!: Events
  /** Of orders and checkouts; null for refunds, which have no lines. */
  filled!: { readonly events: Filled, readonly lineStarts: Filled['lineStarts'], readonly lines: Lines } | null
  #block!: Block
  #codes: readonly CodeFilter[] = []
  #others: readonly Predicate[] = []
  #lines: LineFilter | null = null
  #matches: Matches | null | undefined
  #places: OrderPlaces | null = null
  #row = 0
  #now = -Infinity

  /** `countsUnits`: whether `unitsOf` is to add up the lines. */
  constructor(block: Block, terms: EventTerms, countsUnits: boolean) {
    const { amounts, days, hours, texts, lists, details, flags, places } = terms.conditions
    this.#terms = terms
    this.countsUnits = countsUnits
    this.#amounts = amounts
    this.#anyEvent = [amounts, days, hours, texts, lists, details, flags, places].every(({ length }) => length === 0)
    this.restless = places.length > 0 || details.some(({ on }) => on === 'netAmount') || flags.some(({ on }) => on === 'refunded')
    this.turnTo(block)
  }

  /** Another block, whose events are asked about next. */
  turnTo(block: Block): void {
    const { of, conditions } = this.#terms
    this.#block = block
    this.events = of === 'checkouts' ? block.checkouts : of === 'refunds' ? block.orders.details.refunds : block.orders
    this.filled = filledOf(block, of)
    this.#lines = conditions.lines && this.filled && new LineFilter(block, this.filled.lines, conditions.lines)
    this.#matches = undefined
    if (this.#anyEvent) return
    const days = this.#dayFilter(conditions)
    const texts = conditions.texts.map((choice) => codeFilter(choice.on === 'app' || choice.on === 'location' ? block.orders[choice.on] : block.orders.details.texts[choice.on], choice))
    this.#codes = days === null ? texts : [days, ...texts]
    this.#others = this.#predicates(conditions, days === null)
    this.#places = conditions.places.length > 0 ? new OrderPlaces(block, this.#terms) : null
  }

  /** Whether `enter` matters at all. */
  get entering(): boolean {
    return this.restless || this.#terms.historyFrom !== null
  }

  /** The events with a line that passes, where lines matter and the block is large. */
  get matched(): Matches | null {
    if (this.#matches === undefined) this.#matches = this.filled && this.#lines && matchesOf(this.#block, this.filled.events, this.filled.lines, this.#lines)
    return this.#matches
  }

  /** All that is asked of an event, where that is a single code. */
  get onlyCode(): CodeFilter | null {
    return this.#lines === null && this.#codes.length === 1 && this.#amounts.length + this.#others.length === 0 && this.#places === null ? this.#codes[0]! : null
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
    if (!this.passesEvent(event)) return NO_EVENT
    if (!this.filled || (!this.#lines && !this.countsUnits)) return 0
    const { lineStarts, lines } = this.filled
    return this.#unitsOnLines(lines, lineStarts[event]!, lineStarts[event + 1]!)
  }

  /** Whether a line is one of those that matter, given that its event passes. */
  matches(line: number): boolean {
    return this.#lines === null || this.#lines.passes(line)
  }

  /** Whether the event is one of those asked for, its lines aside. */
  passesEvent(event: number): boolean {
    if (this.#anyEvent) return true
    for (const ranges of this.#amounts) if (!lies(ranges, this.events.total[event]!)) return false
    for (const { codes, passes } of this.#codes) if (!passes[codes[event]!]) return false
    for (const passes of this.#others) if (!passes(event)) return false
    return this.#places === null || this.#places.passes(event)
  }

  #unitsOnLines(lines: Lines, from: number, to: number): number {
    let units = this.#lines ? NO_EVENT : 0
    for (let line = from; line < to; line++) {
      if (this.#lines !== null && !this.#lines.passes(line)) continue
      if (!this.countsUnits) return 0
      units = (units === NO_EVENT ? 0 : units) + lines.quantity[line]!
    }
    return units
  }

  /** In a large block the local days are worked out once for all that is asked about them. */
  #dayFilter(conditions: EventConditions): CodeFilter | null {
    if (conditions.days.length === 0 || this.events !== this.#block.orders || !isLarge(this.#block)) return null
    const local = localDaysOf(this.#block, conditions.zone)
    return local && { codes: local.days, passes: localTimeOf(conditions).daysThatPass(local.first, local.last) }
  }

  #predicates(conditions: EventConditions, byDay: boolean): Predicate[] {
    const { days, hours, lists, details, flags } = conditions
    const predicates: Predicate[] = []
    if (days.length + hours.length > 0) {
      const local = localTimeOf(conditions)
      if (byDay && days.length > 0) predicates.push((event) => local.dayPasses(this.events.at[event]!))
      if (hours.length > 0) predicates.push((event) => local.hourPasses(this.events.at[event]!))
    }
    if (lists.length + details.length + flags.length === 0) return predicates
    const columns = this.#block.orders.details
    for (const choice of lists) predicates.push(listFilter(columns.lists[choice.on], choice))
    for (const ranges of details) {
      predicates.push(ranges.on === 'discountAmount'
        ? (order) => lies(ranges, columns.discountAmount[order]!)
        : (order) => lies(ranges, netAmountAt(columns, this.#row, order, this.#now)))
    }
    for (const { on, negated } of flags) {
      predicates.push(on === 'discounted'
        ? (order) => (columns.discounted[order] === 1) !== negated
        : (order) => refundedBy(columns, this.#row, order, this.#now) !== negated)
    }
    return predicates
  }
}
