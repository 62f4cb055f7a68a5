// Carts that reach the checkout: most become an order, some are left behind, a few are cleared away.
import { fillCart, makeCheckout } from '../store/make-checkout.ts'
import { sellable } from '../store/make-order.ts'
import type { Checkout, Customer, Order } from '../store/model.ts'
import type { Random } from '../store/random.ts'
import { Refused } from '../store/refused.ts'
import { checkoutPayload, deletedCheckoutPayload } from '../webhooks/checkout-payload.ts'
import type { World } from '../world.ts'

/** With a product that was named, or with what chance puts into the cart. */
export function abandonCheckout(world: World, random: Random, customer: Customer | null, productId: number | null = null): Checkout {
  const named = productId === null ? undefined : world.store.products.get(productId)
  if (productId !== null && (!named || named.deleted)) throw new Refused(`there is no product ${productId}`)
  const checkout = makeCheckout(world.store, customer, world.clock.stamp(), fillCart(random, sellable(world.store), named))
  world.store.checkouts.set(checkout.id, checkout)
  world.webhooks.emit('checkouts/create', checkoutPayload(world.store, checkout))
  return checkout
}

/** The traces an order of the online store leaves among the checkouts; it is not kept. */
export function completeCheckout(world: World, order: Order, customer: Customer | null, event: string): void {
  const lines = order.lines.map(({ productId, variantId, title, vendor, sku, quantity, originalTotal }) => ({ productId, variantId, title, vendor, sku, quantity, price: Math.round(originalTotal / quantity) }))
  const checkout = makeCheckout(world.store, customer, world.clock.stamp(), lines)
  world.webhooks.emit('checkouts/create', checkoutPayload(world.store, checkout), event)
  world.webhooks.emit('checkouts/update', checkoutPayload(world.store, { ...checkout, completedAt: checkout.createdAt }), event)
}

export function deleteCheckout(world: World, checkout: Checkout): void {
  world.store.checkouts.delete(checkout.id)
  world.webhooks.emit('checkouts/delete', deletedCheckoutPayload(world.store, checkout))
}
