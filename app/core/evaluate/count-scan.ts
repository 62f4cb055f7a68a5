// Counts and sums of events once everything in a block lies in the past and nothing is out of sight: the plain case of most rules.
import type { EventFilter } from '#app/core/evaluate/event-filter.ts'
import type { EventScan } from '#app/core/evaluate/event-scan.ts'
import { judge } from '#app/core/evaluate/having.ts'
import { isMatch } from '#app/core/evaluate/matches.ts'
import type { Matches } from '#app/core/evaluate/matches.ts'
import type { CodeFilter } from '#app/core/evaluate/ranges.ts'
import type { EventTest, Window } from '#app/core/evaluate/program.ts'
import type { Answers, Rows, Scan } from '#app/core/evaluate/scan.ts'
import { NOTHING } from '#app/core/evaluate/tally.ts'
import type { Tally } from '#app/core/evaluate/tally.ts'
import { YES } from '#app/core/evaluate/verdict.ts'
import type { Membership } from '#app/core/evaluate/verdict.ts'
import { COUNTS } from '#app/core/facts/block.ts'
import type { Block, Events } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'

export class CountScan implements Scan {
  readonly costly = true
  readonly #test: EventTest
  readonly #whole: EventScan
  readonly #filter: EventFilter
  #events: Events
  #matches: Matches | null
  /** The one condition on the event itself, where there is one and it is of this kind. */
  #only: CodeFilter | null
  readonly #inside: readonly Window[]
  readonly #ofNothing: Membership
  /** So many events are enough, where nothing but their number is asked and more can only help; 0 otherwise. */
  readonly #enough: number
  readonly #tally: Tally = { ...NOTHING }
  #from: Instant = -Infinity
  #to: Instant = Infinity

  /** `whole` answers the same by the same filter, however many or few lie in the past. */
  constructor(test: EventTest, filter: EventFilter, whole: EventScan) {
    this.#test = test
    this.#whole = whole
    this.#events = filter.events
    this.#filter = filter
    this.#matches = filter.matched
    this.#only = filter.onlyCode
    this.#inside = test.windows.inside
    this.#ofNothing = judge(test.having, NOTHING, false)
    const onlyCounts = test.least !== null && test.having.every(({ of }) => of === 'count')
    this.#enough = onlyCounts ? test.least.count : 0
  }

  rebind(block: Block, now: Instant): boolean {
    if (now < block.lastEvent) return false
    this.#whole.turnTo(block)
    this.#events = this.#filter.events
    this.#matches = this.#filter.matched
    this.#only = this.#filter.onlyCode
    return true
  }

  get timed(): boolean {
    return this.#whole.timed
  }

  moveTo(now: Instant): void {
    this.#whole.moveTo(now)
    this.#from = -Infinity
    this.#to = Infinity
    for (const { from, to } of this.#inside) {
      this.#from = Math.max(this.#from, from.at(now))
      this.#to = Math.min(this.#to, to.at(now))
    }
  }

