// The merchant gives us the tags of a segment's name that stand in their store already: they are taken off whoever does not belong, now and later.
import { runningRun, startRun } from '#app/db/runs.ts'
import { segmentById } from '#app/db/segments.ts'
import { lockShop } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import type { AdoptionProgress } from '#app/operations/tagging/adoption.ts'

export type Adopting =
  | { readonly kind: 'adopting' }
  /** Tags of another segment are being taken over: one after the other. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'missing' }

/** Goes on with the settling of the shop's tags, so only once these may be written. */
export async function adoptTag(ctx: Context, { shop, id }: { readonly shop: number; readonly id: number }): Promise<Adopting> {
  const outcome = await ctx.db.write(function* () {
    yield* lockShop(shop)
    const segment = yield* segmentById(shop, id)
    if (segment === undefined || segment.state === 'deleted') return { kind: 'missing' as const }
    const running = yield* runningRun(shop, 'adopt')
    if (running !== undefined) return { kind: running.progress.segment === id ? 'adopting' as const : 'busy' as const }
    yield* startRun(shop, 'adopt', 'walk', { segment: id, tagFolded: segment.tagFolded, adopted: 0 } satisfies AdoptionProgress, ctx.now())
    return { kind: 'adopting' as const }
  })
  if (outcome.kind === 'adopting') await ctx.ring('settle', shop)
  return outcome
}
