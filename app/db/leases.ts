// Leases: one holder per shop and stage, with a fence that is checked inside every commit of that stage. Times are wall clock.
import { first, forUpdate, run } from '#app/db/sql.ts'
import type { Sql } from '#app/db/sql.ts'

/** Shop number of leases that belong to no shop, such as the sweep's. */
export const everyShop = 0

/** Someone else holds the lease now: drop the work, it is theirs. */
export class LostLease extends Error {
  constructor(shop: number, stage: string) {
    super(`The lease on ${stage} of shop ${shop} has passed to another holder.`)
    this.name = 'LostLease'
  }
}

/** Null while someone holds it, also when that is the same owner. The fence rises with every holder. */
export function* takeLease(shop: number, stage: string, owner: string, wall: number, ttlMs: number): Sql<{ fence: number } | null> {
  const row = yield* first<{ fence: number }>(
    `INSERT INTO leases (shop_id, stage, owner, expires_at, fence) VALUES (?, ?, ?, ?, 1)
     ON CONFLICT (shop_id, stage) DO UPDATE SET owner = excluded.owner, expires_at = excluded.expires_at, fence = leases.fence + 1
     WHERE leases.expires_at <= ?
     RETURNING fence`,
    shop, stage, owner, wall + ttlMs, wall,
  )
  return row ? { fence: row.fence } : null
}

/** Whether someone holds it. */
export function* isTaken(shop: number, stage: string, wall: number): Sql<boolean> {
  return (yield* first('SELECT fence FROM leases WHERE shop_id = ? AND stage = ? AND expires_at > ?', shop, stage, wall)) !== undefined
}

/** False when it has passed to another holder. One that ran out but was not taken is renewed. */
export function* renewLease(shop: number, stage: string, fence: number, wall: number, ttlMs: number): Sql<boolean> {
  return (yield* run('UPDATE leases SET expires_at = ? WHERE shop_id = ? AND stage = ? AND fence = ?', wall + ttlMs, shop, stage, fence)) > 0
}

/** Lets others in at once. Harmless when it has passed already. */
export function* releaseLease(shop: number, stage: string, fence: number): Sql<void> {
  yield* run('UPDATE leases SET expires_at = 0 WHERE shop_id = ? AND stage = ? AND fence = ?', shop, stage, fence)
}

/** Whatever waits for it to run out begins at once. */
export function* endLease(shop: number, stage: string): Sql<void> {
  yield* run('UPDATE leases SET expires_at = 0 WHERE shop_id = ? AND stage = ?', shop, stage)
}

/** First statement of a commit: throws `LostLease`, or keeps the lease from passing until the transaction ends. */
export function* checkFence(shop: number, stage: string, fence: number): Sql<void> {
  const row = yield* first<{ fence: number }>(`SELECT fence FROM leases WHERE shop_id = ? AND stage = ? ${forUpdate}`, shop, stage)
  if (row?.fence !== fence) throw new LostLease(shop, stage)
}
