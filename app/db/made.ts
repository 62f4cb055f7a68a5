// What stands in the facts, counted and listed by when it was made: as Shopify counts it, test orders and cancelled ones too.
import type { Instant, ShopifyId } from '#app/core/facts/facts.ts'
import { all, first, inNumbers, inTexts, listOf, run } from '#app/db/sql.ts'
import type { Sql } from '#app/db/sql.ts'

type Table = 'customers' | 'orders'

/** Each over a partial index of its own, word for word. */
const standing = { customers: 'deleted_at IS NULL AND profile_at > 0', orders: 'deleted_at IS NULL AND version > 0' } as const

const made = (table: Table): string => `FROM ${table} WHERE shop_id = ? AND created_at >= ? AND created_at < ? AND ${standing[table]}`

export function* countMade(shop: number, table: Table, from: Instant, to: Instant): Sql<number> {
  return (yield* first<{ count: number }>(`SELECT count(*) AS count ${made(table)}`, shop, from, to))?.count ?? 0
}

/** When the first one was made; null when there is none. */
export function* firstMade(shop: number, table: Table): Sql<Instant | null> {
  return (yield* first<{ at: number | null }>(`SELECT min(created_at) AS at FROM ${table} WHERE shop_id = ? AND ${standing[table]}`, shop))?.at ?? null
}

export function* idsMade(shop: number, table: Table, from: Instant, to: Instant): Sql<ShopifyId[]> {
  return (yield* all<{ id: ShopifyId }>(`SELECT CAST(shopify_id AS TEXT) AS id ${made(table)}`, shop, from, to)).map(({ id }) => id)
}

/** Products known among the next `limit` numbers after `after`; `last` is null at the end. */
export function* countProducts(shop: number, after: number, limit: number): Sql<{ readonly count: number; readonly last: number | null }> {
  const row = yield* first<{ count: number; rows: number; last: number | null }>(
    `SELECT count(CASE WHEN known AND deleted_at IS NULL THEN 1 END) AS count, count(*) AS rows, max(number) AS last
     FROM (SELECT number, known, deleted_at FROM products WHERE shop_id = ? AND number > ? ORDER BY number LIMIT ?) AS portion`,
    shop, after, limit,
  )
  return { count: row?.count ?? 0, last: (row?.rows ?? 0) < limit ? null : (row?.last ?? null) }
}

/** Checkouts of known customers that stand open. */
export function* openCheckouts(shop: number, from: Instant, to: Instant): Sql<string[]> {
  const rows = yield* all<{ token: string }>(
    'SELECT token FROM checkouts WHERE shop_id = ? AND created_at >= ? AND created_at < ? AND deleted_at IS NULL AND completed_at IS NULL AND customer IS NOT NULL',
    shop, from, to,
  )
  return rows.map(({ token }) => token)
}

/** Those of them that are known, whatever became of them. */
export function* knownCheckouts(shop: number, tokens: readonly string[]): Sql<Set<string>> {
  return new Set((yield* all<{ token: string }>(`SELECT token FROM checkouts WHERE shop_id = ? AND token IN (${inTexts})`, shop, listOf(tokens))).map(({ token }) => token))
}

/** Marks customers to be read again. */
export function* doubtCustomers(shop: number, numbers: readonly number[], why: string): Sql<void> {
  if (numbers.length === 0) return
  yield* run(`UPDATE customers SET suspect = ? WHERE shop_id = ? AND deleted_at IS NULL AND suspect IS NULL AND number IN (${inNumbers})`, why, shop, listOf(numbers))
}
