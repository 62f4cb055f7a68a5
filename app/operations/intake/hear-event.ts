// What a delivery about the shop as a whole sets in motion.
import type { Shop } from '#app/db/shops.ts'
import type { PendingDelivery } from '#app/db/inbox.ts'
import type { Context } from '#app/operations/context.ts'
import { keepDataRequest } from '#app/operations/intake/data-request.ts'
import { eraseCustomer } from '#app/operations/intake/erase-customer.ts'
import { eraseShop } from '#app/operations/intake/erase-shop.ts'
import { refreshSettings } from '#app/operations/intake/refresh-settings.ts'
import { uninstall } from '#app/operations/intake/uninstall.ts'
import type { ShopEvent } from '#app/shopify/payloads/heard.ts'

export type Outcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'passed-over'; readonly why: string }

/** Every step may be repeated. Throws TryLater while Shopify does not answer. */
export async function hearEvent(ctx: Context, shop: Shop, event: ShopEvent, delivery: PendingDelivery): Promise<Outcome> {
  // Deliveries come up to a day late: one from before a reinstall is about a life that is over.
  const before = delivery.triggeredAt !== 0 && delivery.triggeredAt < shop.installedAt
  switch (event.kind) {
    case 'uninstalled':
      if (before) return { kind: 'passed-over', why: 'the shop was installed again since' }
      await uninstall(ctx, shop)
      return { kind: 'done' }
    case 'scopesChanged':
    case 'shopChanged':
      if (shop.state !== 'installed') return { kind: 'passed-over', why: 'the shop is not installed' }
      await refreshSettings(ctx, shop)
      return { kind: 'done' }
    case 'bulkFinished':
      await ctx.ring('advanceSync', shop.id)
      return { kind: 'done' }
    case 'dataRequested':
      await keepDataRequest(ctx, shop, event, delivery.webhookId)
      return { kind: 'done' }
    case 'redactCustomer':
      await eraseCustomer(ctx, shop, event.customer, event.orders)
      return { kind: 'done' }
    case 'redactShop':
      if (shop.state === 'installed' && before) return { kind: 'passed-over', why: 'the shop was installed again since' }
      await eraseShop(ctx, shop)
      return { kind: 'done' }
  }
}
