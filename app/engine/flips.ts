// The flips that the passing of time brought since a verdict ran out: each at its exact instant, however late we look.
import { evaluateAll } from '#app/core/evaluate/evaluate.ts'
import { UNKNOWN, YES, type Verdicts } from '#app/core/evaluate/verdict.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { EvaluatedRow } from '#app/engine/engine.ts'
import type { Rules } from '#app/engine/rules.ts'

type Flip = EvaluatedRow['flips'][number]

export interface DueRow {
  readonly row: number
  /** The instant at which the stored verdict ran out. */
  readonly dueAt: number
}

/** By row, oldest first. Rows that ran out together (a midnight) are stepped together. */
export function flipsOf(rules: Rules, block: Block, due: readonly DueRow[], now: number): ReadonlyMap<number, readonly Flip[]> {
  const flips = new Map<number, Flip[]>()
  const groups = new Map<number, number[]>()
  for (const { row, dueAt } of due) {
    const group = groups.get(dueAt)
    if (group === undefined) groups.set(dueAt, [row])
    else group.push(row)
  }
  for (const [dueAt, rows] of groups) step(rules, block, rows, dueAt, now, (row, flip) => {
    const known = flips.get(row)
    if (known === undefined) flips.set(row, [flip])
    else known.push(flip)
  })
  return flips
}

function step(rules: Rules, block: Block, rows: readonly number[], dueAt: number, now: number, note: (row: number, flip: Flip) => void): void {
  let before = evaluateAll(rules.programs, block, dueAt - 1)
  let previous = dueAt - 1
  for (let at = nextOf(before, rows); at <= now; at = nextOf(before, rows)) {
    if (at <= previous) throw new Error(`A verdict of ${previous} runs out at ${at}: time does not go on.`)
    previous = at
    const after = evaluateAll(rules.programs, block, at)
    rules.on.forEach((segment, index) => {
      for (const row of rows) {
        const was = before[index]?.member[row]
        const is = after[index]?.member[row]
        // Into the unknown nobody leaves, and out of it nobody enters unless it is a yes.
        if (was !== is && is !== UNKNOWN && is !== undefined) note(row, { segment, at, entered: is === YES })
      }
    })
    before = after
  }
}

function nextOf(verdicts: readonly Verdicts[], rows: readonly number[]): number {
  let next = Infinity
  for (const { until } of verdicts) for (const row of rows) next = Math.min(next, until[row] ?? Infinity)
  return next
}
