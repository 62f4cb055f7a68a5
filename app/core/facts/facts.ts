// The facts of one customer, order and product as records: what adapters hand in and what a block is built from.

/** Milliseconds since the epoch, UTC. */
export type Instant = number

/** Integer minor units of the shop's currency (cents, or yen for a zero-decimal currency); exact to 2^53. */
export type Minor = number

/** A Shopify id as decimal text; ids may exceed 2^53 and are never JavaScript numbers. */
export type ShopifyId = string

/** One address of a customer, reduced to what rules can ask. `region` is like `DE-BE`, `city` like `DE-BE-Berlin` (blanks removed). */
export interface Place {
  readonly country: string | null
  readonly region: string | null
  readonly city: string | null
  readonly zip: string | null
  /** Rounded to 0.01 degree. */
  readonly lat: number | null
  readonly lon: number | null
}

export interface CustomerFacts {
  /** Dense internal number within the shop. */
  readonly number: number
  readonly createdAt: Instant | null
  readonly state: string | null
  readonly locale: string | null
  readonly emailDomain: string | null
  readonly emailConsent: string | null
  readonly smsConsent: string | null
  readonly places: readonly Place[]
  /** Tags seen on the customer, as spelt in the store. */
  readonly tags: readonly string[]
  /** The subset of `tags`, case-folded, that our ledger does not own. */
  readonly foreignTags: readonly string[]
  /** Lifetime count and spend as Shopify reports them. */
  readonly numberOfOrders: number
  readonly amountSpent: Minor
  readonly productSubscription: string | null
  readonly spendTier: string | null
  readonly rfmGroup: string | null
  readonly hasNote: boolean
  /** Whether the store holds a telephone number of theirs. */
  readonly hasPhone: boolean
  /** By path, `metafields.namespace.key`; only those that rules name or the settings choose. */
  readonly metafields: Readonly<Record<string, MetafieldFact>>
  /** Segments whose stored membership stands (used for paused segments, which are frozen). */
  readonly members: readonly number[]
  /** Of the segments of which a rule asks this, where there is anything to tell. */
  readonly histories?: readonly SegmentHistory[]
}

/** When a customer entered a segment they are in, and when they last left it. */
export interface SegmentHistory {
  readonly segment: number
  /** Null while they are not in it. */
  readonly since: Instant | null
  /** Null when no leaving is recorded. */
  readonly left: Instant | null
}

/** As Shopify writes it: type `date`, `number_integer`, `list.single_line_text_field`, …; value as text. */
export interface MetafieldFact {
  readonly type: string
  readonly value: string
}

export interface OrderFacts {
  readonly id: ShopifyId
  /** When the purchase was made: processedAt, or createdAt where it is missing. */
  readonly at: Instant
  readonly test: boolean
  readonly cancelledAt: Instant | null
  /** Upper case as in the Admin API: PAID, PARTIALLY_REFUNDED, VOIDED, ... */
  readonly financialStatus: string | null
  /** Order total as placed, with tax and shipping. */
  readonly total: Minor
  readonly appId: ShopifyId | null
  readonly locationId: ShopifyId | null
  readonly lines: readonly LineFacts[]
  /** Null where no rule of the shop asks for any of it. */
  readonly details: OrderDetails | null
}

/** What only some rules ask of an order. Amounts in minor units. */
export interface OrderDetails {
  /** After edits and refunds, as of now. */
  readonly currentTotal: Minor
  readonly discounts: Minor
  readonly fulfillmentStatus: string | null
  /** `web`, `pos`, `shopify_draft_order`, …: Order.sourceName. */
  readonly channel: string | null
  readonly shippingCountry: string | null
  /** Like `DE-BE`. */
  readonly shippingRegion: string | null
  readonly discountCodes: readonly string[]
  readonly tags: readonly string[]
  /** Of the first visit of the journey. */
  readonly source: string | null
  readonly utmSource: string | null
  readonly utmMedium: string | null
  readonly utmCampaign: string | null
  readonly refunds: readonly { readonly at: Instant; readonly amount: Minor }[]
  /** Beside `lines`, one each. */
  readonly lines: readonly { readonly variant: ShopifyId | null; readonly sku: string | null }[]
}

/** A checkout: abandoned from `at` on, until it is completed. */
export interface CheckoutFacts {
  readonly at: Instant
  readonly completedAt: Instant | null
  readonly lines: readonly { readonly product: number; readonly quantity: number; readonly amount: Minor }[]
}

export interface LineFacts {
  /** Dense internal product number; 0 for a line without a product. */
  readonly product: number
  readonly quantity: number
  readonly currentQuantity: number
  readonly giftCard: boolean
  readonly originalTotal: Minor
  readonly discountedTotal: Minor
}

export interface ProductFacts {
  readonly number: number
  readonly id: ShopifyId
  /** False while only an order line has named it, and once it is deleted: it then matches no tag clause. */
  readonly known: boolean
  readonly tags: readonly string[]
  readonly type: string | null
  readonly vendor: string | null
  readonly title: string | null
  readonly collections: readonly { readonly id: ShopifyId; readonly handle: string }[]
}
