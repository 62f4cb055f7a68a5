// Verdicts of everyone whom they would change, a stretch of customers at a time: the whole block is evaluated once and held against what stands.
import { duesOf } from '#app/core/evaluate/evaluate.ts'
import { UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'
import { lowerBound } from '#app/core/facts/block.ts'
import { NumberBits } from '#app/core/membership/number-bits.ts'
import type { StoredSets } from '#app/db/membership-sets.ts'
import { RowColumnsBuilder, type RowColumns } from '#app/engine/row-columns.ts'
import type { Rules } from '#app/engine/rules.ts'
import type { Part, ShopBlock } from '#app/engine/shop-block.ts'
import type { StoredVerdicts } from '#app/engine/stored-verdicts.ts'

/** What all segments say of all rows of a part. */
interface Answered {
  readonly part: Part
  /** By program, a `Membership` a row. */
  readonly members: readonly Uint8Array[]
  /** First instant at which any of them differs. */
  readonly dueAt: Float64Array
  /** 1 where something else stands, by row. */
  readonly differs: Uint8Array
}

export interface Walked {
  readonly block: ShopBlock
  readonly rules: Rules
  readonly base: Answered
  readonly patch: Answered
}

export interface WalkRequest {
  readonly block: ShopBlock
  readonly rules: Rules
  readonly stored: StoredVerdicts
  /** Segments whose members are told although nothing changes for them. */
  readonly retagged: readonly number[]
  readonly now: number
}

const nobody = new NumberBits(new Map())
const noSets: StoredSets = { members: nobody, unknowns: nobody }

export function answerAll(request: WalkRequest): Walked {
  const { block, rules } = request
  return { block, rules, base: answer(block.base, request), patch: answer(block.patch, request) }
}

function answer(part: Part, { rules, stored, retagged, now }: WalkRequest): Answered {
  const { numbers, rows } = part.block
  const differs = new Uint8Array(rows)
  const { members, dueAt } = duesOf(rules.programs, part.block, now)
  members.forEach((answers, index) => compare(numbers, answers, stored.sets.get(rules.on[index]!) ?? noSets, differs))
  // Of a segment that is neither on nor paused nobody is a member, and nothing is unknown.
  const stands = new Set([...rules.on, ...rules.paused])
  for (const [segment, sets] of stored.sets) {
    if (!stands.has(segment)) for (const set of [sets.members, sets.unknowns]) mark(numbers, set, differs)
    else if (retagged.includes(segment)) mark(numbers, sets.members, differs)
  }
  for (let row = 0; row < rows; row++) {
    const number = numbers[row]!
    if (stored.waiting[number] !== 0 || stored.dueAt[number] !== dueAt[row]) differs[row] = 1
  }
  return { part, members, dueAt, differs }
}

/** An answer that is not known leaves a membership as it stands. */
function compare(numbers: Uint32Array, answers: Uint8Array, sets: StoredSets, differs: Uint8Array): void {
  const members = sets.members.flat()
  const unknowns = sets.unknowns.flat()
  for (let row = 0; row < answers.length; row++) {
    const answered = answers[row]!
    const number = numbers[row]!
    if (answered === UNKNOWN ? !holds(unknowns, number) : holds(unknowns, number) || holds(members, number) !== (answered === YES)) differs[row] = 1
  }
}

function mark(numbers: Uint32Array, set: NumberBits, differs: Uint8Array): void {
  const bits = set.flat()
  for (let row = 0; row < numbers.length; row++) if (holds(bits, numbers[row]!)) differs[row] = 1
}

/** Beyond the end of the bits there is nobody: `undefined & 1` is 0. */
const holds = (bits: Uint8Array, number: number): boolean => (bits[number >> 3]! & (1 << (number & 7))) !== 0

export interface Stretch {
  readonly columns: RowColumns
  /** Their verdicts have run out since the block was evaluated: to be asked by name. */
  readonly expired: readonly number[]
  /** The highest number looked at; null when nobody above `after` is to be told of. */
  readonly through: number | null
}

/** The next `limit` customers above `after` of whom something else stands, ascending. */
export function stretchOf(walked: Walked, after: number, limit: number, now: number): Stretch {
  const columns = new RowColumnsBuilder()
  const expired: number[] = []
  const { base, patch, block } = walked
  const old = base.part.block.numbers
  const late = patch.part.block.numbers
  let i = lowerBound(old, after + 1)
  let j = lowerBound(late, after + 1)
  let last = after
  while (columns.length + expired.length < limit && (i < old.length || j < late.length)) {
    const fromPatch = j < late.length && (i >= old.length || late[j]! <= old[i]!)
    const answered = fromPatch ? patch : base
    const row = fromPatch ? j++ : i++
    if (answered.differs[row] === 0) continue
    const number = answered.part.block.numbers[row]!
    if (!fromPatch && block.changed.has(number)) continue
    last = number
    if (answered.dueAt[row]! <= now) expired.push(number)
    else tell(walked.rules.on, answered, row, columns)
  }
  return { columns: columns.build(), expired, through: last === after ? null : last }
}

function tell(on: readonly number[], { part, members, dueAt }: Answered, row: number, columns: RowColumnsBuilder): void {
  columns.row(part.block.numbers[row]!, part.factsVersions[row]!, dueAt[row]!)
  for (let index = 0; index < on.length; index++) {
    const membership = members[index]![row]
    if (membership === YES) columns.member(on[index]!)
    else if (membership === UNKNOWN) columns.unknown(on[index]!)
  }
}
