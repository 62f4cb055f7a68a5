// The naive path's own arithmetic on decimal text.
import { decimalsOf } from '#app/core/money.ts'
import type { NumberRange } from '#app/core/plan/plan.ts'

/** Below 0, 0 or above as part / whole is less than, equal to or greater than the decimal text. `whole` is above 0. */
export function compare(part: bigint, whole: bigint, decimal: string): number {
  const [digits = '', fraction = ''] = decimal.replace('+', '').split('.')
  const left = part * 10n ** BigInt(fraction.length)
  const right = BigInt(digits + fraction) * whole
  return left < right ? -1 : left > right ? 1 : 0
}

function liesIn({ min, max }: NumberRange, part: bigint, whole: bigint): boolean {
  if (min && compare(part, whole, min.value) < (min.inclusive ? 0 : 1)) return false
  return !(max && compare(part, whole, max.value) > (max.inclusive ? 0 : -1))
}

/** `units` are integers of which `perMajor` make one of the unit the rule is written in. */
export const inRange = (range: NumberRange, units: number, perMajor: number): boolean => liesIn(range, BigInt(units), BigInt(perMajor))

/** The same of `part / whole`, in units of which `perMajor` make one of the unit the rule is written in. */
export const quotientInRange = (range: NumberRange, part: number, whole: number, perMajor: number): boolean => liesIn(range, BigInt(part), BigInt(whole) * BigInt(perMajor))

/** Integer units around the bounds of a range, and one beyond all. */
export function landmarks({ min, max }: NumberRange, perMajor: number): number[] {
  const near = [min, max].flatMap((bound) => (bound ? [Math.floor(Number(bound.value) * perMajor)] : []))
  return [...near.flatMap((unit) => [unit - 1, unit, unit + 1, unit + 2]), 2 ** 50]
}

export function unitsPerMajor(currency: string): number {
  return 10 ** decimalsOf(currency)
}

const DECIMAL = /^[+-]?\d+(\.\d+)?$/

export const isDecimal = (text: string): boolean => DECIMAL.test(text)

/** Decimal text against the bounds, exactly. False for a text that is no number. */
export function decimalInRange(range: NumberRange, text: string): boolean {
  if (!isDecimal(text)) return false
  const [digits = '', fraction = ''] = text.replace('+', '').split('.')
  return liesIn(range, BigInt(digits + fraction), 10n ** BigInt(fraction.length))
}
