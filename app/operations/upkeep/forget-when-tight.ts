// Where the inbox has used half of its room, what was applied is forgotten sooner than the merchants' periods say.
import { everyShopThere } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'

/** Shopify repeats a delivery for four hours: one that comes again later than that changes nothing, but is applied again. */
const KEPT_WHEN_TIGHT = 5 * 3_600_000

/** Portions a call: the door waits for each commit. */
const portions = 20

export async function forgetWhenTight(ctx: Context): Promise<void> {
  const { bytes, mostBytes } = await ctx.inbox.size()
  if (bytes * 2 <= mostBytes) return
  const before = ctx.now() - KEPT_WHEN_TIGHT
  let left = portions
  for (const { domain } of await ctx.db.read(everyShopThere)) {
    while (left > 0 && !ctx.stop.aborted && (await ctx.inbox.forget(domain, before)) > 0) left--
  }
}
