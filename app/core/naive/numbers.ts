// The oracle's own arithmetic on decimal text.
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
  return { JPY: 1, KWD: 1000 }[currency] ?? 100
}
