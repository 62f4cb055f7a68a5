// Tests on what a customer is, whatever the time: texts, lists, numbers, stored memberships. And whether it existed yet.
import { lowerBound } from '#app/core/facts/block.ts'
import type { Amounts, Block, SetValues, TextValues } from '#app/core/facts/block.ts'
import { MISSING } from '#app/core/facts/dictionary.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import type { IntegerRange } from '#app/core/evaluate/program.ts'
import type { Answers, Rows, Scan } from '#app/core/evaluate/scan.ts'

type Fill = (from: number, to: number, answer: Uint8Array) => void

/** A scan that time does not change; `fill` answers rows [from, to), row `from` at entry 0. */
export function timeless(fill: Fill): Scan {
  return {
    timed: false,
    moveTo: () => undefined,
    answer: (from, to, _need, out) => fill(from, to, out.answer),
    bound: () => undefined,
  }
}

export const nobody = timeless((from, to, answer) => answer.fill(0, 0, to - from))

export function textScan({ codes, dictionary }: TextValues, value: string): Scan {
  const code = dictionary.codeOf(value)
  if (code === MISSING) return nobody
  return timeless((from, to, answer) => {
    for (let row = from; row < to; row++) answer[row - from] = +(codes[row] === code)
  })
}

export function textPresentScan({ codes }: TextValues): Scan {
  return timeless((from, to, answer) => {
    for (let row = from; row < to; row++) answer[row - from] = +(codes[row] !== MISSING)
  })
}

export function containsScan({ first, moreRows, more, dictionary }: SetValues, value: string): Scan {
  const code = dictionary.codeOf(value)
  if (code === MISSING) return nobody
  return timeless((from, to, answer) => {
    for (let row = from; row < to; row++) answer[row - from] = +(first[row] === code)
    for (let at = lowerBound(moreRows, from); at < moreRows.length && moreRows[at]! < to; at++) answer[moreRows[at]! - from]! |= +(more[at] === code)
  })
}

export function memberScan({ starts, segments }: Block['members'], segment: number): Scan {
  return timeless((from, to, answer) => {
    let at = starts[from]!
    for (let row = from; row < to; row++) {
      let found = 0
      for (const end = starts[row + 1]!; at < end; at++) found |= +(segments[at] === segment)
      answer[row - from] = found
    }
  })
}

export function setPresentScan({ first }: SetValues): Scan {
  return timeless((from, to, answer) => {
    for (let row = from; row < to; row++) answer[row - from] = +(first[row] !== MISSING)
  })
}

export function numberScan(values: Amounts, { min, max }: IntegerRange): Scan {
  return timeless((from, to, answer) => {
    for (let row = from; row < to; row++) answer[row - from] = +(values[row]! >= min) & +(values[row]! <= max)
  })
}

/** Whether the customer had been created; one whose creation is not known always had. */
export class BornScan implements Scan {
  timed = true
  #now = -Infinity
  readonly #createdAt: Float64Array
  readonly #lastCreated: Instant

  constructor(block: Block) {
    this.#createdAt = block.createdAt
    this.#lastCreated = block.lastCreated
  }

  moveTo(now: Instant): void {
    this.#now = now
    this.timed = now < this.#lastCreated
  }

  answer(from: number, to: number, _need: Rows, { answer }: Answers): void {
    for (let row = from; row < to; row++) answer[row - from] = +!(this.#createdAt[row]! > this.#now)
  }

  bound(from: number, _to: number, { entries, count }: Rows, { answer, bound, exact }: Answers): void {
    for (let index = 0; index < count; index++) {
      const entry = entries[index]!
      bound[entry] = answer[entry] ? Infinity : this.#createdAt[from + entry]!
      exact[entry] = 1
    }
  }
}
