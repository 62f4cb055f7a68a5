// What a rule as a whole says too much: conditions that cannot hold together, that always hold, that others already say, and segments that say the same.
import type { Meaning } from '#app/core/language/meaning.ts'
import type { Report, Span } from '#app/core/language/problem.ts'
import type { Expression } from '#app/core/language/syntax.ts'
import { lower } from '#app/core/plan/lower.ts'
import type { PlanNode } from '#app/core/plan/plan.ts'
import { formulaOf } from './formula.ts'
import { Inquiry } from './inquiry.ts'
import type { Answer } from './inquiry.ts'
import { hasInterplay } from './interplay.ts'
import { NOTHING } from './known.ts'
import { conditionsOf, partOf, writtenOf } from './part.ts'
import type { Written } from './part.ts'
import { reportAlways, reportNever } from './report-constant.ts'
import { review } from './review.ts'
import { isSame } from './same.ts'
import { say } from './say.ts'
import { worldOf } from './world.ts'
import type { World } from './world.ts'

export interface LintInput {
  /** The rule as written; places are offsets into it. */
  readonly text: string
  /** Of that text, checked without an error: `meaning` is what `tree` means. */
  readonly tree: Expression
  readonly meaning: Meaning
  /** The shop's other segments, by the plan of their own text (before `link`). */
  readonly others: readonly OtherSegment[]
  /** Where it was already said that a condition can never match or always does. */
  readonly said: readonly Span[]
  readonly report: Report
}

export interface OtherSegment {
  readonly name: string
  readonly root: PlanNode
}

/** Larger rules are left alone. */
const MOST_CONDITIONS = 400

/** Reports warnings only. Never claims what is not so for every customer, shop and instant. */
export function lint(input: LintInput): void {
  const { tree, meaning, others, report } = input
  const written = writtenOf(tree, meaning, lower)
  const conditions = conditionsOf(written)
  if (conditions.length > MOST_CONDITIONS) return
  if (hasInterplay(conditions) && reviewRule(written, worldOf(conditions), input) !== 'open') return
  if (others.length === 0) return
  const formula = formulaOf(lower(meaning))
  const same = others.find(({ root }) => isSame(formula, root))
  if (same) report(tree, say.sameAs(same.name))
}

function reviewRule(written: Written, world: World, { text, said, report }: LintInput): Answer {
  const rule = partOf(written, world)
  const inquiry = new Inquiry(text, world, said, report)
  const answer = inquiry.answer(rule, NOTHING)
  if (answer === 'no') reportNever(rule, inquiry)
  else if (answer === 'yes') reportAlways(rule, inquiry)
  else review(rule, NOTHING, [], inquiry)
  return answer
}
