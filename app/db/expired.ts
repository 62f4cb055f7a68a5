// Takes out what is past its time, some rows a transaction. Each answers how many rows it took out or looked at; 0 is the end.
import { all, first, inNumbers, inTexts, listOf, run, type Sql } from '#app/db/sql.ts'
import { lockShop, nextVersion } from '#app/db/shops.ts'

/** The lease under which this is done, a shop and day: whoever ends it asks for that at once. */
export const retentionStage = 'retention'

/** As many as one short transaction takes. */
const atOnce = 200

/** Tags that others changed, of a shop, noticed before `before`. */
export function* eraseDrift(shop: number, before: number): Sql<number> {
  return yield* run(`DELETE FROM tag_drift WHERE shop_id = ? AND id IN (SELECT id FROM tag_drift WHERE shop_id = ? AND noticed_at < ? LIMIT ${atOnce})`, shop, shop, before)
}

/** Requests of customers to be shown what is held, made before `before`. */
export function* eraseRequests(shop: number, before: number): Sql<number> {
  return yield* run(
    `DELETE FROM runs WHERE shop_id = ? AND id IN (SELECT id FROM runs WHERE shop_id = ? AND kind = 'data-request' AND state <> 'running' AND started_at < ? LIMIT ${atOnce})`,
    shop, shop, before,
  )
}

/** Checkouts begun before `before`. They are facts: whoever had one is stale. */
export function* eraseCheckouts(shop: number, before: number): Sql<number> {
  const rows = yield* all<{ token: string; customer: number | null }>(`SELECT token, customer FROM checkouts WHERE shop_id = ? AND created_at < ? LIMIT ${atOnce}`, shop, before)
  if (rows.length === 0) return 0
  yield* lockShop(shop)
  yield* run(`DELETE FROM checkouts WHERE shop_id = ? AND token IN (${inTexts})`, shop, listOf(rows.map(({ token }) => token)))
  const owners = rows.flatMap(({ customer }) => customer ?? [])
  if (owners.length > 0) {
    const version = yield* nextVersion(shop)
    yield* run(`UPDATE customers SET facts_version = ? WHERE shop_id = ? AND deleted_at IS NULL AND number IN (${inNumbers})`, version, shop, listOf(owners))
  }
  return rows.length
}

/** Where the way through a shop's history stands: by segment, oldest first. */
export interface HistoryPlace {
  readonly segment: number
  readonly after: number
}

export const historyBegin: HistoryPlace = { segment: 0, after: 0 }

/**
 * Entries and exits noticed before `before`; null at the end. The last exit of a customer from a segment that is still there stays:
 * rules ask when that was. Ids rise with the instants, so that a segment is done at the first row that is young enough.
 */
export function* eraseHistory(shop: number, before: number, place: HistoryPlace): Sql<HistoryPlace | null> {
  const rows = yield* all<{ id: number; noticed_at: number }>(
    `SELECT id, noticed_at FROM membership_changes WHERE shop_id = ? AND segment_id = ? AND id > ? ORDER BY id LIMIT ${atOnce}`,
    shop, place.segment, place.after,
  )
  const old = rows.filter(({ noticed_at }) => noticed_at < before).map(({ id }) => id)
  if (old.length > 0) {
    yield* run(
      `DELETE FROM membership_changes WHERE shop_id = ? AND id IN (${inNumbers}) AND NOT (
         kind = 'left' AND EXISTS (SELECT 1 FROM segments g WHERE g.shop_id = membership_changes.shop_id AND g.id = membership_changes.segment_id)
         AND NOT EXISTS (SELECT 1 FROM membership_changes n WHERE n.shop_id = membership_changes.shop_id AND n.customer = membership_changes.customer
           AND n.segment_id = membership_changes.segment_id AND n.kind = 'left' AND n.id > membership_changes.id))`,
      shop, listOf(old),
    )
  }
  if (old.length === atOnce) return { segment: place.segment, after: old.at(-1) ?? 0 }
  const next = yield* first<{ segment: number | null }>('SELECT min(segment_id) AS segment FROM membership_changes WHERE shop_id = ? AND segment_id > ?', shop, place.segment)
  return next?.segment === null || next === undefined ? null : { segment: next.segment, after: 0 }
}
