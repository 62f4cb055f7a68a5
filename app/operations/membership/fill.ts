// The end of a walk over everyone: segments that had never been filled get one ledger entry with the whole set.
import { packNumbers } from '#app/core/membership/number-set.ts'
import { runningBackfill, type Backfill } from '#app/db/backfills.ts'
import type { Held } from '#app/db/hold-lease.ts'
import { checkFence } from '#app/db/leases.ts'
import { livingMembers } from '#app/db/membership-sets.ts'
import { updateRun } from '#app/db/runs.ts'
import { liveSegments } from '#app/db/segments.ts'
import { lockShop, shopById } from '#app/db/shops.ts'
import { run as change, type Sql } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'
import { membershipStage } from '#app/operations/membership/stage.ts'
import { breathe } from '#app/operations/rest.ts'

/** False when the rules moved meanwhile: the walk goes on. */
export async function finishBackfill(ctx: Context, shop: number, held: Held, walk: Backfill): Promise<boolean> {
  const segments = await ctx.db.read(() => liveSegments(shop))
  // One at a time, each in a transaction of its own: what was filled stays filled if the rules move in between.
  for (const { id } of segments.filter((segment) => segment.state === 'on' && segment.filledAt === null)) {
    if (!(await ctx.db.write(() => fill(shop, id, held, walk, ctx.now())))) return false
    await breathe()
  }
  return ctx.db.write(() => finish(shop, held, walk, ctx.now()))
}

function* fill(shop: number, segment: number, held: Held, walk: Backfill, now: number): Sql<boolean> {
  if (!(yield* stands(shop, held, walk))) return false
  const numbers = yield* livingMembers(shop, segment)
  yield* change(
    `INSERT INTO membership_changes (shop_id, segment_id, kind, at, noticed_at, reason, members) VALUES (?, ?, 'filled', ?, ?, 'rule', ?)`,
    shop, segment, now, now, packNumbers(numbers),
  )
  yield* change('UPDATE segments SET members = ?, filled_at = ? WHERE shop_id = ? AND id = ?', numbers.length, now, shop, segment)
  return true
}

function* finish(shop: number, held: Held, walk: Backfill, now: number): Sql<boolean> {
  if (!(yield* stands(shop, held, walk))) return false
  yield* change(`UPDATE segments SET filled_at = ? WHERE shop_id = ? AND state = 'on'`, now, shop)
  yield* updateRun(walk, { state: 'done', finishedAt: now }, now)
  return true
}

/** The walk saw everyone with the rules as they are, and nobody else writes memberships. */
function* stands(shop: number, held: Held, walk: Backfill): Sql<boolean> {
  yield* checkFence(shop, membershipStage, held.fence)
  yield* lockShop(shop)
  const rules = (yield* shopById(shop))?.rulesVersion
  const current = yield* runningBackfill(shop)
  return rules === walk.progress.rules && current?.id === walk.id
}
