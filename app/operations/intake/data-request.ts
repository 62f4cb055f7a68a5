// A customer asked the merchant what is held: the request is kept, and answered from the facts whenever the merchant fetches it.
import { lastRuns, startRun, updateRun } from '#app/db/runs.ts'
import type { Shop } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import type { ShopEvent } from '#app/shopify/payloads/heard.ts'

/** As many deliveries may be applied again after a crash. */
const recent = 100

/** Nothing of the customer is copied: an erasure in between leaves nothing behind. The same delivery is kept once. */
export async function keepDataRequest(ctx: Pick<Context, 'db' | 'log' | 'now'>, shop: Shop, event: Extract<ShopEvent, { kind: 'dataRequested' }>, delivery: string): Promise<void> {
  const now = ctx.now()
  const { customer, orders, request } = event
  const run = await ctx.db.write(function* () {
    const known = (yield* lastRuns(shop.id, 'data-request', recent)).find((one) => one.progress.delivery === delivery)
    if (known) return known
    const made = yield* startRun(shop.id, 'data-request', 'answer', { customer, orders, request, delivery }, now)
    yield* updateRun(made, { state: 'done', finishedAt: now }, now)
    return made
  })
  ctx.log.info({ shop: shop.id, run: run.id, request }, 'a customer asked for the data held: the merchant can fetch the answer')
}
