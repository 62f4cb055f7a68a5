// How stored rows become the facts that blocks are built from.
import type { CheckoutFacts, CustomerFacts, MetafieldFact, OrderFacts, Place, ProductFacts, ShopifyId } from '#app/core/facts/facts.ts'
import { decodeLines } from '#app/core/facts/order-lines.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { detailsOf } from '#app/db/facts/read-details.ts'
import type { HistoriesOf } from '#app/db/facts/read-histories.ts'
import type { DetailsReading } from '#app/db/facts/read-details.ts'

/** A customer as the engine needs it: facts, and where the row stands in the stages. */
export interface StoredCustomer {
  readonly facts: CustomerFacts
  readonly factsVersion: number
  readonly evaluatedVersion: number
  readonly membershipVersion: number
  readonly dueAt: number | null
  /** A tombstone: nobody, and in no segment. */
  readonly deleted: boolean
}

export interface StoredOrder {
  readonly customer: number
  readonly facts: OrderFacts
}

export interface StoredCheckout {
  readonly customer: number
  readonly facts: CheckoutFacts
}

export const customerColumns = `number, created_at, state, locale, email_domain, email_consent, sms_consent, places, tags, number_of_orders, amount_spent,
  product_subscription, spend_tier, rfm_group, has_note, has_phone, metafields, members, facts_version, evaluated_version, membership_version, due_at, deleted_at`

export interface CustomerReading {
  number: number
  created_at: number | null
  state: string | null
  locale: string | null
  email_domain: string | null
  email_consent: string | null
  sms_consent: string | null
  places: string
  tags: string
  number_of_orders: number
  amount_spent: number
  product_subscription: string | null
  spend_tier: string | null
  rfm_group: string | null
  has_note: number | boolean
  has_phone: number | boolean
  metafields: string
  members: string
  facts_version: number
  evaluated_version: number
  membership_version: number
  due_at: number | null
  deleted_at: number | null
}

const none: readonly never[] = []
const noFields: Readonly<Record<string, MetafieldFact>> = {}

/** `ours` holds the folded names of the tags that our ledger owns on this customer. */
export function customerOf(row: CustomerReading, ours: ReadonlySet<string> | undefined, historiesOf: HistoriesOf): StoredCustomer {
  const tags = row.tags === '[]' ? none : (JSON.parse(row.tags) as [string, number, 0 | 1][]).filter((stamp) => stamp[2] === 1).map((stamp) => stamp[0])
  const folded = tags.map(foldTag)
  return {
    facts: {
      number: row.number,
      createdAt: row.created_at,
      state: row.state,
      locale: row.locale,
      emailDomain: row.email_domain,
      emailConsent: row.email_consent,
      smsConsent: row.sms_consent,
      places: row.places === '[]' ? none : (JSON.parse(row.places) as Place[]),
      tags,
      foreignTags: ours ? folded.filter((tag) => !ours.has(tag)) : folded,
      numberOfOrders: row.number_of_orders,
      amountSpent: row.amount_spent,
      productSubscription: row.product_subscription,
      spendTier: row.spend_tier,
      rfmGroup: row.rfm_group,
      hasNote: Boolean(row.has_note),
      hasPhone: Boolean(row.has_phone),
      metafields: row.metafields === '{}' ? noFields : (JSON.parse(row.metafields) as Record<string, MetafieldFact>),
      members: row.members === '[]' ? none : (JSON.parse(row.members) as [number, number][]).map((standing) => standing[0]),
      histories: historiesOf(row.number, row.members),
    },
    factsVersion: row.facts_version,
    evaluatedVersion: row.evaluated_version,
    membershipVersion: row.membership_version,
    dueAt: row.due_at,
    deleted: row.deleted_at !== null,
  }
}

export const orderColumns = `CAST(shopify_id AS TEXT) AS id, customer, processed_at, created_at, test, cancelled_at, financial_status, total,
  CAST(app_id AS TEXT) AS app_id, CAST(location_id AS TEXT) AS location_id, lines`

export interface OrderReading {
  id: ShopifyId
  customer: number
  processed_at: number
  created_at: number
  test: number | boolean
  cancelled_at: number | null
  financial_status: string | null
  total: number
  app_id: ShopifyId | null
  location_id: ShopifyId | null
  lines: Uint8Array
}

/** `row` with the columns of `detailColumns` too when `details` are asked for. */
export function orderOf(row: OrderReading & Partial<DetailsReading>, details: boolean): StoredOrder {
  return {
    customer: row.customer,
    facts: {
      id: row.id,
      at: row.processed_at || row.created_at,
      test: Boolean(row.test),
      cancelledAt: row.cancelled_at,
      financialStatus: row.financial_status,
      total: row.total,
      appId: row.app_id,
      locationId: row.location_id,
      lines: decodeLines(row.lines),
      details: details ? detailsOf(row as OrderReading & DetailsReading) : null,
    },
  }
}

export const productColumns = 'number, CAST(shopify_id AS TEXT) AS id, known, tags, type, vendor, title, collections'

export interface ProductReading {
  number: number
  id: ShopifyId
  known: number | boolean
  tags: string
  type: string | null
  vendor: string | null
  title: string | null
  collections: string
}

export function productOf(row: ProductReading): ProductFacts {
  const { number, id, type, vendor, title } = row
  return {
    number, id, type, vendor, title,
    known: Boolean(row.known),
    tags: row.tags === '[]' ? none : (JSON.parse(row.tags) as string[]),
    collections: row.collections === '[]' ? none : (JSON.parse(row.collections) as [ShopifyId, string, string][]).map(([collection, handle]) => ({ id: collection, handle })),
  }
}

export interface CheckoutReading {
  token: string
  customer: number
  created_at: number
  completed_at: number | null
  lines: string
}

export function checkoutOf(row: CheckoutReading): StoredCheckout {
  const lines = row.lines === '[]' ? none : (JSON.parse(row.lines) as [number, number, number][]).map(([product, quantity, amount]) => ({ product, quantity, amount }))
  return { customer: row.customer, facts: { at: row.created_at, completedAt: row.completed_at, lines } }
}
