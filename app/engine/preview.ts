// Counts what a rule would hold, and who would join and leave, over the whole shop.
import { membersOf } from '#app/core/evaluate/evaluate.ts'
import type { Meaning } from '#app/core/language/meaning.ts'
import type { Program } from '#app/core/evaluate/program.ts'
import type { NumberBits } from '#app/core/membership/number-bits.ts'
import { link } from '#app/core/plan/link.ts'
import { linkWording } from '#app/core/plan/link-problem.ts'
import { needsOf, type Needs } from '#app/core/plan/needs.ts'
import type { Plan } from '#app/core/plan/plan.ts'
import { understand, type Problem } from '#app/core/segment.ts'
import { countAnswers } from '#app/engine/count-answers.ts'
import type { Preview } from '#app/engine/engine.ts'
import type { Rules } from '#app/engine/rules.ts'
import type { ShopBlock } from '#app/engine/shop-block.ts'

/** Stands for a segment that is not saved yet; no tag and no name folds to a blank. */
const UNSAVED = { id: -1, tagFolded: ' ', nameFolded: ' ' }

export type PreviewRule =
  | { readonly ok: true; readonly meaning: Meaning; readonly plan: Plan; readonly needs: Needs; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** The rule as it would be tied to the other segments if it were saved as `segment`, or as a new one. */
export function previewRule(rules: Rules, rule: string, segment: number | null): PreviewRule {
  const names = rules.others.map(({ name }) => name)
  const understood = understand(rule, { currency: rules.terms.currency, knownSegments: names })
  if (!understood.ok) return understood
  const known = rules.others.find((other) => other.id === segment)
  const { id, tagFolded, nameFolded } = known ?? { ...UNSAVED, id: segment ?? UNSAVED.id }
  const candidate = { id, tagFolded, nameFolded, state: 'on' as const, plan: understood.plan }
  const linked = link([...rules.others.filter((other) => other.id !== id), candidate]).get(id)
  if (linked?.ok === true) {
    return { ok: true, meaning: understood.meaning, plan: linked.plan, needs: needsOf(linked.plan), problems: understood.problems }
  }
  if (linked === undefined) return { ok: false, problems: understood.problems }
  const wording = linkWording(linked.problem, (one) => rules.others.find((other) => other.id === one)?.name ?? 'this segment', names)
  return { ok: false, problems: [...understood.problems, { ...wording, start: 0, end: rule.length, line: 1, column: 0 }] }
}

export const refusedPreview = (problems: readonly Problem[]): Preview => ({
  problems, total: 0, count: 0, unknown: 0, joining: 0, leaving: 0, sample: { members: [], joining: [], leaving: [] },
})

/** `stored`: those who belong now. */
export function countPreview(program: Program, problems: readonly Problem[], block: ShopBlock, stored: Pick<NumberBits, 'flat'>, now: number): Preview {
  const programs = [program]
  const [base] = membersOf(programs, block.base.block, now)
  const [patch] = membersOf(programs, block.patch.block, now)
  return { problems, ...countAnswers(block, { base: base!, patch: patch! }, stored.flat()) }
}
