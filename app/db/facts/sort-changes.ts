// Sorts a batch of changes by what they are about, and names everything the batch has to load.
import type { FactChange } from '#app/core/facts/change.ts'
import type { ShopifyId } from '#app/core/facts/facts.ts'
import type { CheckoutNews } from '#app/db/facts/apply-checkouts.ts'
import type { ProductNews } from '#app/db/facts/apply-products.ts'
import type { CustomerChange } from '#app/db/facts/change-customer.ts'
import type { OrderNews } from '#app/db/facts/change-order.ts'

export interface SortedChanges {
  readonly customers: CustomerChange[]
  readonly merges: Extract<FactChange, { kind: 'customersMerged' }>[]
  readonly orders: OrderNews[]
  readonly checkouts: CheckoutNews[]
  readonly products: ProductNews[]
  /** Customers that the batch changes, and those that its orders and checkouts only name. */
  readonly changedCustomers: Set<ShopifyId>
  readonly namedCustomers: Set<ShopifyId>
  readonly orderIds: Set<ShopifyId>
  readonly productIds: Set<ShopifyId>
}

/** The streams are independent of one another, so only the order within each is kept. */
export function sortChanges(changes: readonly FactChange[]): SortedChanges {
  const sorted: SortedChanges = {
    customers: [], merges: [], orders: [], checkouts: [], products: [],
    changedCustomers: new Set(), namedCustomers: new Set(), orderIds: new Set(), productIds: new Set(),
  }
  for (const change of changes) place(sorted, change)
  return sorted
}

function place(sorted: SortedChanges, change: FactChange): void {
  switch (change.kind) {
    case 'order':
    case 'checkout':
      if (change.kind === 'order') sorted.orders.push(change)
      else sorted.checkouts.push(change)
      if (change.kind === 'order') sorted.orderIds.add(change.order)
      if (change.customer !== null) sorted.namedCustomers.add(change.customer)
      for (const line of change.lines) if (line.product !== null) sorted.productIds.add(line.product)
      return
    case 'orderGone':
    case 'orderSuspect':
      sorted.orders.push(change)
      sorted.orderIds.add(change.order)
      return
    case 'checkoutGone':
      sorted.checkouts.push(change)
      return
    case 'product':
    case 'productGone':
    case 'productSuspect':
      sorted.products.push(change)
      sorted.productIds.add(change.product)
      return
    case 'customersMerged':
      sorted.merges.push(change)
      sorted.changedCustomers.add(change.kept).add(change.gone)
      return
    case 'customer':
    case 'customerGone':
    case 'customerSuspect':
    case 'tagsChanged':
    case 'tagsSeen':
    case 'totals':
    case 'emailConsent':
    case 'smsConsent':
    case 'statistics':
    case 'metafields':
      sorted.customers.push(change)
      sorted.changedCustomers.add(change.customer)
  }
}
