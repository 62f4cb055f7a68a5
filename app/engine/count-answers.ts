// Counts answers over a whole shop against those who belong now: plain loops over columns, for there are a million of them at every keystroke.
import { UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'
import { rowOf } from '#app/core/facts/block.ts'
import type { ShopBlock } from '#app/engine/shop-block.ts'

export interface Counted {
  readonly total: number
  readonly count: number
  readonly unknown: number
  readonly joining: number
  readonly leaving: number
  /** Customer numbers, the lowest of each part, at most `SAMPLE` each. */
  readonly sample: { readonly members: number[]; readonly joining: number[]; readonly leaving: number[] }
}

/** Of those who are counted, so many are named. */
export const SAMPLE = 20

/** What becomes of a customer: an answer, and 4 more for who belongs now. */
const BELONGS = 4
const NOT_COUNTED = 255
const STAYS = YES | BELONGS
const LEAVES = BELONGS

/** `answers`: one array for the base, one for the patch. `belongs`: bits by number, as NumberBits.flat gives them. */
export function countAnswers({ base, patch, changed }: ShopBlock, answers: { readonly base: Uint8Array; readonly patch: Uint8Array }, belongs: Uint8Array): Counted {
  const counted = { total: 0, count: 0, unknown: 0, joining: 0, leaving: 0, sample: { members: [] as number[], joining: [] as number[], leaving: [] as number[] } }
  for (const part of ['base', 'patch'] as const) {
    const { numbers, rows } = (part === 'base' ? base : patch).block
    const fates = answers[part].slice()
    for (let row = 0; row < rows && belongs.length > 0; row++) {
      const number = numbers[row]!
      fates[row] = fates[row]! | (((belongs[number >> 3]! >> (number & 7)) & 1) * BELONGS)
    }
    if (part === 'base') for (const number of changed) hide(fates, rowOf(base.block, number))
    const sums = new Float64Array(256)
    for (let row = 0; row < rows; row++) sums[fates[row]!]! += 1
    counted.total += rows - sums[NOT_COUNTED]!
    counted.count += sums[YES]! + sums[STAYS]!
    counted.unknown += sums[UNKNOWN]! + sums[UNKNOWN | BELONGS]!
    counted.joining += sums[YES]!
    counted.leaving += sums[LEAVES]!
    const some = (...wanted: readonly number[]): boolean => wanted.some((fate) => sums[fate]! > 0)
    if (some(YES, STAYS)) pick(counted.sample.members, numbers, fates, YES, STAYS)
    if (some(YES)) pick(counted.sample.joining, numbers, fates, YES, YES)
    if (some(LEAVES)) pick(counted.sample.leaving, numbers, fates, LEAVES, LEAVES)
  }
  return counted
}

/** Whoever changed stands in the patch. */
function hide(fates: Uint8Array, row: number): void {
  if (row >= 0) fates[row] = NOT_COUNTED
}

function pick(sample: number[], numbers: Uint32Array, fates: Uint8Array, one: number, other: number): void {
  for (let row = 0; row < fates.length && sample.length < SAMPLE; row++) if (fates[row] === one || fates[row] === other) sample.push(numbers[row]!)
}
