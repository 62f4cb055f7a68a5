// Takes the next step of a shop's sync, chosen from its run row; killed at any point, the next ring goes on from there.
import { holdLease, type Held } from '#app/db/hold-lease.ts'
import { LostLease } from '#app/db/leases.ts'
import { type Shop, shopById } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import { askShop } from '#app/operations/sync/ask-shop.ts'
import { catchUp } from '#app/operations/sync/catch-up.ts'
import { finishSync } from '#app/operations/sync/finish-sync.ts'
import { importFile } from '#app/operations/sync/import-file.ts'
import { lookAtFile } from '#app/operations/sync/look-at-file.ts'
import { requestFile } from '#app/operations/sync/request-file.ts'
import type { Step } from '#app/operations/sync/step.ts'
import { catchUpEvery, runningSync, type SyncRun, syncStage } from '#app/operations/sync/sync-run.ts'

export type SyncAdvanced =
  | { readonly kind: 'idle' }
  /** The sync is done, and what was missed since has been read; rung again by itself after `ms`. */
  | { readonly kind: 'caught-up'; readonly changes: number; readonly ms: number }
  /** Someone else is at it for this shop, and rings when there is more to do. */
  | { readonly kind: 'busy' }
  /** Rung again by itself after `ms`. */
  | { readonly kind: 'waiting'; readonly ms: number }
  | { readonly kind: 'done' | 'failed' | 'stopped' }

export async function advanceSync(ctx: Context, { shop: id }: { readonly shop: number }): Promise<SyncAdvanced> {
  const end = await holdLease(ctx.db, { shop: id, stage: syncStage, owner: ctx.owner, wall: ctx.wall }, (held) => advance(ctx, id, held))
  if (end.kind === 'busy') return end
  const advanced = end.value
  if (advanced.kind === 'waiting' || advanced.kind === 'caught-up') await ctx.ring('advanceSync', id, advanced.ms)
  if (advanced.kind === 'done') await ctx.ring('advanceSync', id, catchUpEvery)
  return advanced
}

async function advance(ctx: Context, id: number, held: Held): Promise<SyncAdvanced> {
  while (!ctx.stop.aborted) {
    const { shop, run } = await ctx.db.read(function* () {
      return { shop: yield* shopById(id), run: yield* runningSync(id) }
    })
    if (shop?.state !== 'installed') return { kind: 'idle' }
    if (!run) return catchUp(ctx, shop, held)
    const early = (run.nextTryAt ?? 0) - ctx.wall()
    if (early > 0) return { kind: 'waiting', ms: early }
    try {
      const step = await stepOf(ctx, shop, run, held)
      if (step.kind !== 'on') return step
    } catch (error) {
      if (error instanceof LostLease) return { kind: 'busy' }
      throw error
    }
  }
  return { kind: 'stopped' }
}

/** What is ready is imported before anything is waited for. */
async function stepOf(ctx: Context, shop: Shop, run: SyncRun, held: Held): Promise<Step> {
  if (run.step === 'ask') return askShop(ctx, shop, run, held)
  const { files } = run.progress
  const next = files.find((file) => file.state === 'wanted') ?? files.find((file) => file.state === 'ready')
  if (next?.state === 'wanted') return requestFile(ctx, shop, run, held, next)
  if (next?.state === 'ready') return importFile(ctx, shop, run, held, next)
  const asked = files.filter((file) => file.state === 'asked')
  if (asked.length === 0) return finishSync(ctx, shop, run, held)
  return lookAtFile(ctx, shop, run, held, asked)
}
