// Deletes a segment: it is off at once, its tags are taken off, and upkeep drops the row when the last one is gone.
import { askBackfill } from '#app/db/backfills.ts'
import { changeSegment, segmentById } from '#app/db/segments.ts'
import type { Context } from '#app/operations/context.ts'

export async function deleteSegment(ctx: Context, { shop, id }: { readonly shop: number; readonly id: number }): Promise<{ readonly kind: 'deleted' | 'missing' }> {
  const deleted = await ctx.db.write(function* () {
    const old = yield* segmentById(shop, id)
    if (old === undefined || old.state === 'deleted') return false
    yield* changeSegment(shop, id, { state: 'deleted' }, ctx.now())
    yield* askBackfill(shop, id, 'state', ctx.now())
    return true
  })
  if (!deleted) return { kind: 'missing' }
  await ctx.ring('backfill', shop)
  return { kind: 'deleted' }
}
