// Brings the native segments of a shop in step with ours: what is due, one at a time, killed at any point and gone on with.
import { holdLease, type Held } from '#app/db/hold-lease.ts'
import { nextNative } from '#app/db/native-segments.ts'
import { shopById } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import { bringInStep } from '#app/operations/native/bring-in-step.ts'
import { refreshDiscounts } from '#app/operations/native/refresh-discounts.ts'
import { removeNative } from '#app/operations/native/remove-native.ts'
import { nativeStage } from '#app/operations/native/stage.ts'

export type NativesKept =
  /** Nothing is due. */
  | { readonly kind: 'done' }
  /** Nothing is written to this store now. */
  | { readonly kind: 'held-back' }
  /** Someone else is at it for this shop. */
  | { readonly kind: 'busy' }
  /** Its turn is over, or the process was asked to stop: ring again. */
  | { readonly kind: 'stopped' }

/** A ring holds a worker's place no longer than this (wall clock, milliseconds). */
const LONGEST_TURN = 10_000

/** Throws TryLater while Shopify asks for patience or its answer stays away. */
export async function keepNatives(ctx: Context, { shop }: { readonly shop: number }): Promise<NativesKept> {
  const end = await holdLease(ctx.db, { shop, stage: nativeStage, owner: ctx.owner, wall: ctx.wall }, (held) => keepAll(ctx, shop, held))
  return end.kind === 'busy' ? end : end.value
}

async function keepAll(ctx: Context, id: number, held: Held): Promise<NativesKept> {
  const until = ctx.wall() + LONGEST_TURN
  let refreshed = false
  while (!ctx.stop.aborted && ctx.wall() < until) {
    const { shop, next } = await ctx.db.read(function* () {
      return { shop: yield* shopById(id), next: yield* nextNative(id, ctx.now()) }
    })
    if (shop?.state !== 'installed' || shop.syncedAt === null || shop.trouble !== null || !shop.writesEnabled) return { kind: 'held-back' }
    if (next === undefined) return { kind: 'done' }
    const turn = { ctx, shop, held }
    // First: what is deleted may not go while a discount hangs on it.
    if (!refreshed) {
      if ((await refreshDiscounts(turn)).kind === 'trouble') return { kind: 'held-back' }
      refreshed = true
    }
    const step = next.state === 'deleted' ? await removeNative(turn, next) : await bringInStep(turn, next)
    if (step.kind === 'trouble') return { kind: 'held-back' }
  }
  return { kind: 'stopped' }
}
