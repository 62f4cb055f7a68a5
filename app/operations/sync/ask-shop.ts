// First step of a sync: the shop's zone, currency and plan, what the app may read, and whether it may read customers at all.
import type { Held } from '#app/db/hold-lease.ts'
import { keepSettings } from '#app/db/shop-settings.ts'
import { type Shop, updateShop } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import { afterRefusal, on, type Step } from '#app/operations/sync/step.ts'
import { keepSync, type SyncRun } from '#app/operations/sync/sync-run.ts'
import { askSettings, askWhetherReadable } from '#app/shopify/settings.ts'

export async function askShop(ctx: Context, shop: Shop, run: SyncRun, held: Held): Promise<Step> {
  const told = await askSettings(ctx.shopify, shop.domain)
  if (told.kind !== 'settings') return afterRefusal(ctx, shop, run, held, told)
  const readable = await askWhetherReadable(ctx.shopify, shop.domain)
  if (readable.kind !== 'readable') return afterRefusal(ctx, shop, run, held, readable)
  await ctx.db.write(function* () {
    yield* keepSync(run, held.fence, { step: 'read', attempts: 0, nextTryAt: null, problem: null }, ctx.now())
    yield* keepSettings(shop.id, told, ctx.now())
    yield* updateShop(shop.id, { trouble: null })
  })
  return on
}
