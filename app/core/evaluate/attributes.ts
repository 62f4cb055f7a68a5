// Tests on what a customer is, whatever the time: texts, lists, numbers, stored memberships. And whether it existed yet.
import { lowerBound } from '#app/core/facts/block.ts'
import type { Amounts, Block, SetValues, TextValues } from '#app/core/facts/block.ts'
import { MISSING } from '#app/core/facts/dictionary.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import type { IntegerRange } from '#app/core/evaluate/program.ts'
import type { Answers, Rows, Scan } from '#app/core/evaluate/scan.ts'

/** Answers rows [from, to), row `from` at entry 0. */
export type Fill = (from: number, to: number, answer: Uint8Array) => void

/** What of a block answers a test that time does not change. */
type Seat = (block: Block) => Fill

export const timeless = (block: Block, seat: Seat): Scan => new TimelessScan(block, seat)

class TimelessScan implements Scan {
  readonly timed = false
  readonly #seat: Seat
  #fill: Fill

  constructor(block: Block, seat: Seat) {
    this.#seat = seat
    this.#fill = seat(block)
  }

  rebind(block: Block): boolean {
    this.#fill = this.#seat(block)
    return true
  }

  moveTo(): void {}

  answer(from: number, to: number, _need: Rows, { answer }: Answers): void {
    this.#fill(from, to, answer)
  }

  bound(): void {}
}

export const NOBODY: Fill = (from, to, answer) => answer.fill(0, 0, to - from)

/** What time does not change in one block; for another the test is bound anew. */
export const timelessHere = (fill: Fill): Scan => ({
  timed: false,
  moveTo: () => undefined,
  answer: (from, to, _need, { answer }) => fill(from, to, answer),
  bound: () => undefined,
})

/** Of a block where nobody has what is asked about. */
export const nobody = timelessHere(NOBODY)

export function textIs({ codes, dictionary }: TextValues, value: string): Fill {
  const code = dictionary.codeOf(value)
  if (code === MISSING) return NOBODY
  return (from, to, answer) => {
    for (let row = from; row < to; row++) answer[row - from] = +(codes[row] === code)
  }
}

export function textIsThere({ codes }: TextValues): Fill {
  return (from, to, answer) => {
    for (let row = from; row < to; row++) answer[row - from] = +(codes[row] !== MISSING)
  }
}

export function setContains({ first, moreRows, more, dictionary }: SetValues, value: string): Fill {
  const code = dictionary.codeOf(value)
  if (code === MISSING) return NOBODY
  return (from, to, answer) => {
    for (let row = from; row < to; row++) answer[row - from] = +(first[row] === code)
    for (let at = lowerBound(moreRows, from); at < moreRows.length && moreRows[at]! < to; at++) answer[moreRows[at]! - from]! |= +(more[at] === code)
  }
}

export function belongsTo({ starts, segments }: Block['members'], segment: number): Fill {
  return (from, to, answer) => {
    let at = starts[from]!
    for (let row = from; row < to; row++) {
      let found = 0
      for (const end = starts[row + 1]!; at < end; at++) found |= +(segments[at] === segment)
      answer[row - from] = found
    }
  }
}

export function setIsThere({ first }: SetValues): Fill {
  return (from, to, answer) => {
    for (let row = from; row < to; row++) answer[row - from] = +(first[row] !== MISSING)
  }
}

export function numberIsIn(values: Amounts, { min, max }: IntegerRange): Fill {
  return (from, to, answer) => {
    for (let row = from; row < to; row++) answer[row - from] = +(values[row]! >= min) & +(values[row]! <= max)
  }
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
