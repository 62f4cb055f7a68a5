// The merchant wants the shop's cut points worked out again before its next day begins.
import { lookAgain } from '#app/db/cut-points.ts'
import type { Context } from '#app/operations/context.ts'

/** They are due from now on: the walk over everyone works them out first, in its own time. */
export async function askCutPoints(ctx: Context, { shop }: { readonly shop: number }): Promise<void> {
  await ctx.db.write(() => lookAgain(shop))
  ctx.log.info({ shop }, 'cut points are to be worked out again')
  await ctx.ring('backfill', shop)
}
