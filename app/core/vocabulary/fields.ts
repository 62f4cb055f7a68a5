// Every attribute a merchant can ask of a customer: one row each, with where its fact comes from.
import type { DateColumn, FlagColumn, ListColumn, Metric, NumberColumn, Score, TextColumn } from '#app/core/plan/plan.ts'
import { boolean, date, decimal, id, integer, money, oneOf, share, tag } from './types.ts'
import type { Subject, ValueType } from './types.ts'

export interface Field extends Subject {
  /** What it says of a customer, as the end of the sentence "Customers by …". */
  readonly meaning: string
  readonly example: string
  /** Where the fact comes from: fields of the Admin API or topics of webhooks. */
  readonly from: string
  /** What a number counts, where its type does not say. */
  readonly unit?: string
  /** Older or foreign spellings that mean the same. */
  readonly aliases?: readonly string[]
  readonly reads: FieldColumn
}

/** The column a field reads, under the kind of test that asks it. */
export type FieldColumn =
  | { readonly as: 'text'; readonly column: TextColumn }
  | { readonly as: 'list'; readonly column: ListColumn }
  | { readonly as: 'number'; readonly column: NumberColumn }
  | { readonly as: 'date'; readonly column: DateColumn }
  | { readonly as: 'flag'; readonly column: FlagColumn }
  | { readonly as: 'metric'; readonly metric: Metric }
  | { readonly as: 'score'; readonly score: Score }
  /** The field's name is the path. */
  | { readonly as: 'metafield' }
  /** We hold no such fact: Shopify is asked for the clause. */
  | { readonly as: 'delegated' }

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

const fifth: ValueType = { kind: 'integer', min: 1, max: 5 }

