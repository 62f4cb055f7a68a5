// Orders of a batch: found or made, changed, tied to their customers; says whose facts are different now.
import type { Instant, ShopifyId } from '#app/core/facts/facts.ts'
import { changeOrder } from '#app/db/facts/change-order.ts'
import type { OrderNews } from '#app/db/facts/change-order.ts'
import { contentOf, freshOrder } from '#app/db/facts/order-rows.ts'
import type { OrderRow } from '#app/db/facts/order-rows.ts'

export interface OrderSurroundings {
  readonly now: Instant
  /** Whether a tie goes to the change, for a row of that facts version. */
  readonly wins: (factsVersion: number) => boolean
  readonly customerOf: (id: ShopifyId) => number | null
  readonly productOf: (id: ShopifyId | null) => number
}

/** Changes `rows` in place, adding new ones. Returns the numbers of customers that lost, won or keep a changed order. */
export function applyOrders(rows: Map<ShopifyId, OrderRow>, changes: readonly OrderNews[], around: OrderSurroundings): Set<number> {
  const touched = new Set<number>()
  for (const change of changes) {
    const row = rows.get(change.order) ?? freshOrder(change.order)
    rows.set(change.order, row)
    const before = { customer: row.customer, changed: row.changed }
    row.changed = false
    const content = change.kind === 'order' ? contentOf(change, change.customer === null ? null : around.customerOf(change.customer), around.productOf) : null
    changeOrder(row, change, content, { now: around.now, wins: around.wins(row.facts_version) })
    if (row.changed) for (const customer of [before.customer, row.customer]) if (customer !== null) touched.add(customer)
    row.changed ||= before.changed
  }
  return touched
}
