// From columns to one row: what all segments say of one customer.
import { UNKNOWN, YES, type VerdictTable } from '#app/core/evaluate/verdict.ts'
import type { EvaluatedRow } from '#app/engine/engine.ts'

/** `on` are segment ids, ascending; `verdicts` beside them. */
export function verdictOfRow(on: readonly number[], verdicts: VerdictTable, row: number): Pick<EvaluatedRow, 'members' | 'untils' | 'unknowns' | 'dueAt'> {
  const members: number[] = []
  const untils: (number | null)[] = []
  const unknowns: number[] = []
  let first = Infinity
  on.forEach((segment, index) => {
    const membership = verdicts.memberOf(index, row)
    const until = verdicts.untilOf(index, row)
    if (membership === YES) {
      members.push(segment)
      untils.push(instantOf(until))
    } else if (membership === UNKNOWN) unknowns.push(segment)
    first = Math.min(first, until)
  })
  return { members, untils, unknowns, dueAt: instantOf(first) }
}

const instantOf = (until: number): number | null => (until === Infinity ? null : until)
