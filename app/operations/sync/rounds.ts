// What a page shows of the rounds of reconciliation: the last of every few minutes, and the last of the nights and of whole readings.
import type { Round } from '#app/core/reconciliation.ts'
import { lastRounds } from '#app/db/reconciliations.ts'
import type { Context } from '#app/operations/context.ts'
import { catchUpEvery } from '#app/operations/sync/sync-run.ts'

const shown = 10

export interface Rounds {
  readonly frequent: readonly Round[]
  readonly nightly: readonly Round[]
  /** Minutes between two frequent ones. */
  readonly every: number
  /** Store clock. */
  readonly now: number
}

export async function rounds(ctx: Context, { shop }: { readonly shop: number }): Promise<Rounds> {
  const last = await ctx.db.read(function* () {
    return { frequent: yield* lastRounds(shop, shown, true), nightly: yield* lastRounds(shop, shown, false) }
  })
  return { ...last, every: catchUpEvery(ctx) / 60_000, now: ctx.now() }
}
