// Zone, currency, plan or granted scopes may have changed: Shopify is asked, for deliveries come in any order.
import { TryLater } from '#app/core/failure.ts'
import { beginSync } from '#app/db/begin-sync.ts'
import { keepSettings } from '#app/db/shop-settings.ts'
import type { Shop } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import { noteTrouble } from '#app/operations/intake/note-trouble.ts'
import { askSettings } from '#app/shopify/settings.ts'

export async function refreshSettings(ctx: Context, shop: Shop): Promise<void> {
  const told = await askSettings(ctx.shopify, shop.domain)
  switch (told.kind) {
    case 'throttled':
      throw new TryLater(ctx.wall() + told.waitMs, 'Shopify asks for patience before its settings are read')
    case 'uncertain':
    case 'refused':
      throw new TryLater(ctx.wall() + 30_000, told.message)
    case 'denied':
    case 'revoked':
      return noteTrouble(ctx, shop, told)
    case 'settings':
  }
  const asked = await ctx.db.write(function* () {
    const kept = yield* keepSettings(shop.id, told, ctx.now())
    // Amounts are kept in the shop's currency, and orders that were out of reach can be read now.
    const again = kept.currencyChanged || kept.moreHistory
    if (again) yield* beginSync(shop.id, ctx.now())
    return { ...kept, again }
  })
  if (asked.again) await ctx.ring('advanceSync', shop.id)
  if (asked.rulesRaised) await ctx.ring('backfill', shop.id)
}
