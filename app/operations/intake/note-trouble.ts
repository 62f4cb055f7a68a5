// Keeps with the shop what stands in the way of reading it, for the merchant to see.
import { troubleOf } from '#app/core/trouble.ts'
import { type Shop, updateShop } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import type { Answer } from '#app/shopify/shopify.ts'

type Refusal = Extract<Answer<never>, { readonly kind: 'denied' | 'revoked' }>

export async function noteTrouble(ctx: Context, shop: Shop, refusal: Refusal): Promise<void> {
  const trouble = troubleOf(refusal)
  ctx.log.error({ shop: shop.id, trouble, message: refusal.kind === 'denied' ? refusal.message : undefined }, 'Shopify does not let this shop be read: the merchant must open the app')
  await ctx.db.write(() => updateShop(shop.id, { trouble }))
}
