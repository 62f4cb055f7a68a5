// Orders and products that a file of everything left out: they may be gone, though no delivery has told.
import type { Instant, ShopifyId } from '#app/core/facts/facts.ts'
import { all, inNumbers, listOfIds, run } from '#app/db/sql.ts'
import type { Sql } from '#app/db/sql.ts'

export type Listed = 'orders' | 'products'

export interface Scan {
  /** When Shopify began to write the file: what changed later need not be in it. */
  readonly since: Instant
  /** The oldest that the file named: older ones may be out of its reach. */
  readonly madeFrom: Instant
  /** Go on behind this Shopify id; null to begin. */
  readonly after: ShopifyId | null
  /** Rows to look at. */
  readonly limit: number
}

interface Row {
  id: ShopifyId
  listed_at: number
  version: number
  made_at: number
  suspect: string | null
  deleted_at: number | null
}

/** Shopify ids among the next `limit` rows that the file should have named and did not; `after` is null at the end. */
export function* notListed(shop: number, table: Listed, { since, madeFrom, after, limit }: Scan): Sql<{ readonly ids: ShopifyId[]; readonly after: ShopifyId | null }> {
  const rows = yield* all<Row>(
    `SELECT CAST(shopify_id AS TEXT) AS id, listed_at, version, ${table === 'orders' ? 'created_at' : 'version'} AS made_at, suspect, deleted_at FROM ${table}
     WHERE shop_id = ? AND shopify_id > ? ORDER BY ${table}.shopify_id LIMIT ?`,
    shop, BigInt(after ?? 0), limit,
  )
  const missing = rows.filter((row) => row.deleted_at === null && row.suspect === null && row.version > 0 && row.version < since && row.listed_at < since && row.made_at >= madeFrom)
  return { ids: missing.map(({ id }) => id), after: rows.length < limit ? null : (rows.at(-1)?.id ?? null) }
}

/** Marks them to be read again. */
export function* doubtListed(shop: number, table: Listed, ids: readonly ShopifyId[], now: Instant): Sql<void> {
  yield* run(`UPDATE ${table} SET suspect = ? WHERE shop_id = ? AND suspect IS NULL AND shopify_id IN (${inNumbers})`, `not listed ${now}`, shop, listOfIds(ids))
}
