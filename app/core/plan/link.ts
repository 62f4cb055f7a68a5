// Ties the rules of a shop together: a segment named in a rule, and a tag that a segment of ours writes, are read as membership of that segment.
import { foldTag } from '#app/core/vocabulary/names.ts'
import { planOf } from './fingerprint.ts'
import { all, any, not, NO_NEVER } from './normal.ts'
import type { HistoryTest, Plan, PlanNode } from './plan.ts'

/** A live segment (not deleted) with the plan of its own text. Tags and names are unique among them. */
export interface LinkSegment {
  readonly id: number
  readonly state: 'on' | 'paused' | 'off'
  readonly tagFolded: string
  /** `foldTag` of its name. */
  readonly nameFolded: string
  readonly plan: Plan
}

/** Why a rule cannot be linked, with the segments concerned: the one at fault, or a circle in order. */
export type LinkProblem =
  | { readonly code: 'own-tag' | 'own-name' | 'circle' | 'entangled'; readonly segments: readonly number[] }
  /** `name` is what the rule asks for, folded. */
  | { readonly code: 'unknown-segment'; readonly segments: readonly number[]; readonly name: string }

export type Linked = { readonly ok: true; readonly plan: Plan } | { readonly ok: false; readonly problem: LinkProblem }
type Counted = Linked & { readonly tests: number }

/** Tests in one plan once everything it rests on is written into it, and segments in a row that rest on one another. */
const MOST_TESTS = 10_000
const LONGEST_CHAIN = 100

/**
 * The plan of every segment with the others written into it: `on` by their plan, `paused` by their stored membership, `off` by nothing.
 * A tag also counts where it stands and is not ours; a name asks for the segment alone. `customer_tags IS NULL` asks for tags that are
 * not ours. When somebody entered or left a segment is asked of what is stored, whatever its state.
 */
export function link(segments: readonly LinkSegment[]): ReadonlyMap<number, Linked> {
  const owners = new Map(segments.map((segment) => [segment.tagFolded, segment]))
  const named = new Map(segments.map((segment) => [segment.nameFolded, segment]))
  const done = new Map<number, Counted>()
  const path: number[] = []

  function linked(segment: LinkSegment): Counted {
    const known = done.get(segment.id)
    if (known) return known
    const inPath = path.indexOf(segment.id)
    if (inPath >= 0) return failed({ code: 'circle', segments: path.slice(inPath) })
    if (path.length >= LONGEST_CHAIN) return failed({ code: 'entangled', segments: [segment.id] })
    path.push(segment.id)
    const result = rewrite(segment)
    path.pop()
    done.set(segment.id, result)
    return result
  }

  function rewrite(segment: LinkSegment): Counted {
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
      if (one.kind === 'named') {
        const name = foldTag(one.segment)
        const asked = named.get(name)
        if (!asked) return refused({ code: 'unknown-segment', segments: [segment.id], name })
        return one.history ? history(asked, one.history) : membership(asked, 'own-name')
      }
      if (one.kind === 'present' && one.column === 'tags') return { kind: 'present', column: 'foreignTags' }
      if (one.kind !== 'contains' || one.column !== 'tags') return one
      const owner = owners.get(one.value)
      return owner ? any([membership(owner, 'own-tag'), { kind: 'contains', column: 'foreignTags', value: one.value }]) : one
    }

    /** What is stored follows from the other rule, so that a circle through it would never come to rest. */
    function history(asked: LinkSegment, { kind, range }: Pick<HistoryTest, 'kind' | 'range'>): PlanNode {
      const other = restingOn(asked, 'own-name')
      return other ? { kind, segment: asked.id, range } : NO_NEVER
    }

    function membership(asked: LinkSegment, ofItself: 'own-tag' | 'own-name'): PlanNode {
      const other = restingOn(asked, ofItself)
      if (!other) return NO_NEVER
      if (asked.state === 'off') return NO_NEVER
      if (asked.state === 'paused') return { kind: 'member', segment: asked.id }
      tests += other.tests
      return tests > MOST_TESTS ? NO_NEVER : other.plan.root
    }

    /** Null when the rule is refused. */
    function restingOn(asked: LinkSegment, ofItself: 'own-tag' | 'own-name'): Extract<Counted, { ok: true }> | null {
      const other = asked.id === segment.id ? failed({ code: ofItself, segments: [asked.id] }) : linked(asked)
      if (other.ok) return other
      refused(other.problem)
      return null
    }

    function refused(why: LinkProblem): PlanNode {
      problem ??= why
      return NO_NEVER
    }

    const root = node(segment.plan.root)
    if (problem) return { ok: false, problem, tests }
    return tests > MOST_TESTS ? failed({ code: 'entangled', segments: [segment.id] }) : { ok: true, plan: planOf(root), tests }
  }

  return new Map(segments.map((segment) => [segment.id, linked(segment)]))
}

function failed(problem: LinkProblem): { readonly ok: false; readonly problem: LinkProblem; readonly tests: number } {
  return { ok: false, problem, tests: 0 }
}
