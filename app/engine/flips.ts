// Verdicts that have run out, stepped from one instant at which they differ to the next: each flip at its exact instant, however late we look.
import { evaluateAll } from '#app/core/evaluate/evaluate.ts'
import { NO, UNKNOWN, YES, type Membership, type VerdictTable } from '#app/core/evaluate/verdict.ts'
import { rowOf, type Block } from '#app/core/facts/block.ts'
import type { EvaluatedRow } from '#app/engine/engine.ts'
import type { Rules } from '#app/engine/rules.ts'
import { verdictOfRow } from '#app/engine/verdict-rows.ts'

type Flip = EvaluatedRow['flips'][number]

export interface DueCustomer {
  readonly number: number
  /** The instant at which the stored verdict ran out. */
  readonly dueAt: number
  /** Segments of the stored membership where that is what the rules said up to `dueAt`; null where facts or rules have changed since. */
  readonly stood: readonly number[] | null
}

export type SteppedRow = ReturnType<typeof verdictOfRow> & Pick<EvaluatedRow, 'flips'>

export interface Stepped {
  /** By customer number, with the verdict that stands at the instant they were stepped to. */
  readonly rows: ReadonlyMap<number, SteppedRow>
  /** One customer at one instant is one. */
  readonly evaluations: number
  /** Instants at which a verdict ran out, of each customer apart. */
  readonly instants: number
}

interface Walker {
  /** By program. */
  before: Membership[]
  readonly flips: Flip[]
}

/** `blockOf` builds a block of some customers, ascending. Customers whose verdicts run out together (a midnight) are stepped together, and nobody else with them. */
export function stepDue(rules: Rules, blockOf: (numbers: readonly number[]) => Block, due: readonly DueCustomer[], now: number): Stepped {
  const walkers = new Map<number, Walker>()
  const rows = new Map<number, SteppedRow>()
  const waiting = new Map<number, number[]>()
  let evaluations = 0
  let instants = 0
  const evaluate = (numbers: readonly number[], at: number, visit: (number: number, row: number, verdicts: VerdictTable) => void): void => {
    const block = blockOf(numbers)
    const verdicts = evaluateAll(rules.programs, block, at)
    evaluations += numbers.length
    for (const number of numbers) visit(number, rowOf(block, number), verdicts)
  }
  for (const { number, dueAt, stood } of due) {
    push(waiting, dueAt, number)
    if (stood !== null) walkers.set(number, { before: rules.on.map((segment) => (stood.includes(segment) ? YES : NO)), flips: [] })
  }
  for (const [dueAt, numbers] of waiting) {
    const changed = numbers.filter((number) => !walkers.has(number))
    if (changed.length > 0) evaluate(changed, dueAt - 1, (number, row, verdicts) => walkers.set(number, { before: membershipsOf(rules, verdicts, row), flips: [] }))
  }
  while (waiting.size > 0) {
    const at = Math.min(...waiting.keys())
    const numbers = waiting.get(at)!
    waiting.delete(at)
    instants += numbers.length
    evaluate(numbers, at, (number, row, verdicts) => {
      const walker = walkers.get(number)!
      const after = membershipsOf(rules, verdicts, row)
      rules.on.forEach((segment, index) => {
        // Into the unknown nobody leaves, and out of it nobody enters unless it is a yes.
        if (walker.before[index] !== after[index] && after[index] !== UNKNOWN) walker.flips.push({ segment, at, entered: after[index] === YES })
      })
      walker.before = after
      const verdict = verdictOfRow(rules.on, verdicts, row)
      if (verdict.dueAt !== null && verdict.dueAt <= at) throw new Error(`A verdict of ${at} runs out at ${verdict.dueAt}: time does not go on.`)
      if (verdict.dueAt !== null && verdict.dueAt <= now) push(waiting, verdict.dueAt, number)
      else rows.set(number, { ...verdict, flips: walker.flips })
    })
  }
  return { rows, evaluations, instants }
}

const membershipsOf = ({ programs }: Rules, verdicts: VerdictTable, row: number): Membership[] => programs.map((_, program) => verdicts.memberOf(program, row))

function push(lists: Map<number, number[]>, key: number, number: number): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [number])
  else list.push(number)
}
