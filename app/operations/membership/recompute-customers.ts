// Gives every stale or due customer of a shop its verdicts, exactly and soon; one at a time per shop.
import { firstWalkAwaited } from '#app/db/backfills.ts'
import { holdLease } from '#app/db/hold-lease.ts'
import type { Context } from '#app/operations/context.ts'
import { drainOnce } from '#app/operations/membership/drain.ts'
import { shortTurn, membershipStage } from '#app/operations/membership/stage.ts'

export type Recomputed =
  | { readonly kind: 'done'; readonly customers: number }
  /** Someone else is at it for this shop, and will see what is new before long: ask again soon. */
  | { readonly kind: 'busy' }
  /** The store is being read, or nobody has walked over it since: that walk looks at everyone, and rings at its end. */
  | { readonly kind: 'awaits-walk' }
  /** Its turn is over, or the process was asked to stop: ring again. */
  | { readonly kind: 'stopped' }

export async function recomputeCustomers(ctx: Context, { shop }: { readonly shop: number }): Promise<Recomputed> {
  if (await ctx.db.read(() => firstWalkAwaited(shop))) return { kind: 'awaits-walk' }
  const end = await holdLease(ctx.db, { shop, stage: membershipStage, owner: ctx.owner, wall: ctx.wall }, async (held): Promise<Recomputed> => {
    const until = ctx.wall() + shortTurn
    let customers = 0
    do {
      const batch = await drainOnce(ctx, shop, held)
      if (batch.unsettled > 0) await ctx.ring('settle', shop)
      if (batch.customers === 0) return { kind: 'done', customers }
      customers += batch.customers
    } while (!ctx.stop.aborted && ctx.wall() < until)
    return { kind: 'stopped' }
  })
  return end.kind === 'busy' ? end : end.value
}
