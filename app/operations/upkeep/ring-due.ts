// Rings for shops whose verdicts have run out, and says when the next will: what the worker's timer is armed for.
import { firstDueOf, firstDues } from '#app/db/behind.ts'
import type { Context } from '#app/operations/context.ts'

/** Answers with the next instant (store clock) at which a verdict of another shop runs out; Infinity when none ever does. */
export async function ringDue(ctx: Context): Promise<number> {
  const dues = await ctx.db.read(firstDues)
  const now = ctx.now()
  let next = Infinity
  for (const { shop, at } of dues) {
    if (at <= now) await ctx.ring('recompute', shop)
    else next = Math.min(next, at)
  }
  return next
}

/** When the next verdict of this shop runs out, once its memberships have been brought up to date; Infinity when none ever does. */
export const nextDueOf = async (ctx: Context, shop: number): Promise<number> => (await ctx.db.read(() => firstDueOf(shop))) ?? Infinity
