// Carts that reach the checkout; the past has some that were left behind.
import { newId } from './ids.ts'
import { sellable } from './make-order.ts'
import type { Checkout, Customer, Product, Store } from './model.ts'
import type { Random } from './random.ts'

export function makeCheckout(store: Store, customer: Customer | null, at: number, lines: Checkout['lines']): Checkout {
  const id = newId(store, 'checkout')
  return {
    id, token: (id * 7919).toString(16).padStart(32, '0'), customerId: customer?.id ?? null, email: customer?.email ?? null, phone: customer?.email ? null : customer?.phone ?? null,
    createdAt: at, updatedAt: at, completedAt: null, lines,
  }
}

/** What lies in a cart: some of the shelf, or only a product that was named. */
export function fillCart(random: Random, shelf: readonly Product[], named?: Product): Checkout['lines'] {
  return Array.from({ length: named ? 1 : random.int(1, 3) }, () => {
    const product = named ?? random.pick(shelf)
    const variant = random.pick(product.variants)
    return { productId: product.id, variantId: variant.id, title: product.title, vendor: product.vendor, sku: variant.sku, quantity: 1, price: variant.price }
  })
}

/** One customer in twenty has left a cart behind at some time. */
export function seedCheckouts(store: Store, random: Random, customers: readonly Customer[], now: number): void {
  const shelf = sellable(store)
  const begun = customers.filter(({ email, phone }) => (email !== null || phone !== null) && random.chance(0.05))
    .map((customer) => ({ customer, at: customer.createdAt + Math.floor((random.next() * (now - customer.createdAt)) / 1000) * 1000 }))
  for (const { customer, at } of begun.sort((a, b) => a.at - b.at)) {
    const checkout = makeCheckout(store, customer, at, fillCart(random, shelf))
    store.checkouts.set(checkout.id, checkout)
  }
}
