// Ties the rules of a shop together: a tag that a segment of ours writes is read as membership of that segment, never as the tag we wrote.
import { say } from '#app/core/language/problem.ts'
import type { Wording } from '#app/core/language/problem.ts'
import { planOf } from './fingerprint.ts'
import { all, any, not, NO_NEVER } from './normal.ts'
import type { Plan, PlanNode } from './plan.ts'

/** A live segment (not deleted) with the plan of its own text. Tags are unique among them. */
export interface LinkSegment {
  readonly id: number
  readonly state: 'on' | 'paused' | 'off'
  readonly tagFolded: string
  readonly plan: Plan
}

/** Why a rule cannot be linked, with the segments concerned: the one at fault, or a circle in order. */
export interface LinkProblem {
  readonly code: 'own-tag' | 'circle' | 'entangled'
  readonly segments: readonly number[]
}

export type Linked = { readonly ok: true; readonly plan: Plan } | { readonly ok: false; readonly problem: LinkProblem }

/** Tests in one plan once everything it rests on is written into it, and segments in a row that rest on one another. */
const MOST_TESTS = 10_000
const LONGEST_CHAIN = 100

/**
 * The plan of every segment with the others written into it: `on` by their plan, `paused` by their stored membership, `off` by nothing;
 * and in each case the tag counts where it stands and is not ours. `customer_tags IS NULL` asks for tags that are not ours.
 */
export function link(segments: readonly LinkSegment[]): ReadonlyMap<number, Linked> {
  const owners = new Map(segments.map((segment) => [segment.tagFolded, segment]))
  const done = new Map<number, Linked & { readonly tests: number }>()
  const path: number[] = []

  function linked(segment: LinkSegment): Linked & { readonly tests: number } {
    const known = done.get(segment.id)
    if (known) return known
    const inPath = path.indexOf(segment.id)
    if (inPath >= 0) return failed('circle', path.slice(inPath))
    if (path.length >= LONGEST_CHAIN) return failed('entangled', [segment.id])
    path.push(segment.id)
    const result = rewrite(segment)
    path.pop()
    done.set(segment.id, result)
    return result
  }

  function rewrite(segment: LinkSegment): Linked & { readonly tests: number } {
    let tests = 0
    let problem: LinkProblem | null = null

    function node(one: PlanNode): PlanNode {
      if (one.kind === 'all') return all(one.of.map(node))
      if (one.kind === 'any') return any(one.of.map(node))
      if (one.kind === 'not') return not(node(one.of))
      tests++
      return leaf(one)
    }

    function leaf(one: PlanNode): PlanNode {
      if (one.kind === 'present' && one.column === 'tags') return { kind: 'present', column: 'foreignTags' }
      if (one.kind !== 'contains' || one.column !== 'tags') return one
      const owner = owners.get(one.value)
      return owner ? any([membership(owner), { kind: 'contains', column: 'foreignTags', value: one.value }]) : one
    }

    function membership(owner: LinkSegment): PlanNode {
      const other = owner.id === segment.id ? failed('own-tag', [owner.id]) : linked(owner)
      if (!other.ok) {
        problem ??= other.problem
        return NO_NEVER
      }
      if (owner.state === 'off') return NO_NEVER
      if (owner.state === 'paused') return { kind: 'member', segment: owner.id }
      tests += other.tests
      return tests > MOST_TESTS ? NO_NEVER : other.plan.root
    }

    const root = node(segment.plan.root)
    if (problem) return { ok: false, problem, tests }
    return tests > MOST_TESTS ? failed('entangled', [segment.id]) : { ok: true, plan: planOf(root), tests }
  }

  return new Map(segments.map((segment) => [segment.id, linked(segment)]))
}

function failed(code: LinkProblem['code'], segments: readonly number[]): { readonly ok: false; readonly problem: LinkProblem; readonly tests: number } {
  return { ok: false, problem: { code, segments }, tests: 0 }
}

/** What stands against saving `candidate` among the shop's other live segments, whatever its state; null when nothing does. */
export function linkProblem(candidate: LinkSegment, others: readonly LinkSegment[]): LinkProblem | null {
  const result = link([candidate, ...others.filter(({ id }) => id !== candidate.id)]).get(candidate.id)
  return result && !result.ok ? result.problem : null
}

/** The problem in words; `nameOf` gives a segment's name. */
export function linkWording({ code, segments }: LinkProblem, nameOf: (segment: number) => string): Wording {
  const names = segments.map(nameOf)
  switch (code) {
    case 'own-tag':
      return say.ownTag(names[0] ?? '')
    case 'circle':
      return say.circle(names)
    case 'entangled':
      return say.entangled(names[0] ?? '')
  }
}
