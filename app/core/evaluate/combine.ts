// AND and OR over answers with bounds. Both are one operation: AND is ruled by NO, OR by YES, each neutral to the other.
import type { Answers } from '#app/core/evaluate/scan.ts'
import { NO, UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'

/** Answers only: `left` becomes `left AND right` when `ruler` is NO, `left OR right` when it is YES. */
export function combineAnswers(ruler: typeof NO | typeof YES, left: Uint8Array, right: Uint8Array, rows: number): void {
  if (ruler === NO) {
    for (let row = 0; row < rows; row++) {
      // 0 rules, 1 is neutral, 2 x 2 = 4 stands for 2.
      const product = left[row]! * right[row]!
      left[row] = product - ((product >> 2) << 1)
    }
  } else {
    for (let row = 0; row < rows; row++) {
      // 1 rules, 0 is neutral, 1 | 2 = 3 stands for 1.
      const either = left[row]! | right[row]!
      left[row] = either - ((either & (either >> 1)) << 1)
    }
  }
}

export function negateAnswers(answers: Uint8Array, rows: number): void {
  // 0 and 1 change places, 2 stays.
  for (let row = 0; row < rows; row++) answers[row] = answers[row]! ^ 1 ^ (answers[row]! >> 1)
}

/** The same with bounds: when may, and when must, the combined answer change? */
export function combine(ruler: typeof NO | typeof YES, left: Answers, right: Answers, rows: number): void {
  for (let row = 0; row < rows; row++) {
    const a = left.answer[row]!
    const b = right.answer[row]!
    const aBound = left.bound[row]!
    const bBound = right.bound[row]!
    if (a === ruler && b === ruler) {
      // It holds at least until both have turned; by then the first may have turned back.
      left.bound[row] = Math.max(aBound, bBound)
      left.exact[row] = 0
    } else if (a === ruler) {
      // Once it turns, the other one decides, and that one must still stand.
      left.exact[row] = left.exact[row]! & +(bBound > aBound)
    } else if (b === ruler) {
      left.answer[row] = ruler
      left.bound[row] = bBound
      left.exact[row] = right.exact[row]! & +(aBound > bBound)
    } else {
      // Both neutral: any turn tells. With an unknown among them it may not.
      const known = a !== UNKNOWN && b !== UNKNOWN
      const exact = aBound < bBound ? left.exact[row]! : aBound > bBound ? right.exact[row]! : left.exact[row]! | right.exact[row]!
      if (!known) left.answer[row] = UNKNOWN
      left.bound[row] = Math.min(aBound, bBound)
      left.exact[row] = known ? exact : 0
    }
  }
}
