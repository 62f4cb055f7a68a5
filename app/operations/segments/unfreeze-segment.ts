// Lets the tags of a segment be written again that an audit had frozen: everyone is evaluated and settled anew, and the check of it starts over.
import { unfreeze } from '#app/db/audits.ts'
import { askBackfill } from '#app/db/backfills.ts'
import { segmentById } from '#app/db/segments.ts'
import { lockShop, raiseRules } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'

export interface Unfreezing {
  readonly shop: number
  readonly id: number
}
export type Unfrozen = { readonly kind: 'unfrozen' } | { readonly kind: 'missing' }

/** Harmless when it is not frozen. */
export async function unfreezeSegment(ctx: Context, { shop, id }: Unfreezing): Promise<Unfrozen> {
  const found = await ctx.db.write(function* () {
    yield* lockShop(shop)
    const segment = yield* segmentById(shop, id)
    if (segment === undefined || segment.state === 'deleted') return false
    if (!(yield* unfreeze(shop, id))) return true
    // The walk over everyone looks at those whose tags were left as they were.
    yield* raiseRules(shop)
    yield* askBackfill(shop, id, 'correction', ctx.now(), true)
    return true
  })
  if (!found) return { kind: 'missing' }
  await ctx.ring('backfill', shop)
  return { kind: 'unfrozen' }
}
