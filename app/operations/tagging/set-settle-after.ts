// How long changes of this shop gather before their tags are written: longer means fewer writes, and later ones.
import type { SettleAfter } from '#app/core/membership/settle-after.ts'
import { updateShop } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'

/** What waits already is gathered anew, or written at once. */
export async function setSettleAfter(ctx: Context, { shop, ms }: { readonly shop: number; readonly ms: SettleAfter }): Promise<void> {
  await ctx.db.write(() => updateShop(shop, { settleAfter: ms, settleMarkAt: null }))
  await ctx.ring('settle', shop)
}
