// Carts that reach the checkout: most become an order, some are left behind, a few are cleared away.
import { newId } from '../store/ids.ts'
import { sellable } from '../store/make-order.ts'
import type { Checkout, Customer, Order } from '../store/model.ts'
import type { Random } from '../store/random.ts'
import { checkoutPayload, deletedCheckoutPayload } from '../webhooks/checkout-payload.ts'
import type { World } from '../world.ts'

export function abandonCheckout(world: World, random: Random, customer: Customer | null): Checkout {
  const lines = Array.from({ length: random.int(1, 3) }, () => {
    const product = random.pick(sellable(world.store))
    const variant = random.pick(product.variants)
    return { productId: product.id, variantId: variant.id, title: product.title, vendor: product.vendor, sku: variant.sku, quantity: 1, price: variant.price }
  })
  const checkout = begin(world, customer, lines)
  world.store.checkouts.set(checkout.id, checkout)
  world.webhooks.emit('checkouts/create', checkoutPayload(world.store, checkout))
  return checkout
}

/** The traces an order of the online store leaves among the checkouts; it is not kept. */
export function completeCheckout(world: World, order: Order, customer: Customer | null, event: string): void {
  const lines = order.lines.map(({ productId, variantId, title, vendor, sku, quantity, originalTotal }) => ({ productId, variantId, title, vendor, sku, quantity, price: Math.round(originalTotal / quantity) }))
  const checkout = begin(world, customer, lines)
  world.webhooks.emit('checkouts/create', checkoutPayload(world.store, checkout), event)
  world.webhooks.emit('checkouts/update', checkoutPayload(world.store, { ...checkout, completedAt: checkout.createdAt }), event)
}

export function deleteCheckout(world: World, checkout: Checkout): void {
  world.store.checkouts.delete(checkout.id)
  world.webhooks.emit('checkouts/delete', deletedCheckoutPayload(world.store, checkout))
}

function begin(world: World, customer: Customer | null, lines: Checkout['lines']): Checkout {
  const id = newId(world.store, 'checkout')
  const at = world.clock.stamp()
  return {
    id, token: (id * 7919).toString(16).padStart(32, '0'), customerId: customer?.id ?? null, email: customer?.email ?? null, phone: customer?.email ? null : customer?.phone ?? null,
    createdAt: at, updatedAt: at, completedAt: null, lines,
  }
}
