// Memberships as they are stored, of the next customers in a row, with whether they are up to date.
import { readStandings, readUnknowns } from '#app/core/membership/stored.ts'
import { all, type Sql } from '#app/db/sql.ts'

export interface StoredMemberships {
  readonly number: number
  /** Ids of segments. Who is a member and cannot be known any more is in both. */
  readonly members: ReadonlySet<number>
  readonly unknowns: ReadonlySet<number>
  /** False for who is gone, was never read from Shopify, is stale, or is due at `now`. */
  readonly upToDate: boolean
}

/** Ascending by number, above `after`. */
export function* membershipsAfter(shop: number, after: number, limit: number, now: number): Sql<StoredMemberships[]> {
  const rows = yield* all<{ number: number; members: string; unknowns: string; up_to_date: number | boolean }>(
    `SELECT number, members, unknowns,
       (deleted_at IS NULL AND profile_at > 0 AND NOT (suspect IS NOT NULL AND tags_at = 0) AND evaluated_version >= facts_version AND (due_at IS NULL OR due_at > ?)) AS up_to_date
     FROM customers WHERE shop_id = ? AND number > ? ORDER BY number LIMIT ?`,
    now, shop, after, limit,
  )
  return rows.map((row) => ({
    number: row.number,
    members: new Set(readStandings(row.members).map(({ segment }) => segment)),
    unknowns: new Set(readUnknowns(row.unknowns)),
    upToDate: Boolean(row.up_to_date),
  }))
}
