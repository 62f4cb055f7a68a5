// A rule's decimal bounds as exact fractions.
import { compareExactly, fractionOf } from '#app/core/evaluate/fraction.ts'
import type { FractionBound, FractionRange } from '#app/core/evaluate/fraction.ts'
import type { NumberBound, NumberRange } from '#app/core/plan/plan.ts'

/** `decimals`: those of the currency for money in major units, which becomes minor ones; 0 otherwise. */
export function compileFraction({ min, max }: NumberRange, decimals: number): FractionRange {
  return { min: min && compileBound(min, decimals), max: max && compileBound(max, decimals) }
}

/** Whether no number lies between the bounds. */
export function isEmpty(range: NumberRange): boolean {
  const { min, max } = compileFraction(range, 0)
  if (!min || !max) return false
  const order = compareExactly(min.numerator, min.denominator, max.numerator, max.denominator)
  return order > 0 || (order === 0 && !(min.inclusive && max.inclusive))
}

/** Throws RangeError when the text is no decimal number. */
function compileBound({ value, inclusive }: NumberBound, decimals: number): FractionBound {
  const fraction = fractionOf(value)
  if (!fraction) throw new RangeError(`Not a decimal number: ${value}`)
  const numerator = fraction.numerator * 10n ** BigInt(decimals)
  const { denominator } = fraction
  return { numerator, denominator, inclusive, near: { numerator: Number(numerator), denominator: Number(denominator) } }
}
