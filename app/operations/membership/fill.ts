// The end of a walk over everyone: segments that had never been filled get one ledger entry with the whole set.
import { packNumbers } from '#app/core/membership/number-set.ts'
import { runningBackfill, type Backfill } from '#app/db/backfills.ts'
import type { Held } from '#app/db/hold-lease.ts'
import { checkFence } from '#app/db/leases.ts'
import { updateRun } from '#app/db/runs.ts'
import { liveSegments } from '#app/db/segments.ts'
import { shopById } from '#app/db/shops.ts'
import { run as change, type Sql } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'
import { membershipStage } from '#app/operations/membership/stage.ts'

const page = 10_000

/** False when the rules moved meanwhile: the walk goes on. */
export async function finishBackfill(ctx: Context, shop: number, held: Held, walk: Backfill): Promise<boolean> {
  const segments = await ctx.db.read(() => liveSegments(shop))
  const unfilled = segments.filter((segment) => segment.state === 'on' && segment.filledAt === null)
  // Nobody else writes memberships while we hold the lease, so the set read here is the set at the commit.
  const sets = new Map<number, number[]>()
  for (const { id } of unfilled) sets.set(id, await membersOf(ctx, shop, id))
  const now = ctx.now()
  return ctx.db.write(function* () {
    yield* checkFence(shop, membershipStage, held.fence)
    const rules = (yield* shopById(shop))?.rulesVersion
    const current = yield* runningBackfill(shop)
    if (rules !== walk.progress.rules || current?.id !== walk.id) return false
    for (const [segment, numbers] of sets) yield* recordFill(shop, segment, numbers, now)
    yield* change(`UPDATE segments SET filled_at = ? WHERE shop_id = ? AND state = 'on'`, now, shop)
    yield* updateRun(walk.id, { state: 'done', finishedAt: now }, now)
    return true
  })
}

async function membersOf(ctx: Context, shop: number, segment: number): Promise<number[]> {
  const numbers: number[] = []
  for (;;) {
    const next = await ctx.engine.members({ shop, segment, after: numbers.at(-1) ?? 0, limit: page })
    for (const number of next) numbers.push(number)
    if (next.length < page) return numbers
  }
}

function* recordFill(shop: number, segment: number, numbers: readonly number[], now: number): Sql<void> {
  yield* change(
    `INSERT INTO membership_changes (shop_id, segment_id, kind, at, noticed_at, reason, members) VALUES (?, ?, 'filled', ?, ?, 'rule', ?)`,
    shop, segment, now, now, packNumbers(numbers),
  )
  yield* change('UPDATE segments SET members = ? WHERE shop_id = ? AND id = ?', numbers.length, shop, segment)
}
