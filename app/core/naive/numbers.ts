// The naive path's own arithmetic on decimal text.
import { decimalsOf } from '#app/core/money.ts'
import type { NumberRange } from '#app/core/plan/plan.ts'

/** Decimal text times ten to the twelfth, exactly. */
function big(text: string): bigint {
  const negative = text.startsWith('-')
  const [whole = '', fraction = ''] = text.replace(/^[-+]/, '').split('.')
  const size = BigInt(whole || '0') * 10n ** 12n + BigInt(fraction.padEnd(12, '0'))
  return negative ? -size : size
}

/** `units` are integers of which `perMajor` make one of the unit the rule is written in. */
export function inRange(range: NumberRange, units: number, perMajor: number): boolean {
  const value = (BigInt(units) * 10n ** 12n) / BigInt(perMajor)
  const { min, max } = range
  if (min && !(min.inclusive ? value >= big(min.value) : value > big(min.value))) return false
  return !(max && !(max.inclusive ? value <= big(max.value) : value < big(max.value)))
}

/** The same of `part / whole`, in units of which `perMajor` make one of the unit the rule is written in. */
export function quotientInRange({ min, max }: NumberRange, part: number, whole: number, perMajor: number): boolean {
  const value = BigInt(part) * 10n ** 12n
  const scaled = (text: string): bigint => big(text) * BigInt(whole) * BigInt(perMajor)
  if (min && !(min.inclusive ? value >= scaled(min.value) : value > scaled(min.value))) return false
  return !(max && !(max.inclusive ? value <= scaled(max.value) : value < scaled(max.value)))
}

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
export function decimalInRange({ min, max }: NumberRange, text: string): boolean {
  if (!isDecimal(text)) return false
  const order = (bound: string): number => {
    const places = Math.max(...[text, bound].map((one) => (one.split('.')[1] ?? '').length))
    const [a, b] = [text, bound].map((one) => {
      const [whole = '', fraction = ''] = one.replace('+', '').split('.')
      return BigInt(whole + fraction.padEnd(places, '0'))
    }) as [bigint, bigint]
    return a < b ? -1 : a > b ? 1 : 0
  }
  if (min && !(min.inclusive ? order(min.value) >= 0 : order(min.value) > 0)) return false
  return !(max && !(max.inclusive ? order(max.value) <= 0 : order(max.value) < 0))
}
