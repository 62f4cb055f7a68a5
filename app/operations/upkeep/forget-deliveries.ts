// Ids of applied deliveries are kept for as long as Shopify may repeat them, and some days more.
import type { Context } from '#app/operations/context.ts'

/** Shopify tries for four hours and may be a day late; the demo's store clock may step by days. */
const KEPT = 7 * 86_400_000

export const forgetDeliveries = (ctx: Context): Promise<void> => ctx.inbox.forget(ctx.now() - KEPT)
