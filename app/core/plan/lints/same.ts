// Whether two plans give every customer the same answer, where that can be shown: equal in normal form, or each following from the other.
import type { PlanNode } from '#app/core/plan/plan.ts'
import { formulaOf, opposite } from './formula.ts'
import { assume, NOTHING } from './known.ts'
import type { Formula } from './question.ts'
import { worldOf } from './world.ts'
import type { Bound } from './world.ts'

const MOST_STEPS = 4_000

/** Only plans that ask about the same properties are held against each other. */
export function isSame(rule: Formula, other: PlanNode): boolean {
  const known = seen.get(other) ?? remember(other)
  if (known.properties !== propertiesOf(rule)) return false
  const world = worldOf([rule, known.formula])
  const [a, b] = [world.bind(rule), world.bind(known.formula)]
  const effort = { left: MOST_STEPS }
  const excludes = (one: Formula, another: Formula): boolean => assume({ kind: 'all', of: [world.bind(one), world.bind(another)] }, NOTHING, world, effort) === null
  return normal(a) === normal(b) || (excludes(rule, opposite(known.formula)) && excludes(opposite(rule), known.formula))
}

interface Seen {
  readonly formula: Formula
  readonly properties: string
}

/** The same plans come with every keystroke. */
const seen = new WeakMap<PlanNode, Seen>()

function remember(node: PlanNode): Seen {
  const formula = formulaOf(node)
  const one = { formula, properties: propertiesOf(formula) }
  seen.set(node, one)
  return one
}

function propertiesOf(formula: Formula): string {
  return [...new Set(keysOf(formula))].sort().join('\n')
}

function keysOf(formula: Formula): readonly string[] {
  return formula.kind === 'ask' ? [formula.question.key] : formula.of.flatMap(keysOf)
}

/** One text whatever the order, the nesting and the repetition. */
function normal(bound: Bound): string {
  if (bound.kind === 'cells') return `${bound.axis}:${bound.cells}`
  const parts = [...new Set(flat(bound, bound.kind).map(normal))].sort()
  return parts.length === 1 ? parts[0]! : `(${parts.join(bound.kind === 'all' ? ' & ' : ' | ')})`
}

function flat(bound: Bound, kind: 'all' | 'any'): readonly Bound[] {
  return bound.kind === kind ? bound.of.flatMap((part) => flat(part, kind)) : [bound]
}
