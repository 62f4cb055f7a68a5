// What stands against saving a rule among the shop's other rules, and how that is said.
import { say } from '#app/core/language/problem.ts'
import type { Wording } from '#app/core/language/problem.ts'
import { writeQuoted } from '#app/core/language/quotes.ts'
import { nearest } from '#app/core/language/suggest.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { link } from './link.ts'
import type { LinkProblem, LinkSegment } from './link.ts'
import { needsOf } from './needs.ts'
import type { Plan } from './plan.ts'

/**
 * What stands against saving `candidate` among the shop's other live segments, whatever its state: in its own rule, or because its tag
 * or its name closes a circle through theirs. Null when nothing does.
 */
export function linkProblem(candidate: LinkSegment, others: readonly LinkSegment[]): LinkProblem | null {
  const among = others.filter(({ id }) => id !== candidate.id)
  const linked = link([candidate, ...among])
  for (const { id } of [candidate, ...among]) {
    const result = linked.get(id)
    if (result && !result.ok && (id === candidate.id || result.problem.segments.includes(candidate.id))) return result.problem
  }
  return null
}

/** The problem in words; `nameOf` gives a segment's name, `names` are those a rule may ask for. */
export function linkWording(problem: LinkProblem, nameOf: (segment: number) => string, names: readonly string[]): Wording {
  const concerned = problem.segments.map(nameOf)
  switch (problem.code) {
    case 'own-tag':
      return say.ownTag(concerned[0] ?? '')
    case 'own-name':
      return say.ownName(concerned[0] ?? '')
    case 'circle':
      return say.circle(concerned)
    case 'entangled':
      return say.entangled(concerned[0] ?? '')
    case 'unknown-segment': {
      const near = nearest(problem.name, names)
      // A remedy would replace the whole rule: where the name stands is the checker's to say.
      const { severity, code, message } = say.unknownSegment(problem.name, near === null ? null : writeQuoted(near))
      return { severity, code, message }
    }
  }
}

/** Whether a rule asks for the segment with this name. */
export function asksFor(plan: Plan, nameFolded: string): boolean {
  return [...needsOf(plan).named].some((name) => foldTag(name) === nameFolded)
}
