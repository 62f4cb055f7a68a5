// Works out a shop's cut points anew when its day has begun, or when a rule asks for the first time; everyone is walked over when they moved.
import { askBackfill, runningBackfill } from '#app/db/backfills.ts'
import { keepCuts } from '#app/db/cut-points.ts'
import type { Held } from '#app/db/hold-lease.ts'
import { checkFence } from '#app/db/leases.ts'
import { lockShop, raiseRules } from '#app/db/shops.ts'
import { shopsWithCutPointsDue } from '#app/engine/cut-points-due.ts'
import type { Context } from '#app/operations/context.ts'
import { membershipStage } from '#app/operations/membership/stage.ts'

export type CutPointsRefreshed = 'not-due' | 'same' | 'moved'

/** Under the lease on memberships: a walk that follows sees the new ones from its first customer on. */
export async function refreshCutPoints(ctx: Context, shop: number, held: Held): Promise<CutPointsRefreshed> {
  const now = ctx.now()
  const due = await ctx.db.read(() => shopsWithCutPointsDue(now))
  const made = due.includes(shop) ? await ctx.engine.cutPoints({ shop, now }) : null
  if (made === null) return 'not-due'
  return ctx.db.write(function* () {
    yield* checkFence(shop, membershipStage, held.fence)
    yield* lockShop(shop)
    if (!(yield* keepCuts(shop, made, now))) return 'same'
    yield* raiseRules(shop)
    const known = (yield* runningBackfill(shop))?.progress.reasons ?? {}
    // What the merchant did to a segment is the better reason.
    for (const segment of made.segments) if (!(segment in known)) yield* askBackfill(shop, segment, 'cut points', now)
    return 'moved'
  })
}
