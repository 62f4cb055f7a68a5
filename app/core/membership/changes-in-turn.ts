// Changes of memberships where rules ask when others entered or left: those wait until that has been written, and are asked again then.
import { changesOf } from '#app/core/membership/changes.ts'
import type { ChangeAnswer, ChangeQuestion } from '#app/core/membership/changes.ts'

/**
 * `askers`: by segment, those that ask when a customer entered or left it. What they were answered is of before this change, so they stay
 * as they stand. They ask one another in no circle, so that the first of those that change does change.
 */
export function changesInTurn(question: ChangeQuestion, askers: ReadonlyMap<number, readonly number[]>): ChangeAnswer {
  const answer = changesOf(question)
  const waiting = new Set(answer.changes.flatMap(({ segment }) => askers.get(segment) ?? []))
  if (waiting.size === 0) return answer
  const { answered, on, paused } = question
  const told = (segment: number): boolean => !waiting.has(segment)
  return changesOf({
    ...question,
    answered: { members: answered.members.filter(told), unknowns: answered.unknowns.filter(told), flips: answered.flips.filter(({ segment }) => told(segment)) },
    on: new Set([...on].filter(told)),
    paused: paused.union(waiting),
  })
}
