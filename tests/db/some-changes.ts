// Changes for tests, whole and valid, with what a test cares about given by name.
import type { CheckoutChange, CustomerProfile, FactChange, OrderChange, OrderLineChange, ProductChange } from '#app/core/facts/change.ts'

/** A profile as a webhook tells it: no locale. */
export const profile = (customer: string, at: number, some: Partial<CustomerProfile> = {}): CustomerProfile => ({
  kind: 'customer', customer, at, createdAt: 1, state: 'ENABLED', locale: undefined, emailDomain: 'example.com', hasNote: false, hasPhone: false, places: [], ...some,
})

/** Everything a bulk read tells of a customer. */
export const wholeCustomer = (customer: string, at: number, tags: readonly string[] = []): FactChange[] => [
  profile(customer, at, { locale: 'de', hasNote: undefined }),
  { kind: 'tagsSeen', customer, tags, at },
  { kind: 'totals', customer, numberOfOrders: 0, amountSpent: 0, lastOrder: null, at },
  { kind: 'emailConsent', customer, state: 'SUBSCRIBED', at },
]

export const line = (id: string, some: Partial<OrderLineChange> = {}): OrderLineChange => ({
  id, product: '900', variant: '901', sku: null, vendor: null, quantity: 1, currentQuantity: 1, giftCard: false, originalTotal: 1_000, discountedTotal: 900, ...some,
})

export const order = (id: string, customer: string | null, at: number, some: Partial<OrderChange> = {}): OrderChange => ({
  kind: 'order', order: id, at, customer, createdAt: 5, processedAt: 5, cancelledAt: null, test: false, financialStatus: 'PAID', fulfillmentStatus: null,
  total: 1_000, currentTotal: 1_000, discounts: 0, refunded: 0, currency: 'EUR', sourceName: 'web', app: null, location: null, shipCountry: 'DE', shipRegion: 'DE-BE',
  discountCodes: [], tags: [], visit: undefined, refunds: [], lines: [line(`${id}1`)], ...some,
})

export const product = (id: string, at: number, some: Partial<ProductChange> = {}): ProductChange => ({
  kind: 'product', product: id, at, title: 'Mug', type: 'Mug', vendor: 'Clayworks', tags: ['kitchen'], collections: undefined, ...some,
})

export const checkout = (token: string, customer: string | null, at: number, some: Partial<CheckoutChange> = {}): CheckoutChange => ({
  kind: 'checkout', token, at, customer, createdAt: 5, completedAt: null, lines: [{ product: '900', quantity: 1, amount: 1_000 }], ...some,
})