export const fields: readonly Field[] = [
  { name: 'abandoned_checkout_date', type: date, native: true, nullable: true, reads: { as: 'date', column: 'abandonedCheckout' }, from: 'checkouts/create, checkouts/update', meaning: 'date of the last abandoned checkout', example: 'abandoned_checkout_date >= -7d' },
  { name: 'amount_spent', type: money, native: true, many: true, reads: { as: 'number', column: 'amountSpent' }, from: 'Customer.amountSpent', meaning: 'lifetime spend, as Shopify reports it', example: 'amount_spent >= 500' },
  { name: 'companies', type: id, native: true, list: true, nullable: true, reads: { as: 'delegated' }, from: 'asked of Shopify', meaning: 'companies they buy for', example: 'companies CONTAINS 12345' },
  { name: 'created_by_app_id', type: id, native: true, many: true, reads: { as: 'delegated' }, from: 'asked of Shopify', meaning: 'app that created them', example: 'created_by_app_id = 1354745' },
  { name: 'customer_account_status', type: oneOf('DECLINED', 'DISABLED', 'ENABLED', 'INVITED'), native: true, many: true, nullable: 'ours', reads: { as: 'text', column: 'state' }, from: 'Customer.state', meaning: 'state of their account', example: "customer_account_status = 'ENABLED'" },
  { name: 'customer_added_date', type: date, native: true, nullable: true, reads: { as: 'date', column: 'customerCreated' }, from: 'Customer.createdAt', meaning: 'date they were added', example: 'customer_added_date >= -30d' },
  { name: 'customer_cities', type: { kind: 'city' }, native: true, list: true, nullable: true, reads: { as: 'list', column: 'cities' }, from: 'Customer.addressesV2', meaning: 'cities of their addresses', example: "customer_cities CONTAINS 'US-NY-NewYorkCity'" },
  { name: 'customer_countries', type: { kind: 'country' }, native: true, list: true, nullable: true, reads: { as: 'list', column: 'countries' }, from: 'Customer.addressesV2', meaning: 'countries of their addresses', example: "customer_countries CONTAINS 'CA'" },
  { name: 'customer_email_domain', type: { kind: 'domain' }, native: true, many: true, nullable: true, reads: { as: 'text', column: 'emailDomain' }, from: 'Customer.defaultEmailAddress, the part after @', meaning: 'domain of their e-mail address', example: "customer_email_domain = 'example.com'" },
  { name: 'customer_language', type: { kind: 'language' }, native: true, many: true, nullable: 'ours', reads: { as: 'text', column: 'locale' }, from: 'Customer.locale', meaning: 'language they use', example: "customer_language = 'fr'" },
  { name: 'customer_regions', type: { kind: 'region' }, native: true, list: true, nullable: true, reads: { as: 'list', column: 'regions' }, from: 'Customer.addressesV2', meaning: 'regions of their addresses', example: "customer_regions CONTAINS 'US-NY'" },
  { name: 'customer_tags', type: tag, native: true, list: true, nullable: true, reads: { as: 'list', column: 'tags' }, from: 'Customer.tags', meaning: 'tags they carry', example: "customer_tags CONTAINS 'VIP'" },
  { name: 'email_subscription_status', type: oneOf(...consent, 'INVALID'), native: true, many: true, nullable: true, reads: { as: 'text', column: 'emailConsent' }, from: 'Customer.defaultEmailAddress.marketingState', meaning: 'consent to e-mail marketing', example: "email_subscription_status = 'SUBSCRIBED'" },
  { name: 'first_order_date', type: date, native: true, nullable: true, reads: { as: 'date', column: 'firstOrder' }, from: 'Order.processedAt', meaning: 'date of their first order', example: 'first_order_date <= -1y' },
  { name: 'last_order_date', type: date, native: true, nullable: true, reads: { as: 'date', column: 'lastOrder' }, from: 'Order.processedAt', meaning: 'date of their last order', example: 'last_order_date < -90d' },
  { name: 'number_of_orders', type: integer, unit: 'orders', native: true, many: true, reads: { as: 'number', column: 'numberOfOrders' }, from: 'Customer.numberOfOrders', meaning: 'lifetime number of orders', example: 'number_of_orders >= 3' },
  { name: 'predicted_spend_tier', type: oneOf('HIGH', 'MEDIUM', 'LOW'), native: true, many: true, nullable: 'ours', reads: { as: 'text', column: 'spendTier' }, from: 'Customer.statistics.predictedSpendTier', meaning: "Shopify's prediction of their spend", example: "predicted_spend_tier = 'HIGH'" },
  { name: 'product_subscription_status', type: productSubscription, native: true, many: true, nullable: 'ours', reads: { as: 'text', column: 'productSubscription' }, from: 'Customer.productSubscriberStatus', meaning: 'state of their product subscriptions', example: "product_subscription_status = 'SUBSCRIBED'" },
  { name: 'rfm_group', type: rfm, native: true, many: true, nullable: 'ours', reads: { as: 'text', column: 'rfmGroup' }, from: 'Customer.statistics.rfmGroup', meaning: "Shopify's recency, frequency and money group", example: "rfm_group = 'AT_RISK'" },
  { name: 'sms_subscription_status', type: oneOf(...consent), native: true, many: true, nullable: true, reads: { as: 'text', column: 'smsConsent' }, from: 'Customer.defaultPhoneNumber.marketingState', meaning: 'consent to SMS marketing', example: "sms_subscription_status = 'SUBSCRIBED'" },
  { name: 'average_order_value', type: money, nullable: true, reads: { as: 'metric', metric: 'averageOrderValue' }, from: 'Order.totalPriceSet', meaning: 'average order total as placed, without gift cards, over the orders that count', example: 'average_order_value >= 80' },
  { name: 'discount_share', type: share, nullable: true, reads: { as: 'metric', metric: 'discountShare' }, from: 'Order.totalDiscountsSet, Order.discountCodes', meaning: 'share of their orders that had a discount', example: 'discount_share >= 0.5' },
  { name: 'distinct_products', type: integer, unit: 'products', reads: { as: 'metric', metric: 'distinctProducts' }, from: 'LineItem.product', meaning: 'number of different products they bought', example: 'distinct_products >= 5' },
  { name: 'gross_spent', type: money, reads: { as: 'metric', metric: 'grossSpent' }, from: 'Order.totalPriceSet', meaning: 'order totals as placed, without gift cards, over the orders that count', example: 'gross_spent >= 500' },
  { name: 'has_note', type: boolean, reads: { as: 'flag', column: 'hasNote' }, from: 'Customer.note, whether there is one', meaning: 'whether a note is kept about them', example: 'has_note = true' },
  { name: 'has_phone', type: boolean, reads: { as: 'flag', column: 'hasPhone' }, from: 'Customer.defaultPhoneNumber, whether there is one', meaning: 'whether the store has their phone number', example: 'has_phone = true' },
  { name: 'median_days_between_orders', type: decimal, unit: 'days', nullable: true, reads: { as: 'metric', metric: 'medianDaysBetweenOrders' }, from: 'Order.processedAt', meaning: 'usual number of days between their orders', example: 'median_days_between_orders <= 30' },
  { name: 'net_spent', type: money, reads: { as: 'metric', metric: 'netSpent' }, from: 'Order.totalPriceSet, Order.currentTotalPriceSet, Order.refunds', meaning: 'order totals after refunds and edits, without gift cards', example: 'net_spent >= 500' },
  { name: 'orders_counted', type: integer, unit: 'orders', reads: { as: 'metric', metric: 'ordersCounted' }, from: 'Order', meaning: 'number of orders that count: not test, cancelled or voided', example: 'orders_counted >= 2' },
  { name: 'overdue_ratio', type: decimal, unit: 'times their usual gap', nullable: true, reads: { as: 'metric', metric: 'overdueRatio' }, from: 'Order.processedAt', meaning: 'days since their last order, divided by their usual days between orders', example: 'overdue_ratio >= 2' },
  { name: 'refunded_amount', type: money, reads: { as: 'metric', metric: 'refundedAmount' }, from: 'Order.refunds', meaning: 'total of their refunds', example: 'refunded_amount > 0' },
  { name: 'refund_share', type: share, nullable: true, reads: { as: 'metric', metric: 'refundShare' }, from: 'Order.refunds, Order.totalPriceSet', meaning: 'share of their spend that was refunded, gift cards left out on both sides', example: 'refund_share >= 0.3' },
  { name: 'rfm_frequency_score', type: fifth, unit: '1 to 5, best', many: true, nullable: true, reads: { as: 'score', score: 'frequencyScore' }, from: "Order, the store's cut points", meaning: 'fifth of the customers with an order they stand in by number of orders', example: 'rfm_frequency_score >= 4' },
  { name: 'rfm_monetary_score', type: fifth, unit: '1 to 5, best', many: true, nullable: true, reads: { as: 'score', score: 'monetaryScore' }, from: "Order, Order.refunds, the store's cut points", meaning: 'fifth of the customers with an order they stand in by net spend', example: 'rfm_monetary_score = 5' },
  { name: 'rfm_recency_score', type: fifth, unit: '1 to 5, best', many: true, nullable: true, reads: { as: 'score', score: 'recencyScore' }, from: "Order.processedAt, the store's cut points", meaning: 'fifth of the customers with an order they stand in by their last order', example: 'rfm_recency_score IN (1, 2)' },
  { name: 'spend_percentile', type: { kind: 'integer', min: 0, max: 100 }, unit: 'percent', many: true, nullable: true, reads: { as: 'score', score: 'spendPercentile' }, from: "Order, Order.refunds, the store's cut points", meaning: 'percent of the other customers with an order whose net spend is lower', example: 'spend_percentile >= 90' },
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
    : { name: path, type: { kind: 'any' }, many: true, nullable: true, native: true, reads: { as: 'metafield' }, from: 'Customer.metafields', meaning: 'a metafield of theirs', example: 'metafields.loyalty.balance >= 1000' }
}
