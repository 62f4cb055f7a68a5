// What one delivery comes to: changes of facts, something about the shop as a whole, or nothing, for a stated reason.
import type { FactChange } from '#app/core/facts/change.ts'
import type { Instant, ShopifyId } from '#app/core/facts/facts.ts'

export type Heard =
  | { readonly kind: 'facts'; readonly changes: readonly FactChange[] }
  | { readonly kind: 'event'; readonly event: ShopEvent }
  | { readonly kind: 'ignored'; readonly why: string }

export type ShopEvent =
  | { readonly kind: 'uninstalled' }
  | { readonly kind: 'scopesChanged'; readonly scopes: readonly string[] }
  /** Zone, currency or plan may have changed: ask again, deliveries come in any order. */
  | { readonly kind: 'shopChanged' }
  | { readonly kind: 'bulkFinished' }
  | { readonly kind: 'dataRequested'; readonly customer: ShopifyId; readonly orders: readonly ShopifyId[]; readonly request: string | null }
  | { readonly kind: 'redactCustomer'; readonly customer: ShopifyId; readonly orders: readonly ShopifyId[] }
  | { readonly kind: 'redactShop' }

/** What a payload does not say itself. */
export interface Setting {
  /** The shop's currency. */
  readonly currency: string
  /** When it happened at the latest: X-Shopify-Triggered-At, store clock. */
  readonly at: Instant
}

export const facts = (...changes: readonly FactChange[]): Heard => ({ kind: 'facts', changes })
export const event = (what: ShopEvent): Heard => ({ kind: 'event', event: what })
export const ignored = (why: string): Heard => ({ kind: 'ignored', why })
