// From columns to one row: what all segments say of one customer.
import { UNKNOWN, YES, type Verdicts } from '#app/core/evaluate/verdict.ts'
import type { EvaluatedRow } from '#app/engine/engine.ts'

/** `on` are segment ids, ascending; `verdicts` beside them. */
export function verdictOfRow(on: readonly number[], verdicts: readonly Verdicts[], row: number): Pick<EvaluatedRow, 'members' | 'untils' | 'unknowns' | 'dueAt'> {
  const members: number[] = []
  const untils: (number | null)[] = []
  const unknowns: number[] = []
  let first = Infinity
  on.forEach((segment, index) => {
    const verdict = verdicts[index]
    if (verdict === undefined) return
    const until = verdict.until[row] ?? Infinity
    if (verdict.member[row] === YES) {
      members.push(segment)
      untils.push(instantOf(until))
    } else if (verdict.member[row] === UNKNOWN) unknowns.push(segment)
    first = Math.min(first, until)
  })
  return { members, untils, unknowns, dueAt: instantOf(first) }
}

const instantOf = (until: number): number | null => (until === Infinity ? null : until)
