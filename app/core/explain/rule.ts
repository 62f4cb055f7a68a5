// A rule as its reasons are told: clauses by number, joined by AND, OR and NOT.
import { planOf } from '#app/core/plan/fingerprint.ts'
import { all, any, not } from '#app/core/plan/normal.ts'
import type { Plan, PlanNode } from '#app/core/plan/plan.ts'

/** How leaves are joined; a leaf is a number, what it stands for is kept beside the tree. */
export type Tree =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Tree[] }
  | { readonly kind: 'not'; readonly of: Tree }
  | { readonly kind: 'leaf'; readonly leaf: number }

/** `clauses[n]` is what leaf n asks, tied to the shop's other segments. Whoever made the rule knows the words of each. */
export interface ClausedRule {
  readonly tree: Tree
  readonly clauses: readonly PlanNode[]
}

/** The whole rule as the evaluator takes it. */
export function planOfClauses({ tree, clauses }: ClausedRule): Plan {
  return planOf(nodeOf(tree, clauses))
}

function nodeOf(tree: Tree, clauses: readonly PlanNode[]): PlanNode {
  switch (tree.kind) {
    case 'leaf': return clauses[tree.leaf]!
    case 'not': return not(nodeOf(tree.of, clauses))
    case 'all': return all(tree.of.map((part) => nodeOf(part, clauses)))
    case 'any': return any(tree.of.map((part) => nodeOf(part, clauses)))
  }
}
