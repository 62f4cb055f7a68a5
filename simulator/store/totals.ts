// The totals the platform reports of a customer. Recorded: they exist, lag, and are told by purchasing_summary; the exact rule is not, so this is our reading.
import type { Customer, Order, Store } from './model.ts'

/** Counted among the orders: every order but test orders, cancelled and voided ones too. */
const isReported = (order: Order): boolean => !order.test

/** What was spent on an order: what is left of its total after refunds and edits; nothing if it was cancelled, voided or never paid. */
function spentOn(order: Order): number {
  const paid = order.financialStatus === 'PAID' || order.financialStatus === 'PARTIALLY_REFUNDED' || order.financialStatus === 'REFUNDED'
  return order.cancelledAt === null && paid ? order.currentTotal : 0
}

/** Recomputes the reported totals; true if one of them changed. */
export function refreshTotals(store: Store, customer: Customer): boolean {
  let count = 0
  let spent = 0
  let last: number | null = null
  for (const id of store.ordersOf.get(customer.id) ?? []) {
    const order = store.orders.get(id)
    if (!order || !isReported(order)) continue
    count++
    spent += spentOn(order)
    last = id
  }
  if (customer.numberOfOrders === count && customer.amountSpent === spent && customer.lastOrderId === last) return false
  customer.numberOfOrders = count
  customer.amountSpent = spent
  customer.lastOrderId = last
  return true
}
