// A rule's decimal bounds as inclusive integers in minor units or counts, without rounding.
import type { HavingRange, IntegerRange } from '#app/core/evaluate/program.ts'
import { greatestBelow, leastAbove } from '#app/core/money.ts'
import type { Having, NumberRange } from '#app/core/plan/plan.ts'

/** `decimals`: those of the currency, 0 for counts. `> 999.99` with 0 decimals is at least 1000. */
export function compileRange({ min, max }: NumberRange, decimals: number): IntegerRange {
  return {
    min: min ? leastAbove(min.value, min.inclusive, decimals) : -Infinity,
    max: max ? greatestBelow(max.value, max.inclusive, decimals) : Infinity,
  }
}

/** A negated range that is open on one side becomes the range on its other side. */
export function compileHaving({ of, range, negated }: Having, decimals: number): HavingRange {
  const { min, max } = compileRange(range, of === 'sumAmount' ? decimals : 0)
  if (!negated) return { of, min, max, negated }
  if (min > max) return { of, min: -Infinity, max: Infinity, negated: false }
  if (min === -Infinity) return { of, min: max + 1, max: Infinity, negated: false }
  if (max === Infinity) return { of, min: -Infinity, max: min - 1, negated: false }
  return { of, min, max, negated }
}
