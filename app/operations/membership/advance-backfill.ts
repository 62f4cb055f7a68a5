// Walks a shop's rules over everyone after they changed, letting a batch of stale and due customers go first before every stretch.
import { shopsWithDue } from '#app/db/behind.ts'
import { holdLease } from '#app/db/hold-lease.ts'
import type { Context } from '#app/operations/context.ts'
import { backfillStep } from '#app/operations/membership/backfill-step.ts'
import { drainOnce } from '#app/operations/membership/drain.ts'
import { refreshCutPoints } from '#app/operations/membership/refresh-cut-points.ts'
import { longestTurn, membershipStage } from '#app/operations/membership/stage.ts'

export type BackfillAdvanced =
  | { readonly kind: 'done' }
  /** Waits for the first sync to be complete. */
  | { readonly kind: 'unsynced' }
  /** Memberships of this shop are being written by someone else: ask again soon. */
  | { readonly kind: 'busy' }
  /** Its turn is over, or the process was asked to stop; the cursor is kept: ring again. */
  | { readonly kind: 'stopped' }

export async function advanceBackfill(ctx: Context, { shop }: { readonly shop: number }): Promise<BackfillAdvanced> {
  const end = await holdLease(ctx.db, { shop, stage: membershipStage, owner: ctx.owner, wall: ctx.wall }, async (held): Promise<BackfillAdvanced> => {
    const until = ctx.wall() + longestTurn
    let looked = false
    while (!ctx.stop.aborted && ctx.wall() < until) {
      const drained = await drainOnce(ctx, shop, held)
      if (drained.unsettled > 0) await ctx.ring('settle', shop)
      // What time alone brought is written down first, with its own instants.
      if (!looked && (drained.customers === 0 || !(await someoneDue(ctx, shop)))) {
        await refreshCutPoints(ctx, shop, held)
        looked = true
      }
      // When everyone is stale, as after the first sync, the walk brings most of them up to date, and does it faster than by name.
      const step = await backfillStep(ctx, shop, held)
      if (step.kind !== 'walked' && drained.customers === 0) return step
      if (step.kind !== 'walked') continue
      if (step.unsettled > 0) await ctx.ring('settle', shop)
    }
    return { kind: 'stopped' }
  })
  if (end.kind === 'busy') return end
  if (end.value.kind === 'done') {
    // Whoever became stale under the first walk was left to it.
    await ctx.ring('recompute', shop)
    await ctx.ring('settle', shop)
  }
  return end.value
}

async function someoneDue(ctx: Context, shop: number): Promise<boolean> {
  return (await ctx.db.read(() => shopsWithDue(ctx.now()))).includes(shop)
}
