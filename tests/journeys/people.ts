// Customers and orders as changes of facts, with only what a test cares about spelt out.
import type { CustomerProfile, FactChange, OrderChange } from '#app/core/facts/change.ts'

export function customer(id: string, at: number, tags: readonly string[] = []): FactChange[] {
  const profile: CustomerProfile = { kind: 'customer', customer: id, at, createdAt: at, state: 'ENABLED', locale: 'de', emailDomain: 'example.com', hasNote: false, hasPhone: false, places: [] }
  return [
    profile,
    { kind: 'tagsSeen', customer: id, tags, at },
    { kind: 'totals', customer: id, numberOfOrders: 0, amountSpent: 0, lastOrder: null, at },
    { kind: 'emailConsent', customer: id, state: 'NOT_SUBSCRIBED', at },
    { kind: 'smsConsent', customer: id, state: 'NOT_SUBSCRIBED', at },
  ]
}

export const order = (id: string, customer: string, at: number, total: number): OrderChange => ({
  kind: 'order', order: id, at, customer, createdAt: at, processedAt: at, cancelledAt: null, test: false, financialStatus: 'PAID', fulfillmentStatus: null,
  total, currentTotal: total, discounts: 0, refunded: 0, currency: 'EUR', sourceName: 'web', app: null, location: null, shipCountry: 'DE', shipRegion: null,
  discountCodes: [], tags: [], visit: null, refunds: [], lines: [],
})
