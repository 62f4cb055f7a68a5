// What the number and sums of a customer's events must be, and what can be said when some events are out of sight.
import { fractionInRange } from '#app/core/evaluate/fraction.ts'
import type { HavingRange, RatioRange, SumRange } from '#app/core/evaluate/program.ts'
import type { Tally } from '#app/core/evaluate/tally.ts'
import { NO, UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'
import type { Membership } from '#app/core/evaluate/verdict.ts'

/** `hidden`: events may be missing from the tally; they can only add to its sums, and move a quotient anywhere. */
export function judge(having: readonly HavingRange[], tally: Readonly<Tally>, hidden: boolean): Membership {
  let answer: Membership = YES
  for (const range of having) {
    const one = isRatio(range) ? judgeRatio(range, tally, hidden) : judgeSum(range, tally[range.of], hidden)
    if (one === NO) return NO
    if (one === UNKNOWN) answer = UNKNOWN
  }
  return answer
}

function judgeSum({ min, max, negated }: SumRange, value: number, hidden: boolean): Membership {
  const reachable = value <= max && min <= max && min < Infinity
  if (hidden && reachable && (value < min || max < Infinity)) return UNKNOWN
  return (value >= min && value <= max) !== negated ? YES : NO
}

function judgeRatio(range: RatioRange, { count, sumAmount, sumLineAmount, spend }: Readonly<Tally>, hidden: boolean): Membership {
  if (hidden) return UNKNOWN
  const lies = range.of === 'averageAmount'
    ? count > 0 && fractionInRange(sumAmount, count, range)
    : spend > 0 ? fractionInRange(sumLineAmount, spend, range) : fractionInRange(0, 1, range)
  return lies !== range.negated ? YES : NO
}

function isRatio(range: HavingRange): range is RatioRange {
  return range.of === 'averageAmount' || range.of === 'shareOfSpend'
}

/** More events can only help: what must be reached. Null when more can also hurt. */
export function leastTally(having: readonly HavingRange[]): Readonly<Tally> | null {
  const least: Tally = {
    count: -Infinity, sumAmount: -Infinity, sumNetAmount: -Infinity, sumQuantity: -Infinity, sumLineAmount: -Infinity,
    distinctProducts: -Infinity, distinctYears: -Infinity, spend: -Infinity,
  }
  for (const range of having) {
    if (isRatio(range) || range.max < Infinity || range.negated) return null
    least[range.of] = Math.max(least[range.of], range.min)
  }
  return least
}
