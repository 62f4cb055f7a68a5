// Whether a segment can stand as it is written: its name, its tag among all others, its rule, and the rule among the other rules.
import { tagProblem } from '#app/core/membership/tag-name.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import type { LinkSegment } from '#app/core/plan/link.ts'
import { linkProblem, linkWording } from '#app/core/plan/link-problem.ts'
import { planOfRule, understand, type Problem } from '#app/core/segment.ts'
import { liveSegments, type Segment, type SegmentContent } from '#app/db/segments.ts'
import { shopById } from '#app/db/shops.ts'
import type { Sql } from '#app/db/sql.ts'
import { askedForBy, askedForTrouble } from '#app/operations/segments/asked-for.ts'
import type { DraftProblems, Refused } from '#app/operations/segments/draft-problems.ts'

const LONGEST_NAME = 255
/** Stands for the segment that is not saved yet. */
const UNSAVED = -1

export interface Draft {
  readonly shop: number
  /** Null for a new one. */
  readonly id: number | null
  readonly name: string
  readonly rule: string
  readonly tag: string
  readonly state: 'on' | 'paused' | 'off'
}

export type Checked = { readonly kind: 'stands'; readonly content: Omit<SegmentContent, 'state'> } | Refused

/** Inside the transaction that saves, so that nothing comes between. */
export function* checkDraft(draft: Draft): Sql<Checked> {
  const live = yield* liveSegments(draft.shop)
  const others = live.filter((segment) => segment.id !== draft.id)
  const before = live.find((segment) => segment.id === draft.id)
  const currency = (yield* shopById(draft.shop))?.currency
  const name = draft.name.trim()
  const tag = draft.tag.trim().replace(/\s+/gu, ' ')
  const problems: DraftProblems = { ...nameTrouble(name, before, others), ...tagTrouble(tag, others), rule: ruleProblems({ ...draft, name, tag }, others, currency) }
  const refused = problems.name !== undefined || problems.tag !== undefined || problems.rule.some((problem) => problem.severity === 'error')
  return refused ? { kind: 'problems', problems } : { kind: 'stands', content: { name, rule: draft.rule, tag, tagFolded: foldTag(tag) } }
}

/** Rules ask for segments by name: a name stands for one segment, and stays with it for as long as a rule asks for it. */
function nameTrouble(name: string, before: Segment | undefined, others: readonly Segment[]): Pick<DraftProblems, 'name'> {
  if (name === '') return { name: 'Give the segment a name.' }
  if (name.length > LONGEST_NAME) return { name: `Names have at most ${LONGEST_NAME} characters.` }
  const folded = foldTag(name)
  const namesake = others.find((other) => foldTag(other.name) === folded)
  if (namesake !== undefined) return { name: `There is a segment '${namesake.name}' already. Choose another name.` }
  const askers = before === undefined || foldTag(before.name) === folded ? [] : askedForBy(before, others)
  return askers.length === 0 ? {} : { name: askedForTrouble(askers, 'rename') }
}

function tagTrouble(tag: string, others: readonly Segment[]): Pick<DraftProblems, 'tag'> {
  const problem = tagProblem(tag)
  if (problem !== null) return { tag: problem }
  const owner = others.find((other) => other.tagFolded === foldTag(tag))
  return owner === undefined ? {} : { tag: `The segment '${owner.name}' writes this tag already. Choose another one.` }
}

function ruleProblems(draft: Draft, others: readonly Segment[], currency: string | undefined): readonly Problem[] {
  const names = [draft.name, ...others.map(({ name }) => name)]
  const understood = understand(draft.rule, { ...(currency !== undefined && { currency }), knownSegments: names })
  if (!understood.ok) return understood.problems
  const id = draft.id ?? UNSAVED
  const candidate: LinkSegment = { id, state: draft.state, tagFolded: foldTag(draft.tag), nameFolded: foldTag(draft.name), plan: understood.plan }
  const among = others.flatMap(({ id: other, state, name, tagFolded, rule }): LinkSegment[] => {
    if (state === 'deleted') return []
    const plan = planOfRule(rule)
    return plan === null ? [] : [{ id: other, state, tagFolded, nameFolded: foldTag(name), plan }]
  })
  const problem = linkProblem(candidate, among)
  if (!problem) return understood.problems
  const nameOf = (segment: number): string => (segment === id ? draft.name : (others.find((other) => other.id === segment)?.name ?? ''))
  return [...understood.problems, { ...linkWording(problem, nameOf, names), start: 0, end: draft.rule.length, line: 1, column: 0 }]
}
