// Every question about what a customer did: one row a function, with the events it is about and its parameters.
import type { EventSource } from '#app/core/plan/plan.ts'
import { addressed, browsed, credited, mailed } from './function-parameters.ts'
import { checkoutParameters, lineParameters, orderParameters, refundParameters } from './event-parameters.ts'
import type { Parameter } from './types.ts'

export type { Parameter }

export interface EventFunction {
  readonly name: string
  /** Older or foreign spellings that mean the same. */
  readonly aliases?: readonly string[]
  readonly meaning: string
  readonly example: string
  /** What it asks: events of ours, one of a customer's addresses, Shopify, or the other segments of the shop. */
  readonly events: EventSource | 'places' | 'delegated' | 'segments'
  readonly parameters: readonly Parameter[]
  /** Shopify's own language has it. */
  readonly native?: true
}

const mail = (event: string, meaning: string): EventFunction => ({
  name: `shopify_email.${event}`,
  events: 'delegated',
  native: true,
  parameters: mailed,
  meaning,
  example: `shopify_email.${event} MATCHES (date >= -30d)`,
})

const browsing = (what: 'product' | 'collection', meaning: string): EventFunction => ({
  name: `storefront.${what}_viewed`,
  aliases: [`storefront_event.${what}_viewed`],
  events: 'delegated',
  native: true,
  parameters: browsed(what),
  meaning,
  example: `storefront.${what}_viewed MATCHES (date >= -7d)`,
})

export const functions: readonly EventFunction[] = [
  { name: 'orders_placed', events: 'orders', native: true, meaning: 'orders they placed', example: 'orders_placed MATCHES (date >= -90d, sum_amount >= 500)', parameters: orderParameters },
  { name: 'products_purchased', events: 'lines', native: true, meaning: 'products they bought', example: "products_purchased MATCHES (tag = 'Sports wear', date >= -12m)", parameters: lineParameters },
  { name: 'refunds_received', events: 'refunds', meaning: 'refunds they received', example: 'refunds_received MATCHES (date >= -90d, sum_amount >= 50)', parameters: refundParameters },
  { name: 'checkouts_abandoned', events: 'checkouts', meaning: 'checkouts they began and did not complete', example: "checkouts_abandoned MATCHES (date >= -7d, tag = 'Sports wear')", parameters: checkoutParameters },
  mail('opened', 'Shopify e-mails they opened'),
  mail('clicked', 'Shopify e-mails they clicked in'),
  mail('delivered', 'Shopify e-mails delivered to them'),
  mail('bounced', 'Shopify e-mails that bounced'),
  mail('marked_as_spam', 'Shopify e-mails they marked as spam'),
  mail('unsubscribed', 'Shopify e-mails they unsubscribed from'),
  browsing('product', 'products they looked at'),
  browsing('collection', 'collections they looked at'),
  { name: 'store_credit_accounts', events: 'delegated', native: true, meaning: 'store credit they hold', example: 'store_credit_accounts MATCHES (balance > 0)', parameters: credited },
  { name: 'customer_within_distance', events: 'places', native: true, meaning: 'addresses within a distance', example: 'customer_within_distance MATCHES (coordinates = (40.7128, -74.006), distance_km = 10)', parameters: addressed.filter(({ native }) => native === true) },
  { name: 'customer_address', events: 'places', meaning: 'addresses of theirs', example: "customer_address MATCHES (country = 'DE', postcode_prefix = '10')", parameters: addressed.filter(({ native }) => native !== true) },
]

const byName = new Map(functions.flatMap((row) => [row.name, ...(row.aliases ?? [])].map((name) => [name, row] as const)))

/** The function of that exact name or alias; undefined when there is none. */
export function functionNamed(name: string): EventFunction | undefined {
  return byName.get(name)
}
