// Whether some of a customer's orders may be too old to be seen, and what that leaves to be said.
import type { EventTerms } from '#app/core/evaluate/program.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'

/** True unless the orders in the block are as many as Shopify reports, or it reports none. Ask only when history has a start. */
export function hiddenOrders({ orders, numberOfOrders }: Block, row: number): boolean {
  const reported = numberOfOrders[row]!
  return reported !== 0 && reported !== orders.starts[row + 1]! - orders.starts[row]!
}

/** All events that pass are seen; some may be out of sight, those that are seen are sure; nothing can be said of any. */
export const WHOLE = 0
export const PART = 1
export const NOTHING_SURE = 2
export type Sight = typeof WHOLE | typeof PART | typeof NOTHING_SURE

/** How much of the events of a row is seen at `now`. Counted from the oldest, places of orders are not sure when older ones may be missing. */
export function sightOf(block: Block, { historyFrom, reachEnds, conditions }: EventTerms, row: number, now: Instant): Sight {
  if (historyFrom === null || !hiddenOrders(block, row)) return WHOLE
  if (conditions.places.some(({ on }) => on === 'nth')) return NOTHING_SURE
  return now < reachEnds ? PART : WHOLE
}
