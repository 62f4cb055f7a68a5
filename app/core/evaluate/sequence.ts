// One event followed by another in time, or by none until it was too late.
import { EventFilter, NO_EVENT } from '#app/core/evaluate/event-filter.ts'
import { NOTHING_SURE, PART, WHOLE } from '#app/core/evaluate/history.ts'
import type { Sight } from '#app/core/evaluate/history.ts'
import { isLive } from '#app/core/evaluate/live.ts'
import { MovingWindows } from '#app/core/evaluate/moving-windows.ts'
import { NextChange } from '#app/core/evaluate/next-change.ts'
import type { EventTerms, SequenceTest } from '#app/core/evaluate/program.ts'
import type { Answers, Rows, Scan } from '#app/core/evaluate/scan.ts'
import { NO, UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'
import type { Membership } from '#app/core/evaluate/verdict.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'

export class SequenceScan implements Scan {
  readonly costly = true
  timed = true
  readonly #block: Block
  readonly #test: SequenceTest
  readonly #first: Step
  readonly #then: Step | null
  #now = -Infinity
  #settled = false

  constructor(block: Block, test: SequenceTest) {
    this.#block = block
    this.#test = test
    this.#first = new Step(block, test.first)
    this.#then = test.then && new Step(block, test.then)
  }

  moveTo(now: Instant): void {
    this.#now = now
    this.#settled = now >= this.#block.lastEvent
    this.#first.windows.moveTo(now)
    this.#then?.windows.moveTo(now)
    const { first, then, negated } = this.#test
    this.timed = negated || !this.#settled || !stands(first) || (then !== null && !stands(then))
  }

  answer(from: number, _to: number, { entries, count }: Rows, { answer }: Answers): void {
    for (let index = 0; index < count; index++) answer[entries[index]!] = this.#ask(from + entries[index]!)
  }

  bound(from: number, _to: number, { entries, count }: Rows, { bound, exact }: Answers): void {
    for (let index = 0; index < count; index++) {
      const entry = entries[index]!
      bound[entry] = this.#nextChange(from + entry)
      exact[entry] = 0
    }
  }

  #ask(row: number): Membership {
    const firsts = this.#first.take(row, this.#now)
    const thens = this.#then?.take(row, this.#now) ?? []
    const { ends, over, negated } = this.#test
    const hidden = { first: this.#first.sight(), then: this.#then?.sight() ?? WHOLE }
    if (hidden.first === NOTHING_SURE || hidden.then === NOTHING_SURE) return UNKNOWN
    let doubt = hidden.first === PART
    for (let index = 0, next = 0; index < firsts.length; index++) {
      const first = firsts[index]!
      if (negated && over(first) > this.#now) continue
      while (next < thens.length && thens[next]! <= first) next++
      const followed = next < thens.length && thens[next]! < ends(first)
      const sure = followed || hidden.then === WHOLE || !this.#then!.mayHideAfter(first)
      if (sure && followed !== negated) return YES
      if (!sure) doubt = true
    }
    return doubt ? UNKNOWN : NO
  }

  /** The earliest instant at which anything the answer is made of may change. */
  #nextChange(row: number): Instant {
    const next = new NextChange(this.#now)
    if (!this.#settled) next.considerRow(this.#block, row)
    if (this.#test.negated) for (const first of this.#first.take(row, this.#now)) next.consider(this.#test.over(first))
    this.#first.considerWindows(next, row, this.#now)
    this.#then?.considerWindows(next, row, this.#now)
    return next.at
  }
}

/** Neither the clock nor what comes into sight changes which past events pass. */
function stands({ windows, historyFrom }: EventTerms): boolean {
  return windows.fixed && historyFrom === null
}

class Step {
  readonly windows: MovingWindows
  readonly #terms: EventTerms
  readonly #filter: EventFilter
  readonly #instants: Instant[] = []

  constructor(block: Block, terms: EventTerms) {
    this.#terms = terms
    this.#filter = new EventFilter(block, terms, false)
    this.windows = new MovingWindows(terms.windows)
  }

  /** The instants of the row's events that pass, oldest first; the array is used again. */
  take(row: number, now: Instant): readonly Instant[] {
    const { events } = this.#filter
    this.#filter.enter(row, now)
    this.#instants.length = 0
    for (let event = events.starts[row]!; event < events.starts[row + 1]!; event++) {
      const at = events.at[event]!
      if (at > now) break
      if (at < this.windows.from || !isLive(events, event, now) || !this.windows.holds(at)) continue
      if (this.#filter.unitsOf(event) !== NO_EVENT) this.#instants.push(at)
    }
    return this.#instants
  }

  /** Of the row that was taken. */
  sight(): Sight {
    return this.#filter.sight(false)
  }

  /** Whether an event out of sight may come after `instant`: orders out of sight are older than the history, refunds of them may be of any age. */
  mayHideAfter(instant: Instant): boolean {
    return this.#terms.of === 'refunds' || instant < this.#terms.historyFrom!
  }

  considerWindows(next: NextChange, row: number, now: Instant): void {
    const { events } = this.#filter
    this.#filter.enter(row, now)
    next.consider(this.#terms.reachEnds)
    for (let event = events.starts[row]!; event < events.starts[row + 1]!; event++) {
      const at = events.at[event]!
      if (at < this.windows.from || (!this.#filter.restless && this.#filter.unitsOf(event) === NO_EVENT)) continue
      next.consider(this.windows.turns(at))
    }
  }
}
