// What the pretend store holds: the truth that webhooks, GraphQL answers and pages are made from.
// Ids are numeric and become gids at the edge; instants are milliseconds of the store clock; money is integer minor units.

export type Plan = 'standard' | 'advanced' | 'plus' | 'enterprise'

export interface StoreSettings {
  readonly domain: string
  readonly shopId: number
  readonly name: string
  readonly plan: Plan
  zone: string
  currency: string
  /** Whether the app sees orders older than 60 days. */
  readAllOrders: boolean
}

export interface Address {
  readonly id: number
  readonly country: string
  readonly province: string | null
  readonly city: string | null
  readonly zip: string | null
  readonly street: string
  readonly lat: number | null
  readonly lon: number | null
}

export type ConsentState = 'SUBSCRIBED' | 'NOT_SUBSCRIBED' | 'UNSUBSCRIBED' | 'PENDING' | 'INVALID' | 'REDACTED'
export interface Consent { state: ConsentState; at: number }

export interface Customer {
  readonly id: number
  firstName: string
  lastName: string
  email: string | null
  phone: string | null
  note: string | null
  createdAt: number
  updatedAt: number
  state: 'DISABLED' | 'ENABLED' | 'INVITED' | 'DECLINED'
  locale: string
  /** As spelt, sorted case-insensitively, at most 250. */
  tags: string[]
  emailConsent: Consent
  smsConsent: Consent
  addresses: Address[]
  /** Reported totals; they may lag the orders for a moment. */
  numberOfOrders: number
  amountSpent: number
  lastOrderId: number | null
  metafields: { id: number; namespace: string; key: string; type: string; value: string }[]
  /** Set by a merge. */
  mergedInto: number | null
}

export interface Line {
  readonly id: number
  /** Null for a deleted or custom product. */
  readonly productId: number | null
  readonly variantId: number | null
  readonly title: string
  readonly sku: string | null
  readonly vendor: string | null
  readonly quantity: number
  currentQuantity: number
  readonly giftCard: boolean
  /** Totals of the line in shop money. */
  readonly originalTotal: number
  readonly discountedTotal: number
}

/** Quantities went back to stock or not; `amount` is in shop money. */
export interface Refund { readonly id: number; readonly at: number; readonly amount: number; readonly lines: { readonly lineId: number; readonly quantity: number }[] }

export interface Order {
  readonly id: number
  readonly name: string
  customerId: number | null
  readonly createdAt: number
  readonly processedAt: number
  updatedAt: number
  cancelledAt: number | null
  readonly test: boolean
  readonly sourceName: string
  readonly appId: number | null
  readonly locationId: number | null
  financialStatus: 'PENDING' | 'AUTHORIZED' | 'PAID' | 'PARTIALLY_REFUNDED' | 'REFUNDED' | 'VOIDED'
  fulfillmentStatus: 'UNFULFILLED' | 'FULFILLED' | 'PARTIALLY_FULFILLED'
  /** Presentment currency and its rate to shop money. */
  readonly presentmentCurrency: string
  readonly presentmentRate: number
  readonly shipTo: Address | null
  readonly discountCodes: string[]
  tags: string[]
  readonly total: number
  currentTotal: number
  /** The part of the total that is for sending. */
  readonly shipping: number
  readonly discounts: number
  readonly lines: Line[]
  readonly refunds: Refund[]
  readonly utm: { readonly source: string; readonly medium: string; readonly campaign: string } | null
}

export interface Product {
  readonly id: number
  title: string
  type: string
  vendor: string
  tags: string[]
  collectionIds: number[]
  readonly createdAt: number
  updatedAt: number
  readonly variants: { readonly id: number; readonly sku: string; readonly price: number }[]
  deleted: boolean
}

export interface Collection { readonly id: number; title: string; handle: string; updatedAt: number }
export interface Segment { readonly id: number; name: string; query: string; readonly createdAt: number; updatedAt: number }
/** A cart that reached the checkout; `completedAt` is null as long as it is abandoned. */
export interface Checkout {
  readonly id: number
  readonly token: string
  readonly customerId: number | null
  readonly email: string | null
  readonly phone: string | null
  readonly createdAt: number
  updatedAt: number
  completedAt: number | null
  readonly lines: { readonly productId: number | null; readonly variantId: number | null; readonly title: string; readonly vendor: string | null; readonly sku: string | null; readonly quantity: number; readonly price: number }[]
}

/** What has an id of its own; the store hands out the next one of each. */
export type IdKind = 'customer' | 'address' | 'order' | 'line' | 'refund' | 'product' | 'variant' | 'collection' | 'checkout' | 'metafield' | 'segment' | 'discount' | 'job' | 'orderEdit' | 'dataRequest' | 'transaction'

export interface Discount { readonly id: number; title: string; code: string | null; percentage: number; segmentIds: number[] }

export interface Store {
  readonly settings: StoreSettings
  readonly customers: Map<number, Customer>
  readonly orders: Map<number, Order>
  /** Orders of a customer, oldest first. */
  readonly ordersOf: Map<number, number[]>
  readonly products: Map<number, Product>
  readonly collections: Map<number, Collection>
  readonly segments: Map<number, Segment>
  readonly discounts: Map<number, Discount>
  readonly checkouts: Map<number, Checkout>
  /** How many ids of each kind were handed out. */
  readonly issued: Record<IdKind, number>
  /** How the shop first spelt each tag, by its identity: the platform gives back a spelling it knows. */
  readonly spellings: Map<string, string>
  /** The number in the name of the latest order: `#1001`. */
  orderNumber: number
}
