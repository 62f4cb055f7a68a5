// Orders and checkouts that came before their customer wait under its Shopify id; here they find it.
import type { CustomerRow } from '#app/db/facts/customer-rows.ts'
import { all, inNumbers, listOfIds, many } from '#app/db/sql.ts'
import type { Sql } from '#app/db/sql.ts'

/** `arrived` are rows that are new with this transaction. */
export function* attachWaiting(shop: number, arrived: readonly CustomerRow[]): Sql<void> {
  if (arrived.length === 0) return
  const ids = listOfIds(arrived.map((row) => row.shopify_id))
  const numbers = new Map(arrived.map((row) => [row.shopify_id, row.number]))
  for (const table of ['orders', 'checkouts']) {
    const waiting = yield* all<{ id: string }>(
      `SELECT DISTINCT CAST(awaited_customer AS TEXT) AS id FROM ${table}
       WHERE shop_id = ? AND awaited_customer IS NOT NULL AND awaited_customer IN (${inNumbers})`,
      shop, ids,
    )
    yield* many(
      `UPDATE ${table} SET customer = ?, awaited_customer = NULL WHERE shop_id = ? AND awaited_customer IS NOT NULL AND awaited_customer = ?`,
      waiting.map(({ id }) => [numbers.get(id) ?? null, shop, BigInt(id)]),
    )
  }
}
