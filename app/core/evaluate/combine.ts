// AND, OR and NOT over answers with bounds. AND and OR are one operation: AND is ruled by NO, OR by YES, each neutral to the other.
import type { Answers, Rows } from '#app/core/evaluate/scan.ts'
import { NO, UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'

export type Ruler = typeof NO | typeof YES

/** The lowest bit of each of four answers: YES. The bit above it is UNKNOWN. */
const YESES = 0x01010101
const UNKNOWNS = 0x02020202

export function copyAnswers({ words: from }: Answers, { words: into }: Answers, rows: number): void {
  const end = (rows + 3) >> 2
  if (end === from.length) into.set(from)
  else for (let word = 0; word < end; word++) into[word] = from[word]!
}

/** Answers only: `left AND right` when `ruler` is NO, `left OR right` when it is YES. `into` may be either of them. */
export function combineAnswers(ruler: Ruler, { words: left }: Answers, { words: right }: Answers, { words: into }: Answers, rows: number): void {
  const end = (rows + 3) >> 2
  if (ruler === NO) {
    for (let word = 0; word < end; word++) {
      const a = left[word]!
      const b = right[word]!
      const yes = a & b & YESES
      const notNo = (a | (a >>> 1)) & (b | (b >>> 1)) & YESES
      into[word] = yes | ((notNo & ~yes) << 1)
    }
  } else {
    for (let word = 0; word < end; word++) {
      const either = left[word]! | right[word]!
      const yes = either & YESES
      into[word] = yes | (((either >>> 1) & YESES & ~yes) << 1)
    }
  }
}

/** NO and YES change places, UNKNOWN stays. `into` may be `of`. */
export function negateAnswers({ words: of }: Answers, { words: into }: Answers, rows: number): void {
  const end = (rows + 3) >> 2
  for (let word = 0; word < end; word++) {
    const a = of[word]!
    into[word] = (((a | (a >>> 1)) & YESES) ^ YESES) | (a & UNKNOWNS)
  }
}

/**
 * When may, and when must, the combined answer change? To be asked before the answers are combined. `open`: the rows that `right` was asked
 * about; of the others `left` is the ruler for good. `into` may be `left`.
 */
export function combineBounds(ruler: Ruler, left: Answers, right: Answers, into: Answers, open: Rows): void {
  const { entries, count } = open
  for (let index = 0; index < count; index++) {
    const row = entries[index]!
    const a = left.answer[row]!
    const b = right.answer[row]!
    const aBound = left.timed ? left.bound[row]! : Infinity
    const bBound = right.timed ? right.bound[row]! : Infinity
    const aExact = left.timed ? left.exact[row]! : 0
    const bExact = right.timed ? right.exact[row]! : 0
    if (a === ruler && b === ruler) {
      // It holds at least until both have turned; by then the first may have turned back.
      into.bound[row] = aBound > bBound ? aBound : bBound
      into.exact[row] = 0
    } else if (a === ruler) {
      // Once it turns, the other one decides, and that one must still stand.
      into.bound[row] = aBound
      into.exact[row] = aExact & +(bBound > aBound)
    } else if (b === ruler) {
      into.bound[row] = bBound
      into.exact[row] = bExact & +(aBound > bBound)
    } else {
      // Both neutral: any turn tells. With an unknown among them it may not.
      const known = a !== UNKNOWN && b !== UNKNOWN
      into.bound[row] = aBound < bBound ? aBound : bBound
      into.exact[row] = known ? (aBound < bBound ? aExact : aBound > bBound ? bExact : aExact | bExact) : 0
    }
  }
}
