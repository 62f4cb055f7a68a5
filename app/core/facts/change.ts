// What a delivery or a bulk line says about the store, in one form: each change belongs to one group of fields with one
// version instant, so that newer can win group by group.
import type { Instant, MetafieldFact, Minor, Place, ShopifyId } from '#app/core/facts/facts.ts'

export type FactChange =
  | CustomerProfile
  | { readonly kind: 'customerGone'; readonly customer: ShopifyId; readonly at: Instant }
  /** Only after a successful merge. */
  | { readonly kind: 'customersMerged'; readonly kept: ShopifyId; readonly gone: ShopifyId; readonly at: Instant }
  /** A delta of tags, each tag its own stream. */
  | { readonly kind: 'tagsChanged'; readonly customer: ShopifyId; readonly added: readonly string[]; readonly removed: readonly string[]; readonly at: Instant }
  /** Everything the customer carries, read at `at`. */
  | {
      readonly kind: 'tagsSeen'
      readonly customer: ShopifyId
      readonly tags: readonly string[]
      readonly at: Instant
      /** When the customer last changed, where tags alone were read. */
      readonly updatedAt?: Instant
    }
  | { readonly kind: 'totals'; readonly customer: ShopifyId; readonly numberOfOrders: number; readonly amountSpent: Minor; readonly lastOrder: ShopifyId | null; readonly at: Instant }
  | { readonly kind: 'emailConsent' | 'smsConsent'; readonly customer: ShopifyId; readonly state: string | null; readonly at: Instant }
  /** What only the API tells (bulk, nodes): taken as read. */
  | { readonly kind: 'statistics'; readonly customer: ShopifyId; readonly productSubscription: string | null; readonly spendTier: string | null; readonly rfmGroup: string | null }
  /** Those of the wanted ones that the customer has, by path, read at `at`; the others they have not. */
  | { readonly kind: 'metafields'; readonly customer: ShopifyId; readonly values: Readonly<Record<string, MetafieldFact>>; readonly at: Instant }
  | OrderChange
  | { readonly kind: 'orderGone'; readonly order: ShopifyId; readonly at: Instant }
  /** The payload does not carry the whole order (refunds/create, orders/edited): read it again. */
  | { readonly kind: 'orderSuspect'; readonly order: ShopifyId; readonly why: string }
  /** A bulk file named a child of a parent that was passed long before: what we hold of the parent may lack it. */
  | { readonly kind: 'customerSuspect'; readonly customer: ShopifyId; readonly why: string }
  | { readonly kind: 'productSuspect'; readonly product: ShopifyId; readonly why: string }
  | CheckoutChange
  | { readonly kind: 'checkoutGone'; readonly token: string; readonly at: Instant }
  | ProductChange
  | { readonly kind: 'productGone'; readonly product: ShopifyId; readonly at: Instant }

/** Profile group: version `at` is `updated_at`. Places replace the known ones when given. */
export interface CustomerProfile {
  readonly kind: 'customer'
  readonly customer: ShopifyId
  readonly at: Instant
  readonly createdAt: Instant | null
  readonly state: string | null
  readonly locale: string | null | undefined
  readonly emailDomain: string | null
  readonly hasNote: boolean | undefined
  readonly hasPhone: boolean | undefined
  readonly places: readonly Place[] | undefined
}

export interface OrderChange {
  readonly kind: 'order'
  readonly order: ShopifyId
  /** `updated_at`. */
  readonly at: Instant
  /** Null for a guest order. */
  readonly customer: ShopifyId | null
  readonly createdAt: Instant
  readonly processedAt: Instant
  readonly cancelledAt: Instant | null
  readonly test: boolean
  /** Upper case, as in the Admin API. */
  readonly financialStatus: string | null
  readonly fulfillmentStatus: string | null
  readonly total: Minor
  readonly currentTotal: Minor
  readonly discounts: Minor
  readonly refunded: Minor
  readonly currency: string
  readonly sourceName: string | null
  readonly app: ShopifyId | null
  readonly location: ShopifyId | null
  readonly shipCountry: string | null
  readonly shipRegion: string | null
  readonly discountCodes: readonly string[]
  readonly tags: readonly string[]
  readonly visit: { readonly source: string | null; readonly utmSource: string | null; readonly utmMedium: string | null; readonly utmCampaign: string | null } | null | undefined
  readonly refunds: readonly { readonly id: ShopifyId; readonly at: Instant; readonly amount: Minor }[]
  readonly lines: readonly OrderLineChange[]
}

export interface OrderLineChange {
  readonly id: ShopifyId
  /** Null for a deleted or custom product. */
  readonly product: ShopifyId | null
  readonly variant: ShopifyId | null
  readonly sku: string | null
  readonly vendor: string | null
  readonly quantity: number
  readonly currentQuantity: number
  readonly giftCard: boolean
  readonly originalTotal: Minor
  readonly discountedTotal: Minor
}

export interface CheckoutChange {
  readonly kind: 'checkout'
  readonly token: string
  readonly at: Instant
  readonly customer: ShopifyId | null
  readonly createdAt: Instant
  readonly completedAt: Instant | null
  readonly lines: readonly { readonly product: ShopifyId | null; readonly quantity: number; readonly amount: Minor }[]
}

export interface ProductChange {
  readonly kind: 'product'
  readonly product: ShopifyId
  readonly at: Instant
  readonly title: string | null
  readonly type: string | null
  readonly vendor: string | null
  readonly tags: readonly string[]
  /** Undefined where the source does not say (webhooks). */
  readonly collections: readonly { readonly id: ShopifyId; readonly handle: string; readonly title: string }[] | undefined
}
