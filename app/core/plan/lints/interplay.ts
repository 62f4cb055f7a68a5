// Whether there is anything to find out at all: most rules ask each thing once, and nothing that is decided in itself.
import { allImply, isEmpty, isNarrower } from './filter.ts'
import { mayDecide } from './may-decide.ts'
import type { Formula, Question } from './question.ts'

/** False only when no condition can say anything of another, nor be decided alone. `conditions` are those of one rule. */
export function hasInterplay(conditions: readonly Formula[]): boolean {
  const keys = new Set<string>()
  const related: Question[] = []
  const within = new Set<string>()
  for (const condition of conditions) {
    const own = new Set<string>()
    for (const question of questionsOf(condition)) {
      if (keys.has(question.key) || mayDecide(question) || (question.kind === 'number' && question.counts && isEmpty(question.counts))) return true
      own.add(question.key)
      if (question.finds || (question.kind === 'yes' && question.address)) related.push(question)
      if (question.within !== undefined) within.add(question.within)
    }
    for (const key of own) keys.add(key)
  }
  return [...within].some((key) => keys.has(key)) || related.some((one, at) => related.slice(0, at).some((other) => mayTell(one, other) || mayTell(other, one)))
}

export function questionsOf(formula: Formula): readonly Question[] {
  return formula.kind === 'ask' ? [formula.question] : formula.of.flatMap(questionsOf)
}

function mayTell(below: Question, above: Question): boolean {
  if (below.kind === 'yes' && below.address) return above.kind === 'yes' && above.address !== undefined && allImply(below.address, above.address)
  if (above.kind !== 'number' || !above.counts) return false
  const { counts } = above
  return below.finds?.some((filter) => isNarrower(filter, counts)) ?? false
}
