// Asks for everyone whom the tag of a segment concerns to be looked at again: while it was left alone, they were settled without it.
import { askBackfill } from '#app/db/backfills.ts'
import { raiseRules } from '#app/db/shops.ts'
import type { Sql } from '#app/db/sql.ts'

/** Ring `backfill` after the commit. */
export function* settleAnew(shop: number, segments: readonly number[], now: number): Sql<void> {
  if (segments.length === 0) return
  yield* raiseRules(shop)
  for (const segment of segments) yield* askBackfill(shop, segment, 'event', now, true)
}
