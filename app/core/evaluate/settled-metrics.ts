// Metrics once everything in a block lies in the past: nothing but a comparison of whole numbers a row.
import { numberIsIn } from '#app/core/evaluate/attributes.ts'
import { numeratorOf } from '#app/core/evaluate/derived.ts'
import type { Fill } from '#app/core/evaluate/attributes.ts'
import type { Sums } from '#app/core/evaluate/derived.ts'
import type { MetricTest } from '#app/core/evaluate/field-tests.ts'
import type { FractionBound, FractionRange } from '#app/core/evaluate/fraction.ts'
import type { IntegerRange } from '#app/core/evaluate/program.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { Metric } from '#app/core/plan/plan.ts'

/** Null where a metric takes more than comparing what is summed up, or products of the numbers would not be exact. */
export function settledMetricIs(block: Block, { metric, range, zone }: MetricTest): Fill | null {
  const quotient = QUOTIENTS[metric]
  if (quotient === undefined || range === null) return null
  const [above, below] = quotient
  const values = numeratorOf(block, above, zone)
  return below === null ? numberIsIn(values.values, integersIn(range)) : quotientIsIn(values, numeratorOf(block, below, zone), range)
}

/** What a metric is a quotient of, each the numerator of a metric; null below a plain sum. */
const QUOTIENTS: Partial<Record<Metric, readonly [Metric, Metric | null]>> = {
  ordersCounted: ['ordersCounted', null], grossSpent: ['grossSpent', null], netSpent: ['netSpent', null], refundedAmount: ['refundedAmount', null], distinctProducts: ['distinctProducts', null],
  averageOrderValue: ['grossSpent', 'ordersCounted'], refundShare: ['refundShare', 'grossSpent'], discountShare: ['discountShare', 'ordersCounted'],
}

/** The whole numbers in a range of fractions; beyond what a number holds exactly nothing is summed up anyway. */
function integersIn({ min, max }: FractionRange): IntegerRange {
  return { min: min === null ? -Infinity : Number(min.inclusive ? -floorOf(-min.numerator, min.denominator) : floorOf(min.numerator, min.denominator) + 1n),
    max: max === null ? Infinity : Number(max.inclusive ? floorOf(max.numerator, max.denominator) : -floorOf(-max.numerator, max.denominator) - 1n) }
}

function floorOf(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator
  return numerator < 0n && quotient * denominator !== numerator ? quotient - 1n : quotient
}

/** By cross multiplication. Of whole numbers `a >= b` is `a > b - 1`. */
function quotientIsIn(above: Sums, below: Sums, { min, max }: FractionRange): Fill | null {
  if (![min, max].every((bound) => bound === null || staysExact(bound, above.largest, below.largest))) return null
  const [lowerFactor, lower, lowerSlack] = factors(min, -1)
  const [upperFactor, upper, upperSlack] = factors(max, 1)
  const numerators = above.values
  const denominators = below.values
  return (from, to, answer) => {
    for (let row = from; row < to; row++) {
      const a = numerators[row]!
      const b = denominators[row]!
      answer[row - from] = +(b > 0) & +(a * lowerFactor > lower * b - lowerSlack) & +(a * upperFactor < upper * b + upperSlack)
    }
  }
}

/** `[f, g, s]` so that the bound holds of `a / b` where `a * f` lies beyond `g * b`, or, with `s`, at it. Without a bound it always does. */
function factors(bound: FractionBound | null, side: 1 | -1): readonly [number, number, number] {
  return bound === null ? [0, side, 1] : [bound.near.denominator, bound.near.numerator, +bound.inclusive]
}

function staysExact({ near }: FractionBound, above: number, below: number): boolean {
  return Number.isSafeInteger(near.denominator * above) && Number.isSafeInteger(near.numerator * below)
}
