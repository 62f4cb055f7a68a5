// Every attribute a merchant can ask of a customer: one row each. A row without a column is understood but not evaluated yet.
import type { DateColumn, ListColumn, NumberColumn, TextColumn } from '#app/core/plan/plan.ts'
import { date, id, integer, money, oneOf, tag } from './types.ts'
import type { Subject } from './types.ts'

export interface Field extends Subject {
  /** What it says of a customer, as the end of the sentence "Customers by …". */
  readonly meaning: string
  readonly example: string
  /** Older or foreign spellings that mean the same. */
  readonly aliases?: readonly string[]
  readonly reads: FieldColumn | null
}

/** The column a field reads, under the kind of test that asks it. */
export type FieldColumn =
  | { readonly as: 'text'; readonly column: TextColumn }
  | { readonly as: 'list'; readonly column: ListColumn }
  | { readonly as: 'number'; readonly column: NumberColumn }
  | { readonly as: 'date'; readonly column: DateColumn }

const consent = ['SUBSCRIBED', 'NOT_SUBSCRIBED', 'PENDING', 'UNSUBSCRIBED', 'REDACTED'] as const

/** `Customer.productSubscriberStatus` says ACTIVE and CANCELLED where the segment language says SUBSCRIBED and CANCELED. */
const productSubscription = {
  ...oneOf('SUBSCRIBED', 'CANCELED', 'EXPIRED', 'FAILED', 'NEVER_SUBSCRIBED', 'PAUSED'),
  aliases: new Map([['ACTIVE', 'SUBSCRIBED'], ['CANCELLED', 'CANCELED']]),
  facts: new Map([['SUBSCRIBED', 'ACTIVE'], ['CANCELED', 'CANCELLED']]),
}

const rfm = oneOf(
  'CHAMPIONS', 'LOYAL', 'ACTIVE', 'NEW', 'PROMISING', 'NEEDS_ATTENTION', 'ALMOST_LOST', 'AT_RISK', 'PREVIOUSLY_LOYAL', 'DORMANT', 'PROSPECTS',
)

export const fields: readonly Field[] = [
  { name: 'abandoned_checkout_date', type: date, nullable: true, reads: null, meaning: 'date of the last abandoned checkout', example: 'abandoned_checkout_date >= -7d' },
  { name: 'amount_spent', type: money, many: true, reads: { as: 'number', column: 'amountSpent' }, meaning: 'lifetime spend, as Shopify reports it', example: 'amount_spent >= 500' },
  { name: 'companies', type: id, list: true, nullable: true, reads: null, meaning: 'companies they buy for', example: 'companies CONTAINS 12345' },
  { name: 'created_by_app_id', type: id, many: true, reads: null, meaning: 'app that created them', example: 'created_by_app_id = 1354745' },
  { name: 'customer_account_status', type: oneOf('DECLINED', 'DISABLED', 'ENABLED', 'INVITED'), many: true, nullable: true, reads: { as: 'text', column: 'state' }, meaning: 'state of their account', example: "customer_account_status = 'ENABLED'" },
  { name: 'customer_added_date', type: date, nullable: true, reads: { as: 'date', column: 'customerCreated' }, meaning: 'date they were added', example: 'customer_added_date >= -30d' },
  { name: 'customer_cities', type: { kind: 'city' }, list: true, nullable: true, reads: { as: 'list', column: 'cities' }, meaning: 'cities of their addresses', example: "customer_cities CONTAINS 'US-NY-NewYorkCity'" },
  { name: 'customer_countries', type: { kind: 'country' }, list: true, nullable: true, reads: { as: 'list', column: 'countries' }, meaning: 'countries of their addresses', example: "customer_countries CONTAINS 'CA'" },
  { name: 'customer_email_domain', type: { kind: 'domain' }, many: true, nullable: true, reads: { as: 'text', column: 'emailDomain' }, meaning: 'domain of their e-mail address', example: "customer_email_domain = 'example.com'" },
  { name: 'customer_language', type: { kind: 'language' }, many: true, nullable: true, reads: { as: 'text', column: 'locale' }, meaning: 'language they use', example: "customer_language = 'fr'" },
  { name: 'customer_regions', type: { kind: 'region' }, list: true, nullable: true, reads: { as: 'list', column: 'regions' }, meaning: 'regions of their addresses', example: "customer_regions CONTAINS 'US-NY'" },
  { name: 'customer_tags', type: tag, list: true, nullable: true, reads: { as: 'list', column: 'tags' }, meaning: 'tags they carry', example: "customer_tags CONTAINS 'VIP'" },
  { name: 'email_subscription_status', type: oneOf(...consent, 'INVALID'), many: true, nullable: true, reads: { as: 'text', column: 'emailConsent' }, meaning: 'consent to e-mail marketing', example: "email_subscription_status = 'SUBSCRIBED'" },
  { name: 'first_order_date', type: date, nullable: true, reads: { as: 'date', column: 'firstOrder' }, meaning: 'date of their first order', example: 'first_order_date <= -1y' },
  { name: 'last_order_date', type: date, nullable: true, reads: { as: 'date', column: 'lastOrder' }, meaning: 'date of their last order', example: 'last_order_date < -90d' },
  { name: 'number_of_orders', type: integer, many: true, reads: { as: 'number', column: 'numberOfOrders' }, meaning: 'lifetime number of orders', example: 'number_of_orders >= 3' },
  { name: 'predicted_spend_tier', type: oneOf('HIGH', 'MEDIUM', 'LOW'), many: true, nullable: true, reads: { as: 'text', column: 'spendTier' }, meaning: "Shopify's prediction of their spend", example: "predicted_spend_tier = 'HIGH'" },
  { name: 'product_subscription_status', type: productSubscription, many: true, nullable: true, reads: { as: 'text', column: 'productSubscription' }, meaning: 'state of their product subscriptions', example: "product_subscription_status = 'SUBSCRIBED'" },
  { name: 'rfm_group', type: rfm, many: true, nullable: true, reads: { as: 'text', column: 'rfmGroup' }, meaning: "Shopify's recency, frequency and money group", example: "rfm_group = 'AT_RISK'" },
  { name: 'sms_subscription_status', type: oneOf(...consent), many: true, nullable: true, reads: { as: 'text', column: 'smsConsent' }, meaning: 'consent to SMS marketing', example: "sms_subscription_status = 'SUBSCRIBED'" },
]

const byName = new Map(fields.flatMap((field) => [field.name, ...(field.aliases ?? [])].map((name) => [name, field] as const)))

/** The field of that exact name, a metafield under its canonical name included; undefined when there is none. */
export function fieldNamed(name: string): Field | undefined {
  return byName.get(name) ?? metafieldNamed(name)
}

/** The longer spelling is ShopifyQL's; the type is unknown until the store's definitions are at hand. */
function metafieldNamed(name: string): Field | undefined {
  const path = /^(?:customer\.)?(metafields\.(?:\$app(?::[\w-]+)?|[\w-]+)(?:\.[\w-]+)+)$/.exec(name)?.[1]
  return path === undefined
    ? undefined
    : { name: path, type: { kind: 'any' }, many: true, nullable: true, reads: null, meaning: 'a metafield of theirs', example: 'metafields.loyalty.balance >= 1000' }
}
