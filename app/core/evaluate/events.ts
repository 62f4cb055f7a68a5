// Tests of a customer's orders and purchases within windows that move with the clock.
import { EventFilter, NO_EVENT } from '#app/core/evaluate/event-filter.ts'
import { judge } from '#app/core/evaluate/having.ts'
import { hiddenOrders } from '#app/core/evaluate/history.ts'
import { MovingWindows } from '#app/core/evaluate/moving-windows.ts'
import type { EventTest } from '#app/core/evaluate/program.ts'
import type { Answers, Need, Scan } from '#app/core/evaluate/scan.ts'
import type { Tally } from '#app/core/evaluate/tally.ts'
import { NO, UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'
import type { Membership } from '#app/core/evaluate/verdict.ts'
import { COUNTS, cancelledAt } from '#app/core/facts/block.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'

export class EventScan implements Scan {
  timed = true
  readonly #block: Block
  readonly #test: EventTest
  readonly #filter: EventFilter
  readonly #windows: MovingWindows
  /** Enough of the newest events alone satisfy the test; null when more events can also hurt. */
  readonly #least: Readonly<Tally> | null
  readonly #tally: Tally = { count: 0, sumAmount: 0, sumQuantity: 0 }
  #now = -Infinity
  /** All orders and cancellations are in the past. */
  #settled = false
  #next = Infinity

  constructor(block: Block, test: EventTest) {
    this.#block = block
    this.#test = test
    this.#filter = new EventFilter(block, test)
    this.#windows = new MovingWindows(test.windows)
    this.#least = test.least
  }

  moveTo(now: Instant): void {
    this.#now = now
    this.#settled = now >= this.#block.lastEvent
    this.#windows.moveTo(now)
    const { reachEnds } = this.#test
    this.timed = !(this.#settled && this.#test.windows.fixed && (reachEnds === Infinity || now >= reachEnds))
  }

  answer(from: number, to: number, need: Need, { answer }: Answers): void {
    for (let row = from; row < to; row++) {
      if (need !== null && need[row - from] === 0) continue
      this.#count(row)
      answer[row - from] = this.#judge(row)
    }
  }

  bound(from: number, to: number, need: Need, { answer, bound, exact }: Answers): void {
    const leaving = this.#settled && this.#test.windows.onlyLeave
    for (let row = from; row < to; row++) {
      const entry = row - from
      if (need !== null && need[entry] === 0) continue
      const known = leaving && (this.#least !== null || !this.#hides(row))
      exact[entry] = +known
      bound[entry] = known ? this.#turn(row, answer[entry]!) : this.#nextChange(row)
    }
  }

  /** When events only leave: the instant the answer turns. */
  #turn(row: number, answer: number): Instant {
    if (this.#least === null) return this.#turnWhileLeaving(row, answer)
    if (answer === NO) return Infinity
    if (answer === UNKNOWN) return this.#test.reachEnds
    return this.#windows.leaves(this.#block.orders.at[this.#count(row)]!)
  }

  /** Takes the events away oldest first, until what is left is judged otherwise. */
  #turnWhileLeaving(row: number, answer: number): Instant {
    const { starts, at, state, total } = this.#block.orders
    const tally = this.#tally
    this.#count(row)
    let left = -Infinity
    for (let order = starts[row]!; order < starts[row + 1]!; order++) {
      if (state[order] !== COUNTS || !this.#windows.holds(at[order]!)) continue
      const units = this.#filter.unitsOf(order)
      if (units === NO_EVENT) continue
      const leaves = this.#windows.leaves(at[order]!)
      if (leaves > left && left > -Infinity && judge(this.#test.having, tally, false) !== answer) return left
      tally.count--
      tally.sumAmount -= total[order]!
      tally.sumQuantity -= units
      left = leaves
    }
    return left > -Infinity && judge(this.#test.having, tally, false) !== answer ? left : Infinity
  }

  /**
   * Adds up the row's events, newest first; where more events can only help, as far as needed. Answers the last order
   * added: the one that decides.
   */
  #count(row: number): number {
    const { starts, at, state, total } = this.#block.orders
    const least = this.#least
    const windows = this.#windows
    const { from } = windows
    let count = 0
    let sumAmount = 0
    let sumQuantity = 0
    let order = starts[row + 1]! - 1
    for (const first = starts[row]!; order >= first; order--) {
      const placed = at[order]!
      if (placed < from) break
      if (!(this.#settled ? state[order] === COUNTS : this.#isLive(order)) || !windows.holds(placed)) continue
      const units = this.#filter.unitsOf(order)
      if (units === NO_EVENT) continue
      count++
      sumAmount += total[order]!
      sumQuantity += units
      if (least !== null && count >= least.count && sumAmount >= least.sumAmount && sumQuantity >= least.sumQuantity) break
    }
    const tally = this.#tally
    tally.count = count
    tally.sumAmount = sumAmount
    tally.sumQuantity = sumQuantity
    return order
  }

  #judge(row: number): Membership {
    const tally = this.#tally
    const least = this.#least
    if (least === null) return judge(this.#test.having, tally, this.#hides(row))
    if (tally.count >= least.count && tally.sumAmount >= least.sumAmount && tally.sumQuantity >= least.sumQuantity) return YES
    return this.#hides(row) ? judge(this.#test.having, tally, true) : NO
  }

  /** Whether orders out of sight may lie inside the windows. */
  #hides(row: number): boolean {
    return this.#now < this.#test.reachEnds && hiddenOrders(this.#block, row)
  }

  #isLive(order: number): boolean {
    const { state, at } = this.#block.orders
    return (state[order]! & COUNTS) !== 0 && at[order]! <= this.#now && cancelledAt(this.#block.orders, order) > this.#now
  }

  /** The earliest instant at which anything the answer is made of may change. */
  #nextChange(row: number): Instant {
    const { orders } = this.#block
    this.#next = Infinity
    if (this.#hides(row)) this.#consider(this.#test.reachEnds)
    for (let order = orders.starts[row]!; order < orders.starts[row + 1]!; order++) {
      const at = orders.at[order]!
      if (!(orders.state[order]! & COUNTS) || at < this.#windows.from || cancelledAt(orders, order) <= this.#now) continue
      if (this.#filter.unitsOf(order) === NO_EVENT) continue
      this.#consider(at)
      this.#consider(cancelledAt(orders, order))
      this.#consider(this.#windows.turns(at))
    }
    return this.#next
  }

  #consider(instant: Instant): void {
    if (instant > this.#now && instant < this.#next) this.#next = instant
  }
}
