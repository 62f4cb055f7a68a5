// A rule as the merchant wrote it, cut into the clauses that reasons are told in: a segment named in it is opened, so that its own clauses are named.
import type { ClausedRule, Tree } from '#app/core/explain/rule.ts'
import type { Condition, Meaning } from '#app/core/language/meaning.ts'
import { fingerprint, planOf } from '#app/core/plan/fingerprint.ts'
import { link, type LinkSegment } from '#app/core/plan/link.ts'
import { lower } from '#app/core/plan/lower.ts'
import type { PlanNode } from '#app/core/plan/plan.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'

export interface SpokenClause {
  readonly condition: Condition
  /** Names of the segments it stands in, the outermost first; empty for the rule itself. */
  readonly via: readonly string[]
}

/** `spoken[n]` are the words of clause n. */
export interface SpokenRule extends ClausedRule {
  readonly spoken: readonly SpokenClause[]
}

export interface OtherRule extends LinkSegment {
  readonly name: string
  readonly meaning: Meaning
}

/** Clauses from which on a named segment stays one clause. */
const MANY = 500

/** For a rule that can be linked to the others. What is asked twice is one clause. */
export function spokenRule(meaning: Meaning, others: readonly OtherRule[]): SpokenRule {
  const named = new Map(others.map((other) => [other.nameFolded, other]))
  const spoken: SpokenClause[] = []
  const nodes: PlanNode[] = []
  const known = new Map<string, number>()

  function look(one: Meaning, via: readonly string[]): Tree {
    switch (one.kind) {
      case 'and': return { kind: 'all', of: one.of.map((part) => look(part, via)) }
      case 'or': return { kind: 'any', of: one.of.map((part) => look(part, via)) }
      case 'not': return { kind: 'not', of: look(one.of, via) }
      case 'segment': {
        const other = one.date === null && one.asks === 'in' ? named.get(foldTag(one.name)) : undefined
        if (other?.state !== 'on' || via.includes(other.name) || spoken.length > MANY) return leaf(one, via)
        const opened = look(other.meaning, [...via, other.name])
        return one.negated ? { kind: 'not', of: opened } : opened
      }
      default: return leaf(one, via)
    }
  }

  function leaf(condition: Condition, via: readonly string[]): Tree {
    const node = lower(condition)
    const key = fingerprint(node)
    const at = known.get(key) ?? spoken.push({ condition, via }) - 1
    if (!known.has(key)) nodes.push(node)
    known.set(key, at)
    return { kind: 'leaf', leaf: at }
  }

  const tree = look(meaning, [])
  return { tree, spoken, clauses: linkedTo(others, nodes) }
}

/** Each clause as if it were a segment of its own, whose name and tag nobody can have. */
function linkedTo(others: readonly LinkSegment[], nodes: readonly PlanNode[]): readonly PlanNode[] {
  const asSegments = nodes.map((node, index): LinkSegment => ({ id: -1 - index, state: 'on', tagFolded: ` ${index}`, nameFolded: ` ${index}`, plan: planOf(node) }))
  const linked = link([...others, ...asSegments])
  return nodes.map((node, index) => {
    const one = linked.get(-1 - index)
    return one?.ok === true ? one.plan.root : node
  })
}
