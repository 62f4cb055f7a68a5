// Whom or what something happens to: one that was asked for, or one at random, found without walking the store.
import type { Customer, Order, Product, Store } from '../store/model.ts'
import type { IdKind } from '../store/model.ts'
import { issuedId } from '../store/ids.ts'
import type { Random } from '../store/random.ts'

const looks = 200

/** An entry at random for which the test holds; null if some two hundred looks found none. */
function choose<T>(random: Random, issued: number, kind: IdKind, map: Map<number, T>, test: (entry: T) => boolean, latest = issued): T | null {
  for (let look = 0; look < looks && issued > 0; look++) {
    const entry = map.get(issuedId(kind, random.int(Math.max(0, issued - latest), issued - 1)))
    if (entry !== undefined && test(entry)) return entry
  }
  return null
}

export const someCustomer = (store: Store, random: Random, test: (customer: Customer) => boolean = () => true): Customer | null =>
  choose(random, store.issued.customer, 'customer', store.customers, (customer) => customer.mergedInto === null && test(customer))

/** Among the latest two thousand orders: what changes is mostly young. */
export const someRecentOrder = (store: Store, random: Random, test: (order: Order) => boolean): Order | null =>
  choose(random, store.issued.order, 'order', store.orders, test, 2000)

export const someProduct = (store: Store, random: Random): Product | null =>
  choose(random, store.issued.product, 'product', store.products, (product) => !product.deleted)
