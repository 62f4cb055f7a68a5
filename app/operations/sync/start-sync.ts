// Begins to read a store whole, unless that is under way.
import { beginSync } from '#app/db/begin-sync.ts'
import type { Context } from '#app/operations/context.ts'

export type SyncStarted = { readonly kind: 'started' | 'running'; readonly run: number }

export async function startSync(ctx: Context, { shop }: { readonly shop: number }): Promise<SyncStarted> {
  const begun = await ctx.db.write(() => beginSync(shop, ctx.now()))
  await ctx.ring('advanceSync', shop)
  return { kind: begun.fresh ? 'started' : 'running', run: begun.run }
}
