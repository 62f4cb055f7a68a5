// Counts and sums of events within windows that move with the clock, whatever is still to come or out of sight.
import { NO_EVENT } from '#app/core/evaluate/event-filter.ts'
import type { EventFilter } from '#app/core/evaluate/event-filter.ts'
import { judge } from '#app/core/evaluate/having.ts'
import { NOTHING_SURE, PART, WHOLE } from '#app/core/evaluate/history.ts'
import type { Sight } from '#app/core/evaluate/history.ts'
import { isLive } from '#app/core/evaluate/live.ts'
import { MovingWindows } from '#app/core/evaluate/moving-windows.ts'
import { NextChange } from '#app/core/evaluate/next-change.ts'
import type { EventTest } from '#app/core/evaluate/program.ts'
import type { Answers, Rows, Scan } from '#app/core/evaluate/scan.ts'
import { NOTHING } from '#app/core/evaluate/tally.ts'
import type { Tally } from '#app/core/evaluate/tally.ts'
import { NO, UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'
import type { Membership } from '#app/core/evaluate/verdict.ts'
import { WideTally, isWide } from '#app/core/evaluate/wide-tally.ts'
import { COUNTS, cancelledAt } from '#app/core/facts/block.ts'
import type { Block, Events } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'

export class EventScan implements Scan {
  readonly costly = true
  timed = true
  #block: Block
  readonly #test: EventTest
  #events: Events
  readonly #filter: EventFilter
  readonly #entering: boolean
  readonly #plain: boolean
  readonly #windows: MovingWindows
  /** Enough of the newest events alone satisfy the test; null when more events can also hurt. */
  readonly #least: Readonly<Tally> | null
  #wide: WideTally | null
  readonly #tally: Tally = { ...NOTHING }
  #now = -Infinity
  /** All events, and what changes them, are in the past. */
  #settled = false

  /** `plain`: once all events lie in the past, `CountScan` answers as well. */
  constructor(block: Block, test: EventTest, filter: EventFilter, plain: boolean) {
    this.#block = block
    this.#test = test
    this.#filter = filter
    this.#events = this.#filter.events
    this.#entering = this.#filter.entering
    this.#windows = new MovingWindows(test.windows)
    this.#least = test.least
    this.#plain = plain
    this.#wide = isWide(test) ? new WideTally(block, test, this.#filter) : null
  }

  rebind(block: Block, now: Instant): boolean {
    // There the plain case is answered with less.
    if (now >= block.lastEvent && this.#plain) return false
    this.turnTo(block)
    return true
  }

  /** Another block, whose rows are asked about next; the filter goes along. */
  turnTo(block: Block): void {
    this.#filter.turnTo(block)
    this.#block = block
    this.#events = this.#filter.events
    if (this.#wide !== null) this.#wide = new WideTally(block, this.#test, this.#filter)
  }

  moveTo(now: Instant): void {
    this.#now = now
    this.#settled = now >= this.#block.lastEvent
    this.#windows.moveTo(now)
    const { reachEnds } = this.#test
    this.timed = !(this.#settled && this.#test.windows.fixed && (reachEnds === Infinity || now >= reachEnds))
  }

  answer(from: number, _to: number, { entries, count }: Rows, { answer }: Answers): void {
    for (let index = 0; index < count; index++) {
      const entry = entries[index]!
      this.#count(from + entry)
      answer[entry] = this.#judge()
    }
  }

  bound(from: number, _to: number, { entries, count }: Rows, { answer, bound, exact }: Answers): void {
    const leaving = this.#settled && this.#test.windows.onlyLeave
    for (let index = 0; index < count; index++) {
      const entry = entries[index]!
      const row = from + entry
      if (this.#entering) this.#filter.enter(row, this.#now)
      const known = leaving && (this.#least !== null || (this.#wide === null && this.#sight() === WHOLE))
      exact[entry] = +known
      bound[entry] = known ? this.#turn(row, answer[entry]!) : this.#nextChange(row)
    }
  }

  /** When events only leave: the instant the answer turns. */
  #turn(row: number, answer: number): Instant {
    if (this.#least === null) return this.#turnWhileLeaving(row, answer)
    if (answer === NO) return Infinity
    if (answer === UNKNOWN) return this.#sight() === NOTHING_SURE ? Infinity : this.#test.reachEnds
    return this.#windows.leaves(this.#events.at[this.#count(row)]!)
  }

  /** Takes the events away oldest first, until what is left is judged otherwise. */
  #turnWhileLeaving(row: number, answer: number): Instant {
    const { starts, at, state, total } = this.#events
    const tally = this.#tally
    this.#count(row)
    let left = -Infinity
    for (let event = starts[row]!; event < starts[row + 1]!; event++) {
      if (state[event] !== COUNTS || !this.#windows.holds(at[event]!)) continue
      const units = this.#filter.unitsOf(event)
      if (units === NO_EVENT) continue
      const leaves = this.#windows.leaves(at[event]!)
      if (leaves > left && left > -Infinity && judge(this.#test.having, tally, false) !== answer) return left
      tally.count--
      tally.sumAmount -= total[event]!
      tally.sumQuantity -= units
      left = leaves
    }
    return left > -Infinity && judge(this.#test.having, tally, false) !== answer ? left : Infinity
  }

  /**
   * Adds up the row's events, newest first; where more events can only help, as far as needed. Answers the last event
   * added: the one that decides.
   */
  #count(row: number): number {
    if (this.#entering) this.#filter.enter(row, this.#now)
    if (this.#wide !== null) return this.#countWide(row, this.#wide)
    const { starts, at, state, total } = this.#events
    const least = this.#least
    const windows = this.#windows
    const { from } = windows
    let count = 0
    let sumAmount = 0
    let sumQuantity = 0
    let event = starts[row + 1]! - 1
    for (const first = starts[row]!; event >= first; event--) {
      const placed = at[event]!
      if (placed < from) break
      if (!(this.#settled ? state[event] === COUNTS : isLive(this.#events, event, this.#now)) || !windows.holds(placed)) continue
      const units = this.#filter.unitsOf(event)
      if (units === NO_EVENT) continue
      count++
      sumAmount += total[event]!
      sumQuantity += units
      if (least !== null && count >= least.count && sumAmount >= least.sumAmount && sumQuantity >= least.sumQuantity) break
    }
    const tally = this.#tally
    tally.count = count
    tally.sumAmount = sumAmount
    tally.sumQuantity = sumQuantity
    return event
  }

  #countWide(row: number, wide: WideTally): number {
    const { starts, at } = this.#events
    const tally = this.#tally
    const least = this.#least
    wide.clear(tally)
    let event = starts[row + 1]! - 1
    for (const first = starts[row]!; event >= first && at[event]! >= this.#windows.from; event--) {
      if (!isLive(this.#events, event, this.#now) || !this.#windows.holds(at[event]!)) continue
      if (wide.add(tally, row, event, this.#now) && least !== null && this.#isEnough(least)) break
    }
    return event
  }

  #isEnough(least: Readonly<Tally>): boolean {
    const tally = this.#tally
    return tally.count >= least.count && tally.sumAmount >= least.sumAmount && tally.sumQuantity >= least.sumQuantity && (this.#wide === null ||
      (tally.sumNetAmount >= least.sumNetAmount && tally.sumLineAmount >= least.sumLineAmount &&
      tally.distinctProducts >= least.distinctProducts && tally.distinctYears >= least.distinctYears))
  }

  /** Of the row that was counted. */
  #judge(): Membership {
    const least = this.#least
    const sight = this.#entering ? this.#sight() : WHOLE
    if (sight === NOTHING_SURE) return judge(this.#test.having, NOTHING, true)
    if (least === null) return judge(this.#test.having, this.#tally, sight === PART)
    if (this.#isEnough(least)) return YES
    return sight === WHOLE ? NO : judge(this.#test.having, this.#tally, true)
  }

  #sight(): Sight {
    return this.#filter.sight(this.#wide?.takesAll ?? false)
  }

  /** The earliest instant at which anything the answer is made of may change. */
  #nextChange(row: number): Instant {
    if (this.#sight() === NOTHING_SURE) return Infinity
    const { starts, at, state } = this.#events
    const next = new NextChange(this.#now)
    const all = this.#filter.restless || (this.#wide?.restless ?? false)
    if (this.#sight() === PART) next.consider(this.#test.reachEnds)
    if (all && !this.#settled) next.considerRow(this.#block, row)
    for (let event = starts[row]!; event < starts[row + 1]!; event++) {
      if (!(state[event]! & COUNTS) || at[event]! < this.#windows.from || cancelledAt(this.#events, event) <= this.#now) continue
      if (!all && this.#filter.unitsOf(event) === NO_EVENT) continue
      next.considerEvent(this.#events, event)
      next.consider(this.#windows.turns(at[event]!))
    }
    return next.at
  }
}
