// What the rest of the house may ask of Shopify, and every way an answer can end.

export interface Cost {
  readonly requested: number
  readonly actual: number | null
  readonly available: number
  readonly maximum: number
  /** Points a second. */
  readonly restoreRate: number
}

export type Answer<T> =
  | { readonly kind: 'ok'; readonly data: T; readonly cost: Cost | null }
  /** Some fields were refused; `data` holds the rest. */
  | { readonly kind: 'partial'; readonly data: Partial<T>; readonly messages: readonly string[]; readonly cost: Cost | null }
  | { readonly kind: 'throttled'; readonly waitMs: number; readonly cost: Cost | null }
  | { readonly kind: 'denied'; readonly why: 'scope' | 'data-access'; readonly message: string }
  /** 401, no session, or a refresh that was rejected: only a visit of the merchant helps. */
  | { readonly kind: 'revoked' }
  /** Shopify understood and said no; nothing was executed. */
  | { readonly kind: 'refused'; readonly message: string }
  /** Time-out, cut connection or 5xx: it may have been executed. */
  | { readonly kind: 'uncertain'; readonly message: string }

export interface Person {
  /** Shopify id as decimal text. */
  readonly id: string
  readonly name: string
}

export interface Shopify {
  /** One Admin GraphQL request with the shop's offline token. Never throws for what Shopify or the network does. */
  ask<T>(shop: string, document: string, variables?: Record<string, unknown>): Promise<Answer<T>>
  /** The lines of a finished bulk operation, as decoded text chunks. Throws on a connection that breaks or a status other than 200. */
  download(url: string, signal?: AbortSignal): AsyncIterable<string>
  /** What the last answer said of this shop's bucket, restored to `now` at the reported rate; null before the first. */
  budget(shop: string): Cost | null
  /** Display names for pages, asked from Shopify and kept in memory for minutes only. Missing ones are left out. */
  names(shop: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>>
}
