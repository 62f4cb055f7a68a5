// What the number and sums of a customer's events must be, and what can be said when some events are out of sight.
import type { HavingRange } from '#app/core/evaluate/program.ts'
import type { Tally } from '#app/core/evaluate/tally.ts'
import { NO, UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'
import type { Membership } from '#app/core/evaluate/verdict.ts'

/** `hidden`: events may be missing from the tally; they can only add to it. */
export function judge(having: readonly HavingRange[], tally: Readonly<Tally>, hidden: boolean): Membership {
  let answer: Membership = YES
  for (const range of having) {
    const one = judgeOne(range, tally[range.of], hidden)
    if (one === NO) return NO
    if (one === UNKNOWN) answer = UNKNOWN
  }
  return answer
}

function judgeOne({ min, max, negated }: HavingRange, value: number, hidden: boolean): Membership {
  const reachable = value <= max && min <= max && min < Infinity
  if (hidden && reachable && (value < min || max < Infinity)) return UNKNOWN
  return (value >= min && value <= max) !== negated ? YES : NO
}

/** More events can only help: what must be reached. Null when more can also hurt. */
export function leastTally(having: readonly HavingRange[]): Readonly<Tally> | null {
  if (having.some(({ max, negated }) => max < Infinity || negated)) return null
  const least = { count: -Infinity, sumAmount: -Infinity, sumQuantity: -Infinity }
  for (const { of, min } of having) least[of] = Math.max(least[of], min)
  return least
}
