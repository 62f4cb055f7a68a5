// Finds by query whatever is still to be done, for every shop, and rings its bell: rings lost by a crash or a flush come back here.
import { backfillNeeded } from '#app/db/backfills.ts'
import { shopsWithDue, shopsWithRuns, shopsWithStale, shopsWithSuspects, shopsWithUnsettled } from '#app/db/behind.ts'
import { shopsWithClauses } from '#app/db/delegated-clauses.ts'
import { shopsWithNatives } from '#app/db/native-segments.ts'
import { everyShop, takeLease } from '#app/db/leases.ts'
import { installedShops, shopByDomain } from '#app/db/shops.ts'
import { all, type Sql } from '#app/db/sql.ts'
import { shopsWithCutPointsDue } from '#app/engine/cut-points-due.ts'
import type { Context } from '#app/operations/context.ts'
import type { BellName } from '#app/queue/jobs.ts'
import { auditMemberships } from '#app/operations/upkeep/audit-memberships.ts'
import { dropDeleted } from '#app/operations/upkeep/drop-deleted.ts'
import { forgetWhenTight } from '#app/operations/upkeep/forget-when-tight.ts'

export interface SweepRequest {
  /** At least so long between two sweeps of all workers together (milliseconds). */
  readonly everyMs: number
}

/** Of a sweep, for looking again at what was done (milliseconds). */
const AUDITED = 500

export type Swept = { readonly kind: 'swept'; readonly rung: number } | { readonly kind: 'not-yet' }

export async function sweep(ctx: Context, { everyMs }: SweepRequest): Promise<Swept> {
  // The lease is left to run out: that is what spaces the sweeps.
  const turn = await ctx.db.write(() => takeLease(everyShop, 'sweep', ctx.owner, ctx.wall(), everyMs))
  if (turn === null) return { kind: 'not-yet' }
  const rung = await ringForWork(ctx)
  await dropDeleted(ctx)
  await forgetWhenTight(ctx)
  // Last: what is to be done now does not wait for what was done before to be looked at again.
  await auditMemberships(ctx, { budgetMs: AUDITED })
  return { kind: 'swept', rung }
}

/** Also called once when a worker starts, without waiting for its turn. */
export async function ringForWork(ctx: Context): Promise<number> {
  const waiting = await ctx.inbox.waiting()
  const bells = await ctx.db.read(function* (): Sql<[BellName, number[]][]> {
    const intake = new Set(yield* shopsWithSuspects())
    for (const domain of waiting) {
      const shop = yield* shopByDomain(domain)
      if (shop !== undefined) intake.add(shop.id)
    }
    const recompute = new Set([...(yield* shopsWithStale()), ...(yield* shopsWithDue(ctx.now()))])
    return [
      ['applyDeliveries', [...intake]],
      ['advanceSync', [...new Set([...(yield* shopsWithRuns('sync', ctx.wall())), ...(yield* shopsWithRuns('counts', ctx.wall())), ...(yield* shopsToCatchUp(ctx.wall()))])]],
      ['recompute', [...recompute]],
      ['backfill', [...new Set([...(yield* shopsToBackfill()), ...(yield* shopsWithCutPointsDue(ctx.now()))])]],
      ['settle', [...new Set([...(yield* shopsWithUnsettled()), ...(yield* shopsWithRuns('adopt', ctx.wall()))])]],
      ['refreshClauses', yield* shopsWithClauses(ctx.now())],
      ['native', yield* shopsWithNatives(ctx.now())],
    ]
  })
  let rung = 0
  for (const [bell, shops] of bells) {
    for (const shop of shops) {
      await ctx.ring(bell, shop)
      rung++
    }
  }
  return rung
}

function* shopsToBackfill(): Sql<number[]> {
  const needing: number[] = []
  for (const shop of yield* installedShops()) {
    if (shop.syncedAt !== null && (yield* backfillNeeded(shop.id))) needing.push(shop.id)
  }
  return needing
}

/** Synced shops whose next look at what deliveries may have missed has come. */
function* shopsToCatchUp(wall: number): Sql<number[]> {
  const rows = yield* all<{ id: number }>(
    `SELECT DISTINCT s.id FROM shops s JOIN runs r ON r.shop_id = s.id
     WHERE s.state = 'installed' AND r.kind = 'sync' AND r.state = 'done' AND r.next_try_at <= ?`,
    wall,
  )
  return rows.map((row) => row.id)
}
