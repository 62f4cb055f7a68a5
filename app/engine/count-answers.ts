// Counts answers over a whole shop against those who belong now: plain loops over columns, for there are a million of them at every keystroke.
import { YES } from '#app/core/evaluate/verdict.ts'
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

/** Added to the answer of who belongs now, so that one number tells what becomes of a customer. */
const BELONGS = 4
const STAYS = YES | BELONGS
const LEAVES = BELONGS
/** Of whoever changed and stands in the patch: neither a member nor one who leaves. */
const HIDDEN = 0

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
    let hidden = 0
    if (part === 'base') for (const number of changed) hidden += hide(fates, rowOf(base.block, number))
    const sums = sumsOf(fates)
    counted.total += rows - hidden
    counted.count += sums.members
    counted.unknown += sums.unknown
    counted.joining += sums.members - sums.staying
    counted.leaving += sums.belonging - sums.staying - sums.belongingUnknown
    if (sums.members > 0) pick(counted.sample.members, numbers, fates, YES, STAYS)
    if (sums.members > sums.staying) pick(counted.sample.joining, numbers, fates, YES, YES)
    if (sums.belonging > sums.staying) pick(counted.sample.leaving, numbers, fates, LEAVES, LEAVES)
  }
  return counted
}

/** How many rows there were of that number, 0 or 1. */
function hide(fates: Uint8Array, row: number): number {
  if (row < 0) return 0
  fates[row] = HIDDEN
  return 1
}

/** By bits, for a branch or a table entry a row would be waited for. */
function sumsOf(fates: Uint8Array): { readonly members: number; readonly staying: number; readonly unknown: number; readonly belonging: number; readonly belongingUnknown: number } {
  let members = 0
  let staying = 0
  let unknown = 0
  let belonging = 0
  let belongingUnknown = 0
  for (let row = 0; row < fates.length; row++) {
    const fate = fates[row]!
    const belongs = fate >> 2
    members += fate & YES
    staying += fate & belongs
    unknown += (fate >> 1) & 1
    belonging += belongs
    belongingUnknown += (fate >> 1) & belongs
  }
  return { members, staying, unknown, belonging, belongingUnknown }
}

function pick(sample: number[], numbers: Uint32Array, fates: Uint8Array, one: number, other: number): void {
  for (let row = 0; row < fates.length && sample.length < SAMPLE; row++) if (fates[row] === one || fates[row] === other) sample.push(numbers[row]!)
}
