// The store's discounts that are limited to the native segment of one of ours, as last seen.
import { all, run, type Sql } from '#app/db/sql.ts'

export type DiscountStatus = 'ACTIVE' | 'SCHEDULED' | 'EXPIRED'

export interface SegmentDiscount {
  /** Shopify id as decimal text. */
  readonly id: string
  readonly kind: 'code' | 'automatic'
  readonly title: string
  readonly code: string | null
  readonly status: DiscountStatus
}

/** Live ones first, then by title. */
export function* discountsOf(shop: number, segment: number): Sql<SegmentDiscount[]> {
  return yield* all<SegmentDiscount>(
    `SELECT CAST(discount_id AS TEXT) AS id, kind, title, code, status FROM segment_discounts WHERE shop_id = ? AND segment_id = ?
     ORDER BY CASE status WHEN 'ACTIVE' THEN 0 WHEN 'SCHEDULED' THEN 1 ELSE 2 END, title, discount_id`,
    shop, segment,
  )
}

/** Titles of those that work now or will. */
export function* liveDiscountTitles(shop: number, segment: number): Sql<string[]> {
  return (yield* discountsOf(shop, segment)).filter(({ status }) => status !== 'EXPIRED').map(({ title }) => title)
}

export function* keepDiscount(shop: number, segment: number, { id, kind, title, code, status }: SegmentDiscount, seenAt: number, madeByUs: boolean): Sql<void> {
  yield* run(
    `INSERT INTO segment_discounts (shop_id, segment_id, discount_id, kind, title, code, status, made_by_us, seen_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (shop_id, segment_id, discount_id) DO UPDATE SET kind = excluded.kind, title = excluded.title, code = excluded.code, status = excluded.status, seen_at = excluded.seen_at`,
    shop, segment, BigInt(id), kind, title, code, status, madeByUs, seenAt,
  )
}

/** What was not seen by a whole reading that began at `since` uses no segment of ours any more. */
export function* dropUnseen(shop: number, since: number): Sql<void> {
  yield* run('DELETE FROM segment_discounts WHERE shop_id = ? AND seen_at < ?', shop, since)
}

/** Notes with each segment whether a live discount asks for its tag. */
export function* noteInDiscount(shop: number): Sql<void> {
  const live = `EXISTS (SELECT 1 FROM segment_discounts d WHERE d.shop_id = segments.shop_id AND d.segment_id = segments.id AND d.status <> 'EXPIRED')`
  yield* run(`UPDATE segments SET in_discount = ${live} WHERE shop_id = ? AND in_discount <> ${live}`, shop)
}
