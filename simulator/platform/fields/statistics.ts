// RFM group and predicted spend tier: invented, since nobody outside can compute the platform's; they follow orders and recency plausibly.
import type { Customer } from '../../store/model.ts'
import type { FieldContext } from './field.ts'

const day = 86_400_000

export function rfmGroup(customer: Customer, { world, now }: FieldContext): string {
  if (customer.numberOfOrders === 0) return 'PROSPECTS'
  const last = customer.lastOrderId === null ? undefined : world.store.orders.get(customer.lastOrderId)
  const days = last ? (now - last.processedAt) / day : Infinity
  const often = customer.numberOfOrders >= 5
  const some = customer.numberOfOrders >= 2
  if (days <= 30) return often ? 'CHAMPIONS' : some ? 'ACTIVE' : 'NEW'
  if (days <= 90) return often ? 'LOYAL' : some ? 'ACTIVE' : 'PROMISING'
  if (days <= 180) return often ? 'LOYAL' : some ? 'NEEDS_ATTENTION' : 'ALMOST_LOST'
  return often ? 'PREVIOUSLY_LOYAL' : some ? 'AT_RISK' : 'DORMANT'
}

export function spendTier(customer: Customer): string | null {
  if (customer.numberOfOrders === 0) return null
  return customer.numberOfOrders >= 4 ? 'HIGH' : customer.numberOfOrders >= 2 ? 'MEDIUM' : 'LOW'
}
