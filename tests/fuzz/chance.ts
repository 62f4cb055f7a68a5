// Chance for the fuzzer: equal seeds, equal requests.
import { dice } from '../../bench/dice.ts'

export interface Chance {
  /** From 0 (included) to 1. */
  readonly roll: () => number
  /** Whole, below `end`. */
  readonly below: (end: number) => number
  readonly pick: <T>(from: readonly T[]) => T
  /** True once in `times`. */
  readonly once: (times: number) => boolean
}

export function chance(seed: number): Chance {
  const roll = dice(seed)
  const below = (end: number) => Math.floor(roll() * end)
  return { roll, below, pick: <T>(from: readonly T[]) => from[below(from.length)] as T, once: (times) => below(times) === 0 }
}
