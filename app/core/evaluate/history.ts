// Whether some of a customer's orders may be too old to be seen.
import type { Block } from '#app/core/facts/block.ts'

/** True unless the orders in the block are as many as Shopify reports, or it reports none. Ask only when history has a start. */
export function hiddenOrders({ orders, numberOfOrders }: Block, row: number): boolean {
  const reported = numberOfOrders[row]!
  return reported !== 0 && reported !== orders.starts[row + 1]! - orders.starts[row]!
}
