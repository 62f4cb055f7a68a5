// A plan as a tree over its distinct tests: what stands in it twice is one leaf.
import type { Tree } from '#app/core/explain/rule.ts'
import { fingerprint } from '#app/core/plan/fingerprint.ts'
import type { PlanNode, PlanTest } from '#app/core/plan/plan.ts'

export interface TestTree {
  readonly tree: Tree
  readonly tests: readonly PlanTest[]
}

export function testTreeOf(root: PlanNode): TestTree {
  const tests: PlanTest[] = []
  const known = new Map<string, number>()
  const leafOf = (test: PlanTest): number => {
    const key = fingerprint(test)
    const leaf = known.get(key) ?? tests.push(test) - 1
    known.set(key, leaf)
    return leaf
  }
  const look = (node: PlanNode): Tree => {
    switch (node.kind) {
      case 'all':
      case 'any': return { kind: node.kind, of: node.of.map(look) }
      case 'not': return { kind: 'not', of: look(node.of) }
      // AND of nothing holds, OR of nothing does not.
      case 'constant': return { kind: node.value ? 'all' : 'any', of: [] }
      default: return { kind: 'leaf', leaf: leafOf(node) }
    }
  }
  return { tree: look(root), tests }
}

/** Every test of a plan, as often as it stands there. */
export function testsIn(node: PlanNode): readonly PlanTest[] {
  switch (node.kind) {
    case 'all':
    case 'any': return node.of.flatMap(testsIn)
    case 'not': return testsIn(node.of)
    case 'constant': return []
    default: return [node]
  }
}
