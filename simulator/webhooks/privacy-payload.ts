// The three compliance topics.
import type { Customer, Store } from '../store/model.ts'

const shop = (store: Store) => ({ shop_id: store.settings.shopId, shop_domain: store.settings.domain })
const person = ({ id, email, phone }: Pick<Customer, 'id' | 'email' | 'phone'>) => ({ id, email, phone })

export const dataRequestPayload = (store: Store, customer: Customer, orders: readonly number[], requestId: number) => ({
  ...shop(store),
  customer: person(customer),
  orders_requested: orders,
  data_request: { id: requestId },
})

export const customerRedactPayload = (store: Store, customer: Pick<Customer, 'id' | 'email' | 'phone'>, orders: readonly number[]) => ({
  ...shop(store),
  customer: person(customer),
  orders_to_redact: orders,
})

export const shopRedactPayload = (store: Store) => shop(store)
