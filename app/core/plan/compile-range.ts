// A rule's decimal bounds as inclusive integers in minor units or counts, or as exact fractions, without rounding.
import type { HavingRange, IntegerRange, Ranges } from '#app/core/evaluate/program.ts'
import { greatestBelow, leastAbove } from '#app/core/money.ts'
import { compileFraction } from '#app/core/plan/compile-fraction.ts'
import type { Having, HavingOf, NumberRange } from '#app/core/plan/plan.ts'

/** `decimals`: those of the currency, 0 for counts. `> 999.99` with 0 decimals is at least 1000. */
export function compileRange({ min, max }: NumberRange, decimals: number): IntegerRange {
  return {
    min: min ? leastAbove(min.value, min.inclusive, decimals) : -Infinity,
    max: max ? greatestBelow(max.value, max.inclusive, decimals) : Infinity,
  }
}

export function compileRanges({ ranges, negated }: { readonly ranges: readonly NumberRange[], readonly negated: boolean }, decimals: number): Ranges {
  return { ranges: ranges.map((range) => compileRange(range, decimals)), negated }
}

/** A negated range that is open on one side becomes the range on its other side. */
export function compileHaving({ of, range, negated }: Having, decimals: number): HavingRange {
  if (of === 'averageAmount' || of === 'shareOfSpend') {
    return { of, ...compileFraction(range, of === 'averageAmount' ? decimals : 0), negated }
  }
  const { min, max } = compileRange(range, isMoney(of) ? decimals : 0)
  if (!negated) return { of, min, max, negated }
  if (min > max) return { of, min: -Infinity, max: Infinity, negated: false }
  if (min === -Infinity) return { of, min: max + 1, max: Infinity, negated: false }
  if (max === Infinity) return { of, min: -Infinity, max: min - 1, negated: false }
  return { of, min, max, negated }
}

function isMoney(of: HavingOf): boolean {
  return of === 'sumAmount' || of === 'sumNetAmount' || of === 'sumLineAmount'
}
