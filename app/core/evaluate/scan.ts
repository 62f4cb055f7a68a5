// What a test offers once it is tied to a block: answers for a stretch of rows at an instant, and how long they stand.
import type { Instant } from '#app/core/facts/facts.ts'

/** One entry a row of a stretch. */
export interface Answers {
  /** A `Membership` each. */
  readonly answer: Uint8Array
  /** The answer is the same from now up to, not including, this instant. Not filled in where nothing depends on time. */
  readonly bound: Float64Array
  /** 1 where the answer is known to differ at `bound`. */
  readonly exact: Uint8Array
}

/** 1 for the rows whose entries matter; null when all do. */
export type Need = Uint8Array | null

export interface Scan {
  /** Sets the instant of what follows; not before the one the test was bound for. */
  moveTo(now: Instant): void
  /** Whether time alone may change an answer. */
  readonly timed: boolean
  /** Of every row: only day and month of the shop's calendar matter, so that what it answers comes again every four years. */
  readonly recurs?: boolean
  /** Fills `out.answer` for rows [from, to), row `from` at entry 0. */
  answer(from: number, to: number, need: Need, out: Answers): void
  /** Fills `bound` and `exact`, given the answers. Called only when `timed`. */
  bound(from: number, to: number, need: Need, out: Answers): void
}

export function answersFor(rows: number): Answers {
  return { answer: new Uint8Array(rows), bound: new Float64Array(rows), exact: new Uint8Array(rows) }
}
