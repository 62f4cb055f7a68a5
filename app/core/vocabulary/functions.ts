// Every question about a customer's events: one row a function, one row a parameter. A null `reads` is understood but not evaluated yet.
import type { Having, LineCondition, OrderCondition } from '#app/core/plan/plan.ts'
import { date, decimal, id, integer, money, tag, text } from './types.ts'
import type { Subject } from './types.ts'

export interface EventFunction {
  readonly name: string
  /** Older or foreign spellings that mean the same. */
  readonly aliases?: readonly string[]
  readonly meaning: string
  readonly example: string
  /** The events it counts, null when we hold none of them. */
  readonly events: 'orders' | 'products' | null
  readonly parameters: readonly Parameter[]
}

export interface Parameter extends Subject {
  /** The condition on one event, or the aggregate over the events left, that it becomes. */
  readonly reads: OrderCondition['on'] | LineCondition['on'] | Having['of'] | null
}

const coordinates = { kind: 'coordinates' } as const

/** Shopify's own mail and browsing events share their parameters. */
const activity: readonly Parameter[] = [
  { name: 'activity_id', type: id, many: true, reads: null },
  { name: 'date', type: date, reads: null },
  { name: 'count', type: integer, reads: null },
]
const viewed: readonly Parameter[] = [
  { name: 'id', type: id, many: true, reads: null },
  { name: 'tag', type: tag, reads: null },
  { name: 'date', type: date, reads: null },
  { name: 'count', type: integer, reads: null },
]

const mail = (event: string, meaning: string): EventFunction => ({
  name: `shopify_email.${event}`,
  events: null,
  parameters: activity,
  meaning,
  example: `shopify_email.${event} MATCHES (date >= -30d)`,
})

const browsing = (event: string, meaning: string): EventFunction => ({
  name: `storefront.${event}`,
  aliases: [`storefront_event.${event}`],
  events: null,
  parameters: viewed,
  meaning,
  example: `storefront.${event} MATCHES (date >= -7d)`,
})

export const functions: readonly EventFunction[] = [
  {
    name: 'orders_placed',
    events: 'orders',
    meaning: 'orders they placed',
    example: 'orders_placed MATCHES (date >= -90d, sum_amount >= 500)',
    parameters: [
      { name: 'date', type: date, reads: 'date' },
      { name: 'amount', type: money, reads: 'amount' },
      { name: 'app_id', type: id, many: true, reads: 'app' },
      { name: 'location_id', type: id, many: true, reads: 'location' },
      { name: 'count', type: integer, reads: 'count' },
      { name: 'sum_amount', type: money, reads: 'sumAmount' },
    ],
  },
  {
    name: 'products_purchased',
    events: 'products',
    meaning: 'products they bought',
    example: "products_purchased MATCHES (tag = 'Sports wear', date >= -12m)",
    parameters: [
      { name: 'id', type: id, many: true, reads: 'product' },
      { name: 'tag', type: tag, reads: 'productTag' },
      { name: 'category', type: text, reads: null },
      { name: 'date', type: date, reads: 'date' },
      { name: 'quantity', type: integer, reads: 'quantity' },
      { name: 'count', type: integer, reads: 'count' },
      { name: 'sum_quantity', type: integer, reads: 'sumQuantity' },
    ],
  },
  mail('opened', 'Shopify e-mails they opened'),
  mail('clicked', 'Shopify e-mails they clicked in'),
  mail('delivered', 'Shopify e-mails delivered to them'),
  mail('bounced', 'Shopify e-mails that bounced'),
  mail('marked_as_spam', 'Shopify e-mails they marked as spam'),
  mail('unsubscribed', 'Shopify e-mails they unsubscribed from'),
  browsing('product_viewed', 'products they looked at'),
  browsing('collection_viewed', 'collections they looked at'),
  {
    name: 'store_credit_accounts',
    events: null,
    meaning: 'store credit they hold',
    example: 'store_credit_accounts MATCHES (balance > 0)',
    parameters: [
      { name: 'currency', type: text, reads: null },
      { name: 'balance', type: money, reads: null },
      { name: 'next_expiry_date', type: date, reads: null },
      { name: 'last_credit_date', type: date, reads: null },
    ],
  },
  {
    name: 'customer_within_distance',
    events: null,
    meaning: 'addresses within a distance',
    example: 'customer_within_distance MATCHES (coordinates = (40.7128, -74.006), distance_km = 10)',
    parameters: [
      { name: 'coordinates', type: coordinates, reads: null },
      { name: 'distance_km', type: decimal, reads: null },
      { name: 'distance_mi', type: decimal, reads: null },
    ],
  },
]

const byName = new Map(functions.flatMap((row) => [row.name, ...(row.aliases ?? [])].map((name) => [name, row] as const)))

/** The function of that exact name or alias; undefined when there is none. */
export function functionNamed(name: string): EventFunction | undefined {
  return byName.get(name)
}
