// The text of a rule and what it asks, side by side: each condition and group with its place and its formula.
import type { Meaning } from '#app/core/language/meaning.ts'
import type { Span } from '#app/core/language/problem.ts'
import type { Expression } from '#app/core/language/syntax.ts'
import type { PlanNode } from '#app/core/plan/plan.ts'
import { formulaOf, opposite } from './formula.ts'
import type { Formula } from './question.ts'
import type { Bound, World } from './world.ts'

/** Before the questions of the rule are known to each other. */
export interface Written {
  readonly place: Span
  /** How its parts are joined in the text; null for a single condition. */
  readonly joint: 'and' | 'or' | 'not' | null
  readonly of: readonly Written[]
  /** Of a single condition. */
  readonly formula: Formula | null
}

export interface Part {
  readonly place: Span
  readonly joint: Written['joint']
  readonly of: readonly Part[]
  /** What it says, and the opposite. */
  readonly yes: Bound
  readonly no: Bound
}

/** `meaning` is what `tree` means; `lower` gives the plan of one condition. */
export function writtenOf(tree: Expression, meaning: Meaning, lower: (condition: Meaning) => PlanNode): Written {
  const place = { start: tree.start, end: tree.end }
  if ((tree.kind === 'and' || tree.kind === 'or') && tree.kind === meaning.kind) {
    return { place, joint: tree.kind, of: tree.of.map((part, at) => writtenOf(part, meaning.of[at]!, lower)), formula: null }
  }
  if (tree.kind === 'not' && meaning.kind === 'not') return { place, joint: 'not', of: [writtenOf(tree.of, meaning.of, lower)], formula: null }
  return { place, joint: null, of: [], formula: formulaOf(lower(meaning)) }
}

/** What each single condition asks. */
export function conditionsOf({ formula, of }: Written): readonly Formula[] {
  return formula ? [formula] : of.flatMap(conditionsOf)
}

export function partOf({ place, joint, of, formula }: Written, world: World): Part {
  if (formula) return { place, joint, of: [], yes: world.bind(formula), no: world.bind(opposite(formula)) }
  return joined(place, joint, of.map((part) => partOf(part, world)))
}

/** The part made of those parts. */
export function joined(place: Span, joint: Written['joint'], of: readonly Part[]): Part {
  const yes = of.map((part) => part.yes)
  const no = of.map((part) => part.no)
  if (joint === 'not') return { place, joint, of, yes: no[0]!, no: yes[0]! }
  return { place, joint, of, yes: { kind: joint === 'and' ? 'all' : 'any', of: yes }, no: { kind: joint === 'and' ? 'any' : 'all', of: no } }
}
