// Tests of one date a customer against a window that moves with the clock.
import { NO, UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'
import type { Membership } from '#app/core/evaluate/verdict.ts'
import { hiddenOrders } from '#app/core/evaluate/history.ts'
import type { OrderDateTest, Window } from '#app/core/evaluate/program.ts'
import type { Answers, Need, Scan } from '#app/core/evaluate/scan.ts'
import { isLive } from '#app/core/evaluate/live.ts'
import { NextChange } from '#app/core/evaluate/next-change.ts'
import type { Block, Filled } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'

/** Dates that stand still; NaN where there is none. */
export class DateScan implements Scan {
  readonly timed: boolean
  #from = -Infinity
  #to = Infinity
  readonly #dates: Float64Array
  readonly #window: Window

  constructor(dates: Float64Array, window: Window) {
    this.#dates = dates
    this.#window = window
    this.timed = !(window.from.fixed && window.to.fixed)
  }

  moveTo(now: Instant): void {
    this.#from = this.#window.from.at(now)
    this.#to = this.#window.to.at(now)
  }

  answer(start: number, end: number, _need: Need, { answer }: Answers): void {
    const dates = this.#dates
    const from = this.#from
    const to = this.#to
    for (let row = start; row < end; row++) answer[row - start] = +(dates[row]! >= from) & +(dates[row]! < to)
  }

  bound(start: number, end: number, _need: Need, { answer, bound, exact }: Answers): void {
    const { from, to } = this.#window
    for (let entry = 0; entry < end - start; entry++) {
      const date = this.#dates[start + entry]!
      exact[entry] = 1
      if (answer[entry]) bound[entry] = from.fixed ? Infinity : from.past(date)
      else if (to.fixed || !(date >= this.#to)) bound[entry] = Infinity
      else {
        const enters = to.past(date)
        bound[entry] = enters < from.past(date) ? enters : Infinity
      }
    }
  }
}

/** First or last order that counts, or latest checkout: they may come and be cancelled or completed as the clock goes on, and old orders may be out of sight. */
export class OrderDateScan implements Scan {
  readonly timed = true
  #now = -Infinity
  #from = -Infinity
  #to = Infinity
  readonly #block: Block
  readonly #events: Filled
  readonly #test: OrderDateTest
  readonly #historyFrom: Instant

  constructor(block: Block, test: OrderDateTest) {
    this.#block = block
    this.#events = test.which === 'checkout' ? block.checkouts : block.orders
    this.#test = test
    this.#historyFrom = test.historyFrom ?? -Infinity
  }

  moveTo(now: Instant): void {
    this.#now = now
    this.#from = this.#test.window.from.at(now)
    this.#to = this.#test.window.to.at(now)
  }

  answer(start: number, end: number, need: Need, { answer }: Answers): void {
    for (let row = start; row < end; row++) {
      if (need && !need[row - start]) continue
      const date = this.#date(row)
      const inside = date >= this.#from && date < this.#to
      if (this.#test.historyFrom === null || !hiddenOrders(this.#block, row)) answer[row - start] = inside ? YES : NO
      else answer[row - start] = this.#test.which === 'first' ? this.#firstInDoubt(date, inside) : this.#lastInDoubt(date, inside)
    }
  }

  bound(start: number, end: number, need: Need, { bound, exact }: Answers): void {
    for (let row = start; row < end; row++) {
      if (need && !need[row - start]) continue
      bound[row - start] = this.#nextChange(row)
      exact[row - start] = 0
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

/** The dates in question, once all events and what changes them are in the past. */
export function settledDates({ orders, checkouts }: Block, which: OrderDateTest['which']): Float64Array {
  return which === 'checkout' ? checkouts.last : orders[which]
}
