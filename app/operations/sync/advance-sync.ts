// Takes the next step of a shop's sync, chosen from its run row; killed at any point, the next ring goes on from there.
import { holdLease, type Held } from '#app/db/hold-lease.ts'
import { LostLease } from '#app/db/leases.ts'
import { type Shop, shopById } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import { askShop } from '#app/operations/sync/ask-shop.ts'
import { catchUp, type CaughtUp } from '#app/operations/sync/catch-up.ts'
import { compareNightly } from '#app/operations/sync/nightly.ts'
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
  if (advanced.kind === 'done') await ctx.ring('advanceSync', id, catchUpEvery(ctx))
  return advanced
}

async function advance(ctx: Context, id: number, held: Held): Promise<SyncAdvanced> {
  while (!ctx.stop.aborted) {
    const { shop, run } = await ctx.db.read(function* () {
      return { shop: yield* shopById(id), run: yield* runningSync(id) }
    })
    if (shop?.state !== 'installed') return { kind: 'idle' }
    if (!run) return betweenSyncs(ctx, shop, held)
    const early = (run.nextTryAt ?? 0) - ctx.wall()
    try {
      const step: Step = early > 0 ? { kind: 'waiting', ms: early } : await stepOf(ctx, shop, run, held)
      if (step.kind === 'waiting') return meanwhile(step.ms, await catchUp(ctx, shop, held))
      if (step.kind !== 'on') return step
    } catch (error) {
      if (error instanceof LostLease) return { kind: 'busy' }
      throw error
    }
  }
  return { kind: 'stopped' }
}

/** What was missed comes first; what is compared at night comes then, as far as it is due. */
async function betweenSyncs(ctx: Context, shop: Shop, held: Held): Promise<SyncAdvanced> {
  const caught = await catchUp(ctx, shop, held)
  if (caught.kind !== 'idle' && caught.kind !== 'caught-up') return caught
  const compared = await compareNightly(ctx, shop, held)
  switch (compared.kind) {
    case 'done':
      return caught
    case 'stopped':
      return { kind: 'stopped' }
    case 'waiting':
      return caught.kind === 'caught-up' ? { ...caught, ms: Math.min(caught.ms, compared.ms) } : compared
  }
}

/** While Shopify prepares a file, what was missed is read on. */
function meanwhile(ms: number, caught: CaughtUp): SyncAdvanced {
  switch (caught.kind) {
    case 'stopped':
      return { kind: 'stopped' }
    case 'idle':
      return { kind: 'waiting', ms }
    case 'waiting':
    case 'caught-up':
      return { kind: 'waiting', ms: Math.min(ms, caught.ms) }
  }
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
