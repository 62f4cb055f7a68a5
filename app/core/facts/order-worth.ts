// What an order is worth as of an instant: as placed, less its edits and the refunds that had happened; and what of that is gift cards.
import type { OrderDetailColumns, Orders } from '#app/core/facts/block.ts'
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

/**
 * Minor units of gift cards in what is left of an order at `now`, and in what was refunded of it by then. `gift` is an index into the
 * block's gifts, `order` of `row` the order it is of. Shopify tells which lines were taken back, and not by which refund: what is gone of the
 * gift cards is taken for edited away as far as the order was edited, and for the first that was refunded beyond that.
 */
export function giftsAt({ total, details: { currentTotal, refunds, gifts } }: Orders, row: number, order: number, gift: number, now: Instant): { readonly left: number; readonly refunded: number } {
  const placed = gifts.placed[gift]!
  const gone = placed - gifts.left[gift]!
  if (gone === 0) return { left: placed, refunded: 0 }
  let all = 0
  let made = 0
  for (let refund = refunds.starts[row]!; refund < refunds.starts[row + 1]!; refund++) {
    if (refunds.order[refund] !== order) continue
    all += refunds.total[refund]!
    if (refunds.at[refund]! <= now) made += refunds.total[refund]!
  }
  const edited = Math.min(gone, Math.max(0, total[order]! - currentTotal[order]! - all))
  const refunded = Math.min(gone - edited, made)
  return { left: placed - edited - refunded, refunded }
}
