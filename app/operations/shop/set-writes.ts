// The merchant's switch for all tag writes of a shop.
import { updateShop } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'

export async function setWrites(ctx: Context, { shop, enabled }: { readonly shop: number; readonly enabled: boolean }): Promise<void> {
  await ctx.db.write(() => updateShop(shop, { writesEnabled: enabled }))
  ctx.log.info({ shop, enabled }, 'tag writing was switched')
  if (enabled) await ctx.ring('settle', shop)
}
