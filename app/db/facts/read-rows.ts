// How stored rows become the facts that blocks are built from.
import type { CustomerFacts, OrderFacts, Place, ProductFacts, ShopifyId } from '#app/core/facts/facts.ts'
import { decodeLines } from '#app/core/facts/order-lines.ts'
import { foldTag } from '#app/core/membership/tag-name.ts'

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

export const customerColumns = `number, created_at, state, locale, email_domain, email_consent, sms_consent, places, tags, number_of_orders, amount_spent,
  product_subscription, spend_tier, rfm_group, members, facts_version, evaluated_version, membership_version, due_at, deleted_at`

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
  members: string
  facts_version: number
  evaluated_version: number
  membership_version: number
  due_at: number | null
  deleted_at: number | null
}

const none: readonly never[] = []

/** `ours` holds the folded names of the tags that our ledger owns on this customer. */
export function customerOf(row: CustomerReading, ours: ReadonlySet<string> | undefined): StoredCustomer {
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
      members: row.members === '[]' ? none : (JSON.parse(row.members) as [number, number][]).map((standing) => standing[0]),
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

export function orderOf(row: OrderReading): StoredOrder {
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
    },
  }
}

export interface ProductReading {
  number: number
  id: ShopifyId
  known: number | boolean
  tags: string
  type: string | null
  vendor: string | null
}

export function productOf(row: ProductReading): ProductFacts {
  return { number: row.number, id: row.id, known: Boolean(row.known), tags: JSON.parse(row.tags) as string[], type: row.type, vendor: row.vendor }
}
