// One plain customer, order, line and checkout to vary.
import type { CheckoutFacts, CustomerFacts, LineFacts, OrderDetails, OrderFacts } from '#app/core/facts/facts.ts'

export function customer(number: number, changes: Partial<CustomerFacts> = {}): CustomerFacts {
  return {
    number, createdAt: 0, state: 'ENABLED', locale: 'en', emailDomain: null, emailConsent: null, smsConsent: null, places: [], tags: [], foreignTags: [],
    numberOfOrders: 0, amountSpent: 0, productSubscription: null, spendTier: null, rfmGroup: null,
    hasNote: false, hasPhone: false, metafields: {}, members: [], ...changes,
  }
}

export function order(at: number, changes: Partial<OrderFacts> = {}): OrderFacts {
  return { id: '1', at, test: false, cancelledAt: null, financialStatus: 'PAID', total: 1000, appId: null, locationId: null, lines: [], details: null, ...changes }
}

/** Of an order without discounts, refunds or edits. */
export function details(total = 1000, changes: Partial<OrderDetails> = {}): OrderDetails {
  return {
    currentTotal: total, discounts: 0, fulfillmentStatus: null, channel: 'web', shippingCountry: null, shippingRegion: null, discountCodes: [], tags: [],
    source: null, utmSource: null, utmMedium: null, utmCampaign: null, refunds: [], lines: [], ...changes,
  }
}

export function line(product: number, changes: Partial<LineFacts> = {}): LineFacts {
  return { product, quantity: 1, currentQuantity: 1, giftCard: false, originalTotal: 1000, discountedTotal: 1000, ...changes }
}

export function checkout(at: number, changes: Partial<CheckoutFacts> = {}): CheckoutFacts {
  return { at, completedAt: null, lines: [], ...changes }
}
