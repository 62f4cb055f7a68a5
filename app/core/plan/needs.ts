// Which facts a plan reads: what to load for it, and which changes can matter to it.
import type { DateColumn, ListColumn, NumberColumn, PlanNode, Plan, TextColumn } from '#app/core/plan/plan.ts'

export interface Needs {
  readonly columns: ReadonlySet<TextColumn | ListColumn | NumberColumn | 'customerCreated'>
  readonly orders: boolean
  readonly lines: boolean
  /** Tags of products: a changed product may change answers. */
  readonly productTags: boolean
  /** Segments whose stored membership is read. */
  readonly segments: ReadonlySet<number>
}

export function needsOf(plan: Plan): Needs {
  const needs = { columns: new Set<TextColumn | ListColumn | NumberColumn | 'customerCreated'>(), orders: false, lines: false, productTags: false, segments: new Set<number>() }
  const column = (name: TextColumn | ListColumn | NumberColumn | DateColumn): void => {
    if (name === 'firstOrder' || name === 'lastOrder') needs.orders = true
    else needs.columns.add(name)
  }
  const look = (node: PlanNode): void => {
    switch (node.kind) {
      case 'all':
      case 'any': return node.of.forEach(look)
      case 'not': return look(node.of)
      case 'constant': return
      case 'member':
        needs.segments.add(node.segment)
        return
      case 'orders':
        needs.orders = true
        needs.lines ||= node.having.some(({ of }) => of === 'sumQuantity')
        return
      case 'products':
        needs.orders = needs.lines = true
        needs.productTags ||= node.where.some(({ on }) => on === 'productTag')
        return
      default: return column(node.column)
    }
  }
  look(plan.root)
  return needs
}
