// A question only Shopify can answer: known from the set it gave last, unknown of whoever came later, and of everyone once that is too old.
import type { Answers, Rows, Scan } from '#app/core/evaluate/scan.ts'
import { NO, UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'
import { lowerBound, type Block } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'

/** What Shopify answered to one clause. */
export interface DelegatedAnswer {
  /** Customer numbers, ascending. */
  readonly members: Uint32Array
  /** Customers with this number or a higher one were not known when Shopify was asked: whoever is not a member is unknown. */
  readonly knownBelow: number
  /** From this instant on the answer is too old to rely on. */
  readonly knownUntil: Instant
}

export interface DelegatedTest extends DelegatedAnswer {
  readonly kind: 'delegated'
}

export class DelegatedScan implements Scan {
  timed = true
  readonly #numbers: Uint32Array
  readonly #answered: DelegatedAnswer

  constructor({ numbers }: Block, answered: DelegatedAnswer) {
    this.#numbers = numbers
    this.#answered = answered
  }

  moveTo(now: Instant): void {
    this.timed = now < this.#answered.knownUntil
  }

  answer(from: number, to: number, _need: Rows, { answer }: Answers): void {
    if (!this.timed) {
      answer.fill(UNKNOWN, 0, to - from)
      return
    }
    const { members, knownBelow } = this.#answered
    let at = from < to ? lowerBound(members, this.#numbers[from]!) : 0
    for (let row = from; row < to; row++) {
      const number = this.#numbers[row]!
      while (at < members.length && members[at]! < number) at++
      answer[row - from] = members[at] === number ? YES : number < knownBelow ? NO : UNKNOWN
    }
  }

  bound(_from: number, _to: number, { entries, count }: Rows, { answer, bound, exact }: Answers): void {
    for (let index = 0; index < count; index++) {
      const entry = entries[index]!
      bound[entry] = answer[entry] === UNKNOWN ? Infinity : this.#answered.knownUntil
      exact[entry] = 1
    }
  }
}
