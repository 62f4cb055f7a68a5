// A law over random rules. The one it fails for is named as text: rows of the vocabulary are long.
import fc from 'fast-check'
import type { Meaning } from '#app/core/language/meaning.ts'
import { print } from '#app/core/language/print.ts'
import { condition, rulesOf } from './arbitrary-meaning.ts'

/** `chance` is a number for whatever else the law leaves open. */
export function law(numRuns: number, holds: (rule: Meaning, chance: number) => void, conditions = condition): void {
  const { counterexample, errorInstance } = fc.check(fc.property(rulesOf(conditions), fc.nat(), holds), { seed: 20_261_122, numRuns })
  if (counterexample) throw new Error(`${print(counterexample[0])}\n${String(errorInstance)}`)
}
