// Tests of one date a customer against a window that moves with the clock.
import { NO, UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'
import type { Membership } from '#app/core/evaluate/verdict.ts'
import { hiddenOrders } from '#app/core/evaluate/history.ts'
import type { OrderDateTest, Window } from '#app/core/evaluate/program.ts'
import type { Answers, Need, Scan } from '#app/core/evaluate/scan.ts'
import { COUNTS, cancelledAt } from '#app/core/facts/block.ts'
import type { Block } from '#app/core/facts/block.ts'
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

/** First or last order that counts: orders may come and be cancelled as the clock goes on, and old ones may be out of sight. */
export class OrderDateScan implements Scan {
  readonly timed = true
  #now = -Infinity
  #from = -Infinity
  #to = Infinity
  #next = Infinity
  readonly #block: Block
  readonly #test: OrderDateTest
  readonly #historyFrom: Instant

  constructor(block: Block, test: OrderDateTest) {
    this.#block = block
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
      else answer[row - start] = this.#test.which === 'last' ? this.#lastInDoubt(date, inside) : this.#firstInDoubt(date, inside)
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
    const { orders, lastEvent } = this.#block
    const first = this.#test.which === 'first'
    if (this.#now >= lastEvent) return (first ? orders.first : orders.last)[row]!
    let date = NaN
    for (let order = orders.starts[row]!; order < orders.starts[row + 1]! && orders.at[order]! <= this.#now; order++) {
      if (!(orders.state[order]! & COUNTS) || cancelledAt(orders, order) <= this.#now) continue
      date = orders.at[order]!
      if (first) break
    }
    return date
  }

  /** The earliest instant at which anything the answer is made of changes. */
  #nextChange(row: number): Instant {
    const { window: { from, to }, historyFrom } = this.#test
    const { orders, lastEvent } = this.#block
    const date = this.#date(row)
    this.#next = Infinity
    if (!Number.isNaN(date)) {
      this.#consider(from.past(date))
      this.#consider(to.past(date))
    }
    if (historyFrom !== null) {
      this.#consider(from.past(historyFrom - 1))
      this.#consider(to.past(historyFrom - 1))
    }
    if (this.#now < lastEvent) {
      for (let order = orders.starts[row]!; order < orders.starts[row + 1]!; order++) {
        this.#consider(orders.at[order]!)
        this.#consider(cancelledAt(orders, order))
      }
    }
    return this.#next
  }

  #consider(instant: Instant): void {
    if (instant > this.#now && instant < this.#next) this.#next = instant
  }
}
