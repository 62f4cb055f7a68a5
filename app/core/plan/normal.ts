// The only makers of plan nodes with children: they keep the normal form. No nesting of like in like, no double negation, no constant inside.
import type { PlanNode } from './plan.ts'

export const YES_ALWAYS: PlanNode = { kind: 'constant', value: true }
export const NO_NEVER: PlanNode = { kind: 'constant', value: false }

/** True when all of them are; true of nothing. */
export function all(of: readonly PlanNode[]): PlanNode {
  return joined('all', of, NO_NEVER, YES_ALWAYS)
}

/** True when one of them is; false of nothing. */
export function any(of: readonly PlanNode[]): PlanNode {
  return joined('any', of, YES_ALWAYS, NO_NEVER)
}

/** The exact complement. */
export function not(of: PlanNode): PlanNode {
  if (of.kind === 'not') return of.of
  if (of.kind === 'constant') return of.value ? NO_NEVER : YES_ALWAYS
  return { kind: 'not', of }
}

/** `decides` settles the whole as soon as it occurs; `idle` changes nothing. */
function joined(kind: 'all' | 'any', of: readonly PlanNode[], decides: PlanNode, idle: PlanNode): PlanNode {
  const kept: PlanNode[] = []
  for (const node of of) {
    if (node.kind === kind) kept.push(...node.of)
    else if (node.kind !== 'constant') kept.push(node)
    else if (node.value !== (kind === 'all')) return decides
  }
  return kept.length === 0 ? idle : kept.length === 1 ? kept[0]! : { kind, of: kept }
}
