// What a test offers once it is tied to a block: answers for a stretch of rows at an instant, and how long they stand.
import type { Block } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'

/** The most rows worked on at a time, so that what is in between stays in the processor's cache. */
export const STRETCH = 2048

/** One entry a row of a stretch. */
export interface Answers {
  /** A `Membership` each; entries of rows that were not asked hold some membership or other. */
  readonly answer: Uint8Array
  /** The same bytes, four entries at a time. */
  readonly words: Uint32Array
  /** The answer is the same from now up to, not including, this instant. Of no meaning unless `timed`. */
  readonly bound: Float64Array
  /** 1 where the answer is known to differ at `bound`. Of no meaning unless `timed`. */
  readonly exact: Uint8Array
  /** Whether time alone may change any of the answers. */
  timed: boolean
}

/** The entries of a stretch that matter, ascending: the first `count` of `entries`. */
export interface Rows {
  readonly entries: Uint16Array
  count: number
}

export interface Scan {
  /**
   * Ties it to another block, for instants from `now` on; false where another scan would be made for that one. Without it one always is. A block of
   * one customer is answered in less time than tests are tied to it anew.
   */
  rebind?(block: Block, now: Instant): boolean
  /** Sets the instant of what follows; not before the one the test was bound for. */
  moveTo(now: Instant): void
  /** Whether time alone may change an answer. */
  readonly timed: boolean
  /** Works through events or lists row by row, so that leaving out a row is worth a look. */
  readonly costly?: boolean
  /** Of every row: only day and month of the shop's calendar matter, so that what it answers comes again every four years. */
  readonly recurs?: boolean
  /** Fills `out.answer` for rows [from, to), row `from` at entry 0; at least for those in `need`. */
  answer(from: number, to: number, need: Rows, out: Answers): void
  /** Fills `bound` and `exact` for the rows in `need`, given their answers. Called only when `timed`. */
  bound(from: number, to: number, need: Rows, out: Answers): void
}

export function answersFor(rows: number): Answers {
  const answer = new Uint8Array((rows + 3) & ~3)
  return { answer, words: new Uint32Array(answer.buffer), bound: new Float64Array(rows), exact: new Uint8Array(rows), timed: false }
}

export function rowsFor(most: number): Rows {
  return { entries: new Uint16Array(most), count: 0 }
}

/** All entries up to `most`. */
export function everyRow(most: number): Rows {
  return { entries: Uint16Array.from({ length: most }, (_, entry) => entry), count: most }
}
