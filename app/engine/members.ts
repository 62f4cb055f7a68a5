// Who stands in a segment, by stored membership.
import { all, type Sql } from '#app/db/sql.ts'

/** Ascending, above `after`. */
export function* storedMembers(shop: number, segment: number, after: number, limit: number): Sql<number[]> {
  // Memberships are pairs `[segment,since]`, so the opening bracket and the comma make the id exact.
  const rows = yield* all<{ number: number }>(
    'SELECT number FROM customers WHERE shop_id = ? AND number > ? AND members LIKE ? AND deleted_at IS NULL ORDER BY number LIMIT ?',
    shop, after, `%[${segment},%`, limit,
  )
  return rows.map((row) => row.number)
}
