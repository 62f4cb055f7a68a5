// What is done when somebody takes a segment's tag off a member: put it back, or respect that for as long as they belong.
import { segmentById, type OnRemoval } from '#app/db/segments.ts'
import { lockShop } from '#app/db/shops.ts'
import { run } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'
import { settleAnew } from '#app/operations/tagging/settle-anew.ts'

export interface RemovalPolicy {
  readonly shop: number
  readonly id: number
  readonly onRemoval: OnRemoval
}

/** What was left off before is put back as soon as it is no longer respected. */
export async function setOnRemoval(ctx: Context, { shop, id, onRemoval }: RemovalPolicy): Promise<{ readonly kind: 'set' | 'missing' }> {
  const outcome = await ctx.db.write(function* () {
    yield* lockShop(shop)
    const segment = yield* segmentById(shop, id)
    if (segment === undefined || segment.state === 'deleted') return null
    if (segment.onRemoval === onRemoval) return { walks: false }
    yield* run('UPDATE segments SET on_removal = ? WHERE shop_id = ? AND id = ?', onRemoval, shop, id)
    if (onRemoval === 'put-back') yield* settleAnew(shop, [id], ctx.now())
    return { walks: onRemoval === 'put-back' }
  })
  if (outcome === null) return { kind: 'missing' }
  if (outcome.walks) await ctx.ring('backfill', shop)
  return { kind: 'set' }
}
