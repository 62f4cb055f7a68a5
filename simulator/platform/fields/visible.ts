// What the app can see at all: no one merged away, no deleted product, no order older than sixty days without the scope for it.
import type { Customer, Order, Product } from '../../store/model.ts'
import type { FieldContext } from './field.ts'

const sixtyDays = 60 * 86_400_000

export const customerVisible = (customer: Customer): boolean => customer.mergedInto === null

export const productVisible = (product: Product): boolean => !product.deleted

/** A predicate, because millions of orders may be asked. */
export function orderVisible({ world, now }: FieldContext): (order: Order) => boolean {
  if (world.store.settings.readAllOrders || world.installation.scopes.includes('read_all_orders')) return () => true
  return (order) => order.createdAt >= now - sixtyDays
}

export function visibleCustomer(context: FieldContext, id: number | null): Customer | null {
  const customer = id === null ? undefined : context.world.store.customers.get(id)
  return customer && customerVisible(customer) ? customer : null
}

export function visibleOrder(context: FieldContext, id: number | null): Order | null {
  const order = id === null ? undefined : context.world.store.orders.get(id)
  return order && orderVisible(context)(order) ? order : null
}

export function visibleProduct(context: FieldContext, id: number | null): Product | null {
  const product = id === null ? undefined : context.world.store.products.get(id)
  return product && productVisible(product) ? product : null
}
