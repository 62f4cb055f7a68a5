// Verdicts of everyone, a stretch of customers at a time: the whole block is evaluated once, and each stretch is read off.
import { evaluateAll } from '#app/core/evaluate/evaluate.ts'
import { UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'
import { lowerBound } from '#app/core/facts/block.ts'
import type { EvaluatedRow } from '#app/engine/engine.ts'
import type { Rules } from '#app/engine/rules.ts'
import type { Part, ShopBlock } from '#app/engine/shop-block.ts'

/** What all segments say of all rows of a part. */
interface Answered {
  readonly part: Part
  /** By program, a `Membership` a row. */
  readonly members: readonly Uint8Array[]
  /** First instant at which any of them may differ. */
  readonly until: Float64Array
}

export interface Walked {
  readonly block: ShopBlock
  readonly rules: Rules
  readonly base: Answered
  readonly patch: Answered
}

/** Programs at a time, so that their instants do not fill the memory. */
const TOGETHER = 4

export function answerAll(block: ShopBlock, rules: Rules, now: number): Walked {
  return { block, rules, base: answer(block.base, rules, now), patch: answer(block.patch, rules, now) }
}

function answer(part: Part, rules: Rules, now: number): Answered {
  const members: Uint8Array[] = []
  const until = new Float64Array(part.block.rows).fill(Infinity)
  for (let start = 0; start < rules.programs.length; start += TOGETHER) {
    for (const verdicts of evaluateAll(rules.programs.slice(start, start + TOGETHER), part.block, now)) {
      members.push(verdicts.member)
      for (let row = 0; row < until.length; row++) if (verdicts.until[row]! < until[row]!) until[row] = verdicts.until[row]!
    }
  }
  return { part, members, until }
}

export interface Stretch {
  readonly rows: readonly EvaluatedRow[]
  /** Their verdicts have run out since the block was evaluated: to be asked by name. */
  readonly expired: readonly number[]
}

/** The next `limit` customers above `after`, ascending. */
export function stretchOf(walked: Walked, after: number, limit: number, now: number): Stretch {
  const rows: EvaluatedRow[] = []
  const expired: number[] = []
  const { base, patch, block } = walked
  const old = base.part.block.numbers
  const late = patch.part.block.numbers
  let i = lowerBound(old, after + 1)
  let j = lowerBound(late, after + 1)
  while (rows.length + expired.length < limit && (i < old.length || j < late.length)) {
    const fromPatch = j < late.length && (i >= old.length || late[j]! <= old[i]!)
    const answered = fromPatch ? patch : base
    const row = fromPatch ? j++ : i++
    const number = answered.part.block.numbers[row]!
    if (!fromPatch && block.changed.has(number)) continue
    if (answered.until[row]! <= now) expired.push(number)
    else rows.push(rowOf(walked.rules.on, answered, row, number))
  }
  return { rows, expired }
}

function rowOf(on: readonly number[], answered: Answered, row: number, number: number): EvaluatedRow {
  const members: number[] = []
  const unknowns: number[] = []
  on.forEach((segment, index) => {
    const membership = answered.members[index]![row]
    if (membership === YES) members.push(segment)
    else if (membership === UNKNOWN) unknowns.push(segment)
  })
  const until = answered.until[row]!
  return { number, factsVersion: answered.part.factsVersions[row]!, members, unknowns, dueAt: until === Infinity ? null : until, flips: [] }
}
