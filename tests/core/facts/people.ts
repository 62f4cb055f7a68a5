// One plain customer and order to vary.
import type { CustomerFacts, OrderFacts } from '#app/core/facts/facts.ts'

export function customer(number: number, changes: Partial<CustomerFacts> = {}): CustomerFacts {
  return {
    number, createdAt: 0, state: 'ENABLED', locale: 'en', emailDomain: null, emailConsent: null, smsConsent: null, places: [], tags: [], foreignTags: [],
    numberOfOrders: 0, amountSpent: 0, productSubscription: null, spendTier: null, rfmGroup: null, members: [], ...changes,
  }
}

export function order(at: number, changes: Partial<OrderFacts> = {}): OrderFacts {
  return { id: '1', at, test: false, cancelledAt: null, financialStatus: 'PAID', total: 1000, appId: null, locationId: null, lines: [], ...changes }
}
