// Whether a segment can stand as it is written: its name, its tag among all others, its rule, and the rule among the other rules.
import { foldTag, tagProblem } from '#app/core/membership/tag-name.ts'
import { linkProblem, linkWording, type LinkSegment } from '#app/core/plan/link.ts'
import { understand, type Problem } from '#app/core/segment.ts'
import { liveSegments, type Segment, type SegmentContent } from '#app/db/segments.ts'
import { shopById } from '#app/db/shops.ts'
import type { Sql } from '#app/db/sql.ts'
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
  const others = (yield* liveSegments(draft.shop)).filter((segment) => segment.id !== draft.id)
  const currency = (yield* shopById(draft.shop))?.currency
  const options = currency === undefined ? {} : { currency }
  const name = draft.name.trim()
  const tag = draft.tag.trim().replace(/\s+/gu, ' ')
  const problems: DraftProblems = { ...nameProblem(name), ...tagTrouble(tag, others), rule: ruleProblems({ ...draft, name, tag }, others, options) }
  const refused = problems.name !== undefined || problems.tag !== undefined || problems.rule.some((problem) => problem.severity === 'error')
  return refused ? { kind: 'problems', problems } : { kind: 'stands', content: { name, rule: draft.rule, tag, tagFolded: foldTag(tag) } }
}

function nameProblem(name: string): Pick<DraftProblems, 'name'> {
  if (name === '') return { name: 'Give the segment a name.' }
  return name.length > LONGEST_NAME ? { name: `Names have at most ${LONGEST_NAME} characters.` } : {}
}

function tagTrouble(tag: string, others: readonly Segment[]): Pick<DraftProblems, 'tag'> {
  const problem = tagProblem(tag)
  if (problem !== null) return { tag: problem }
  const owner = others.find((other) => other.tagFolded === foldTag(tag))
  return owner === undefined ? {} : { tag: `The segment '${owner.name}' writes this tag already. Choose another one.` }
}

function ruleProblems(draft: Draft, others: readonly Segment[], options: { readonly currency?: string }): readonly Problem[] {
  const understood = understand(draft.rule, options)
  if (!understood.ok) return understood.problems
  const id = draft.id ?? UNSAVED
  const candidate: LinkSegment = { id, state: draft.state, tagFolded: foldTag(draft.tag), plan: understood.plan }
  const among = others.flatMap(({ id: other, state, tagFolded, rule }): LinkSegment[] => {
    const known = understand(rule, options)
    return known.ok && state !== 'deleted' ? [{ id: other, state, tagFolded, plan: known.plan }] : []
  })
  // A new tag may close a circle that runs through the rules of others.
  const problem = linkProblem(candidate, among) ?? among.map((other) => linkProblem(other, [...among, candidate])).find((found) => found?.segments.includes(id) === true)
  if (!problem) return understood.problems
  const nameOf = (segment: number): string => (segment === id ? draft.name : (others.find((other) => other.id === segment)?.name ?? ''))
  return [...understood.problems, { ...linkWording(problem, nameOf), start: 0, end: draft.rule.length, line: 1, column: 0 }]
}
