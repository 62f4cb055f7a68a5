// Exact comparison of quotients with the decimal bounds of a rule: by cross multiplication, never by dividing.

/** A bound as a fraction with a positive denominator. */
export interface FractionBound {
  readonly numerator: bigint
  readonly denominator: bigint
  readonly inclusive: boolean
  /** Numerator and denominator as numbers, for products that stay exact. */
  readonly near: { readonly numerator: number, readonly denominator: number }
}

/** Null is open. */
export interface FractionRange {
  readonly min: FractionBound | null
  readonly max: FractionBound | null
}

/** Below zero, zero or above as a / b is less than, equal to or greater than the bound. `a` and `b` are whole to 2^53, `b` above 0. */
export function compareToBound(a: number, b: number, { near, numerator, denominator }: FractionBound): number {
  const left = a * near.denominator
  const right = near.numerator * b
  if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return left - right
  return compareExactly(BigInt(a), BigInt(b), numerator, denominator)
}

export function compareExactly(a: bigint, b: bigint, numerator: bigint, denominator: bigint): number {
  const left = a * denominator
  const right = numerator * b
  return left < right ? -1 : left > right ? 1 : 0
}

/** Whether a value that compares so with `min` is not too small. */
export function reaches(comparison: number, { inclusive }: FractionBound): boolean {
  return inclusive ? comparison >= 0 : comparison > 0
}

/** Whether a value that compares so with `max` is not too large. */
export function keeps(comparison: number, { inclusive }: FractionBound): boolean {
  return inclusive ? comparison <= 0 : comparison < 0
}

export function fractionInRange(a: number, b: number, { min, max }: FractionRange): boolean {
  return (min === null || reaches(compareToBound(a, b, min), min)) && (max === null || keeps(compareToBound(a, b, max), max))
}

/** Decimal text as a fraction; null when it is none. */
export function fractionOf(decimal: string): { readonly numerator: bigint, readonly denominator: bigint } | null {
  const parts = /^([+-]?\d+)(?:\.(\d+))?$/.exec(decimal)
  if (!parts) return null
  const fraction = parts[2] ?? ''
  return { numerator: BigInt(parts[1]!.replace('+', '') + fraction), denominator: 10n ** BigInt(fraction.length) }
}
