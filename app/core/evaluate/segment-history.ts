// When a customer entered or left a segment, by what is stored, against a window that moves with the clock.
import type { HistoryTest } from '#app/core/evaluate/program.ts'
import type { Answers, Rows, Scan } from '#app/core/evaluate/scan.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'

/** True from one instant up to another, at most once: what is stored changes by our own verdicts only, and is a new fact then. */
export class HistoryScan implements Scan {
  readonly costly = true
  readonly timed = true
  #now = -Infinity
  /** Of the row asked last: the answer is yes from here, up to there. */
  #begins = Infinity
  #ends = Infinity
  readonly #histories: Block['histories']
  readonly #test: HistoryTest

  constructor(histories: Block['histories'], test: HistoryTest) {
    this.#histories = histories
    this.#test = test
  }

  moveTo(now: Instant): void {
    this.#now = now
  }

  answer(start: number, _end: number, need: Rows, { answer }: Answers): void {
    for (let index = 0; index < need.count; index++) {
      const entry = need.entries[index]!
      this.#look(start + entry)
      answer[entry] = +(this.#now >= this.#begins) & +(this.#now < this.#ends)
    }
  }

  bound(start: number, _end: number, need: Rows, { bound, exact }: Answers): void {
    for (let index = 0; index < need.count; index++) {
      const entry = need.entries[index]!
      this.#look(start + entry)
      const next = this.#now < this.#begins ? this.#begins : this.#now < this.#ends ? this.#ends : Infinity
      bound[entry] = this.#begins < this.#ends ? next : Infinity
      exact[entry] = 1
    }
  }

  #look(row: number): void {
    const { starts, segments, since, left } = this.#histories
    this.#begins = Infinity
    this.#ends = Infinity
    for (let at = starts[row]!; at < starts[row + 1]!; at++) {
      if (segments[at] !== this.#test.segment) continue
      const entered = this.#test.kind === 'entered'
      const when = entered ? since[at]! : left[at]!
      // Neither is asked of who never did.
      if (Number.isNaN(when)) return
      const { from, to } = this.#test.window
      this.#begins = Math.max(when, to.past(when))
      this.#ends = entered || Number.isNaN(since[at]!) ? from.past(when) : Math.min(from.past(when), since[at]!)
    }
  }
}
