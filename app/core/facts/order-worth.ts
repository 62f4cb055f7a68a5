// What an order is worth as of an instant: as placed, less its edits and the refunds that had happened.
import type { OrderDetailColumns } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'

/**
 * Minor units of `order`, which is of `row`. An edit is what the total as placed exceeds the current total and all refunds by; when it
 * was made is not known, so it counts from the order's own instant on. What remains is the current total and the refunds still to come.
 */
export function netAmountAt({ currentTotal, refunds }: OrderDetailColumns, row: number, order: number, now: Instant): number {
  let net = currentTotal[order]!
  for (let refund = refunds.starts[row + 1]! - 1; refund >= refunds.starts[row]! && refunds.at[refund]! > now; refund--) {
    if (refunds.order[refund] === order) net += refunds.total[refund]!
  }
  return net
}

/** Whether an order of `row` has a refund at or before `now`. */
export function refundedBy({ refunds }: OrderDetailColumns, row: number, order: number, now: Instant): boolean {
  const end = refunds.starts[row + 1]!
  for (let refund = refunds.starts[row]!; refund < end && refunds.at[refund]! <= now; refund++) if (refunds.order[refund] === order) return true
  return false
}

