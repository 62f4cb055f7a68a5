// What must be re-read from Shopify: rows whose facts cannot be believed. A mark carries the instant it was made, so that clearing
// one after a re-read never clears one that came meanwhile.
import { all, inNumbers, listOfIds, many } from '#app/db/sql.ts'
import type { Sql } from '#app/db/sql.ts'

export interface Suspect {
  readonly shopifyId: string
  /** The mark: why, and when. */
  readonly suspect: string
}

type Kind = 'customers' | 'orders' | 'products'

/** Up to `limit` of them, longest known first; `passed` are Shopify ids to pass over. */
export function* suspectsOf(shop: number, kind: Kind, limit: number, passed: readonly string[] = []): Sql<Suspect[]> {
  const rows = yield* all<{ id: string; suspect: string }>(
    `SELECT CAST(shopify_id AS TEXT) AS id, suspect FROM ${kind} WHERE shop_id = ? AND suspect IS NOT NULL AND shopify_id NOT IN (${inNumbers}) ORDER BY ${kind === 'orders' ? 'shopify_id' : 'number'} LIMIT ?`,
    shop, listOfIds(passed), limit,
  )
  return rows.map(({ id, suspect }) => ({ shopifyId: id, suspect }))
}

/** In the transaction that applies what was read, before `applyChanges`, which may find new reason to doubt. Returns how many were cleared. */
export function* clearSuspects(shop: number, kind: Kind, read: readonly Suspect[]): Sql<number> {
  return yield* many(
    `UPDATE ${kind} SET suspect = NULL WHERE shop_id = ? AND shopify_id = ? AND suspect = ?`,
    read.map(({ shopifyId, suspect }) => [shop, BigInt(shopifyId), suspect]),
  )
}