  answer(from: number, to: number, need: Rows, { answer }: Answers): void {
    if (this.#matches !== null) this.#answerMatches(this.#matches, from, to, answer)
    else if (this.#only !== null && this.#enough === 1) this.#answerAny(this.#only, from, need, answer)
    else for (let index = 0; index < need.count; index++) answer[need.entries[index]!] = this.#ask(from + need.entries[index]!)
  }

  bound(from: number, to: number, need: Rows, out: Answers): void {
    if (this.#enough === 0 || !this.#test.windows.onlyLeave) return this.#whole.bound(from, to, need, out)
    const { answer, bound, exact } = out
    const { entries, count } = need
    exact.fill(1, 0, to - from)
    bound.fill(Infinity, 0, to - from)
    for (let index = 0; index < count; index++) {
      const entry = entries[index]!
      if (answer[entry] === YES) bound[entry] = this.#leaves(this.#decider(from + entry))
    }
  }

  /** When the event ceases to lie in all windows. */
  #leaves(event: number): Instant {
    const at = this.#events.at[event]!
    let leaves = Infinity
    for (const { from } of this.#inside) leaves = Math.min(leaves, from.past(at))
    return leaves
  }

  /** Most rows have no match: only those that have are looked at. */
  #answerMatches(matches: Matches, first: number, to: number, answer: Uint8Array): void {
    const { starts, at, total } = this.#events
    const [from, until] = [this.#from, this.#to]
    const dated = from > -Infinity || until < Infinity
    const [begin, end] = [starts[first]!, starts[to]!]
    answer.fill(this.#ofNothing, 0, to - first)
    let row = first
    let found = 0
    let sumAmount = 0
    let sumQuantity = 0
    for (let entry = begin >> 5; entry << 5 < end; entry++) {
      for (let bits = matches[entry]!; bits !== 0; bits &= bits - 1) {
        const event = (entry << 5) + 31 - Math.clz32(bits & -bits)
        if (event < begin || event >= end || (dated && (at[event]! < from || at[event]! >= until)) || !this.#filter.passesEvent(event)) continue
        if (event >= starts[row + 1]!) {
          if (found > 0) answer[row - first] = this.#judge(found, sumAmount, sumQuantity)
          found = sumAmount = sumQuantity = 0
          do row++; while (event >= starts[row + 1]!)
        }
        found++
        if (this.#enough > 0) continue
        sumAmount += total[event]!
        if (this.#filter.countsUnits) sumQuantity += this.#filter.unitsOf(event)
      }
    }
    if (found > 0) answer[row - first] = this.#judge(found, sumAmount, sumQuantity)
  }

  /** Whether there is one event whose code passes. */
  #answerAny({ codes, passes }: CodeFilter, first: number, { entries, count }: Rows, answer: Uint8Array): void {
    const { starts, at, state } = this.#events
    const [from, until] = [this.#from, this.#to]
    for (let index = 0; index < count; index++) {
      const entry = entries[index]!
      const oldest = starts[first + entry]!
      let event = starts[first + entry + 1]! - 1
      while (event >= oldest && at[event]! >= from && !(passes[codes[event]!] === 1 && state[event] === COUNTS && at[event]! < until)) event--
      answer[entry] = +(event >= oldest && at[event]! >= from)
    }
  }

  /** Newest first, as far as needed. */
  #ask(row: number): Membership {
    const { starts, at, state, total } = this.#events
    const first = starts[row]!
    const end = starts[row + 1]!
    const from = this.#from
    const enough = this.#enough
    let found = 0
    let sumAmount = 0
    let sumQuantity = 0
    for (let event = end - 1; event >= first && at[event]! >= from; event--) {
      if (state[event] !== COUNTS || at[event]! >= this.#to) continue
      const units = this.#filter.unitsOf(event)
      if (units < 0) continue
      found++
      if (found === enough) return YES
      sumAmount += total[event]!
      sumQuantity += units
    }
    return this.#judge(found, sumAmount, sumQuantity)
  }

  #judge(found: number, sumAmount: number, sumQuantity: number): Membership {
    if (this.#enough > 0) return found >= this.#enough ? YES : this.#ofNothing
    const tally = this.#tally
    tally.count = found
    tally.sumAmount = sumAmount
    tally.sumQuantity = sumQuantity
    return judge(this.#test.having, tally, false)
  }

  /** The event that makes the number enough, newest first. */
  #decider(row: number): number {
    const { starts, at, state } = this.#events
    const matches = this.#matches
    let found = 0
    for (let event = starts[row + 1]! - 1; event >= starts[row]!; event--) {
      if (at[event]! >= this.#to) continue
      const passes = matches === null ? state[event] === COUNTS && this.#filter.unitsOf(event) >= 0 : isMatch(matches, event) && this.#filter.passesEvent(event)
      if (passes && ++found === this.#enough) return event
    }
    throw new Error('A row was said to have enough events and has not')
  }
}
