// Tests of one date a customer against a window that moves with the clock.
import { NO, UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'
import type { Membership } from '#app/core/evaluate/verdict.ts'
import { hiddenOrders } from '#app/core/evaluate/history.ts'
import type { OrderDateTest, Window } from '#app/core/evaluate/program.ts'
import { OPEN_START } from '#app/core/evaluate/edge.ts'
import { STRETCH, rowsFor } from '#app/core/evaluate/scan.ts'
import type { Answers, Rows, Scan } from '#app/core/evaluate/scan.ts'
import { isLive } from '#app/core/evaluate/live.ts'
import { NextChange } from '#app/core/evaluate/next-change.ts'
import type { Block, Filled } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'

/** Of a block, one a row; null where they do not stand still from `now` on. */
type DatesOf = (block: Block, now: Instant) => Float64Array | null

/** Dates that stand still; NaN where there is none. */
export class DateScan implements Scan {
  readonly timed: boolean
  #from = -Infinity
  #to = Infinity
  #inside: Rows | null = null
  #after: Rows | null = null
  #dates: Float64Array
  readonly #datesOf: DatesOf
  readonly #window: Window

  constructor(dates: Float64Array, datesOf: DatesOf, window: Window) {
    this.#dates = dates
    this.#datesOf = datesOf
    this.#window = window
    this.timed = !(window.from.fixed && window.to.fixed)
  }

  rebind(block: Block, now: Instant): boolean {
    const dates = this.#datesOf(block, now)
    if (dates === null) return false
    if (dates.length > this.#dates.length) this.#inside = this.#after = null
    this.#dates = dates
    return true
  }

  moveTo(now: Instant): void {
    this.#from = this.#window.from.at(now)
    this.#to = this.#window.to.at(now)
  }

  answer(start: number, end: number, _need: Rows, { answer }: Answers): void {
    const dates = this.#dates
    const from = this.#from
    const to = this.#to
    for (let row = start; row < end; row++) answer[row - start] = +(dates[row]! >= from) & +(dates[row]! < to)
  }

  /** Those inside leave with the first end, those after the last end enter with it, and no others ever turn. */
  bound(start: number, end: number, { entries, count }: Rows, { answer, bound, exact }: Answers): void {
    const { from, to } = this.#window
    const dates = this.#dates
    const inside = (this.#inside ??= rowsFor(Math.min(STRETCH, dates.length)))
    const after = (this.#after ??= rowsFor(Math.min(STRETCH, dates.length)))
    exact.fill(1, 0, end - start)
    let insides = 0
    let afters = 0
    for (let index = 0; index < count; index++) {
      const entry = entries[index]!
      bound[entry] = Infinity
      inside.entries[insides] = entry
      insides += answer[entry]!
      after.entries[afters] = entry
      afters += +(dates[start + entry]! >= this.#to)
    }
    inside.count = insides
    after.count = afters
    if (!from.fixed) from.pastEach(dates, start, inside, bound)
    if (to.fixed) return
    to.pastEach(dates, start, after, bound)
    if (from === OPEN_START) return
    for (let index = 0; index < afters; index++) {
      const entry = after.entries[index]!
      if (!(bound[entry]! < from.past(dates[start + entry]!))) bound[entry] = Infinity
    }
  }
}

/** First or last order that counts, or latest checkout: they may come and be cancelled or completed as the clock goes on, and old orders may be out of sight. */
class OrderDateScan implements Scan {
  readonly costly = true
  readonly timed = true
  #now = -Infinity
  #from = -Infinity
  #to = Infinity
  #block: Block
  #events: Filled
  readonly #test: OrderDateTest
  readonly #historyFrom: Instant

  constructor(block: Block, test: OrderDateTest) {
    this.#block = block
    this.#events = eventsOf(block, test)
    this.#test = test
    this.#historyFrom = test.historyFrom ?? -Infinity
  }

  rebind(block: Block, now: Instant): boolean {
    if (settledDates(block, this.#test, now) !== null) return false
    this.#block = block
    this.#events = eventsOf(block, this.#test)
    return true
  }

  moveTo(now: Instant): void {
    this.#now = now
    this.#from = this.#test.window.from.at(now)
    this.#to = this.#test.window.to.at(now)
  }

  answer(start: number, _end: number, { entries, count }: Rows, { answer }: Answers): void {
    for (let index = 0; index < count; index++) {
      const entry = entries[index]!
      const row = start + entry
      const date = this.#date(row)
      const inside = date >= this.#from && date < this.#to
      if (this.#test.historyFrom === null || !hiddenOrders(this.#block, row)) answer[entry] = inside ? YES : NO
      else answer[entry] = this.#test.which === 'first' ? this.#firstInDoubt(date, inside) : this.#lastInDoubt(date, inside)
    }
  }

  bound(start: number, _end: number, { entries, count }: Rows, { bound, exact }: Answers): void {
    for (let index = 0; index < count; index++) {
      const entry = entries[index]!
      bound[entry] = this.#nextChange(start + entry)
      exact[entry] = 0
    }
  }

  /** An order out of sight is older than the history; it may be later than the last one seen only if that one is older too. */
  #lastInDoubt(seen: Instant, inside: boolean): Membership {
    if (seen >= this.#historyFrom) return inside ? YES : NO
    if (this.#from >= this.#historyFrom || this.#to <= seen) return NO
    return inside && this.#to >= this.#historyFrom ? YES : UNKNOWN
  }

  #firstInDoubt(seen: Instant, inside: boolean): Membership {
    if (inside) return this.#from === -Infinity ? YES : UNKNOWN
    return this.#from >= this.#historyFrom || this.#from > seen ? NO : UNKNOWN
  }

  #date(row: number): Instant {
    const events = this.#events
    const first = this.#test.which === 'first'
    if (this.#now >= this.#block.lastEvent) return (first ? events.first : events.last)[row]!
    let date = NaN
    for (let event = events.starts[row]!; event < events.starts[row + 1]! && events.at[event]! <= this.#now; event++) {
      if (!isLive(events, event, this.#now)) continue
      date = events.at[event]!
      if (first) break
    }
    return date
  }

  /** The earliest instant at which anything the answer is made of changes. */
  #nextChange(row: number): Instant {
    const { window: { from, to }, historyFrom } = this.#test
    const events = this.#events
    const date = this.#date(row)
    const next = new NextChange(this.#now)
    if (!Number.isNaN(date)) {
      next.consider(from.past(date))
      next.consider(to.past(date))
    }
    if (historyFrom !== null) {
      next.consider(from.past(historyFrom - 1))
      next.consider(to.past(historyFrom - 1))
    }
    if (this.#now < this.#block.lastEvent) {
      for (let event = events.starts[row]!; event < events.starts[row + 1]!; event++) next.considerEvent(events, event)
    }
    return next.at
  }
}

const eventsOf = (block: Block, { which }: OrderDateTest): Filled => (which === 'checkout' ? block.checkouts : block.orders)

/** The dates in question, once all events and what changes them are in the past, and none is out of sight. */
function settledDates(block: Block, { which, historyFrom }: OrderDateTest, now: Instant): Float64Array | null {
  if (historyFrom !== null || now < block.lastEvent) return null
  return which === 'checkout' ? block.checkouts.last : block.orders[which]
}

/** For instants from `now` on. */
export function orderDateScan(block: Block, test: OrderDateTest, now: Instant): Scan {
  const dates = settledDates(block, test, now)
  return dates === null ? new OrderDateScan(block, test) : new DateScan(dates, (of, at) => settledDates(of, test, at), test.window)
}
