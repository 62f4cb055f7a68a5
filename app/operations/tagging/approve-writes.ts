// The merchant has seen what would be written, and says go: for one segment, or for all that are on or paused.
import { liveSegments } from '#app/db/segments.ts'
import { lockShop, shopById, updateShop } from '#app/db/shops.ts'
import { many } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'
import { settleAnew } from '#app/operations/tagging/settle-anew.ts'

export interface Approval {
  readonly shop: number
  /** Ids; those that are off or approved already are passed over. */
  readonly segments: readonly number[] | 'all'
}
export type Approved =
  /** `segments`: whose tags are written from now on, and were not before. */
  | { readonly kind: 'approved'; readonly segments: readonly number[] }
  | { readonly kind: 'missing' }

export async function approveWrites(ctx: Context, { shop, segments }: Approval): Promise<Approved> {
  const outcome = await ctx.db.write(function* () {
    yield* lockShop(shop)
    const found = yield* shopById(shop)
    const live = yield* liveSegments(shop)
    const chosen = live.filter(({ id }) => segments === 'all' || segments.includes(id))
    if (found === undefined || (segments !== 'all' && chosen.length < new Set(segments).size)) return null
    const now = ctx.now()
    if (found.approvedAt === null) yield* updateShop(shop, { approvedAt: now })
    const fresh = chosen.filter(({ state, approvedAt }) => state !== 'off' && approvedAt === null).map(({ id }) => id)
    yield* many('UPDATE segments SET approved_at = ? WHERE shop_id = ? AND id = ?', fresh.map((id) => [now, shop, id]))
    // Before the first go nobody was settled at all: whoever has to be written still waits.
    if (found.approvedAt !== null) yield* settleAnew(shop, fresh, now)
    return { fresh, walks: found.approvedAt !== null && fresh.length > 0 }
  })
  if (outcome === null) return { kind: 'missing' }
  ctx.log.info({ shop, segments: outcome.fresh }, 'tags may be written')
  if (outcome.walks) await ctx.ring('backfill', shop)
  await ctx.ring('settle', shop)
  await ctx.ring('native', shop)
  return { kind: 'approved', segments: outcome.fresh }
}
