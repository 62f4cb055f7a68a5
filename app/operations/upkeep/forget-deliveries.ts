// Ids of applied deliveries are kept for as long as Shopify may repeat them, and some days more while there is room.
import type { Context } from '#app/operations/context.ts'

/** Shopify tries for four hours and may be a day late; the demo's store clock may step by days. */
const KEPT = 7 * 86_400_000
/** Where the inbox has used half of its room: a delivery that comes again later than that changes nothing, but is applied again. */
const KEPT_WHEN_TIGHT = 5 * 3_600_000

/** Portions a call: the door waits for each commit. */
const portions = 20

export async function forgetDeliveries(ctx: Context): Promise<void> {
  const { bytes, mostBytes } = await ctx.inbox.size()
  const before = ctx.now() - (bytes * 2 > mostBytes ? KEPT_WHEN_TIGHT : KEPT)
  for (let portion = 0; portion < portions && !ctx.stop.aborted; portion++) {
    if (!(await ctx.inbox.forget(before))) return
  }
}
