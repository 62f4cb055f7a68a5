// customers/purchasing_summary: the reported totals after they changed.
import { formatMoney } from '../store/currencies.ts'
import { gid, gidOrNull } from '../store/gid.ts'
import type { Customer, Store } from '../store/model.ts'
import { utcStamp } from './stamp.ts'

export const totalsPayload = (store: Store, customer: Customer, at: number) => ({
  customerId: gid('Customer', customer.id),
  numberOfOrders: customer.numberOfOrders,
  amountSpent: { amount: formatMoney(customer.amountSpent, store.settings.currency), currencyCode: store.settings.currency },
  lastOrderId: gidOrNull('Order', customer.lastOrderId),
  occurredAt: utcStamp(at),
})
