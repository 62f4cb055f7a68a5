// What is said of one customer and one rule: why, what would change it, and until when. Clauses by number; words are made elsewhere.
import type { Membership } from '#app/core/evaluate/verdict.ts'
import type { Edit } from '#app/core/explain/edits.ts'
import type { Instant, Minor, OrderFacts } from '#app/core/facts/facts.ts'

export interface Explanation {
  readonly answer: Membership
  /** The first instant at which the answer differs if nothing new happens; Infinity when never. */
  readonly until: Instant
  /** The answer at `until`; null when it never differs. */
  readonly then: Membership | null
  /** The customer was not there yet at the instant asked about. */
  readonly unborn: boolean
  /** Clauses that alone force a yes or a no, none of them idle. Empty when unknown. */
  readonly because: readonly Reason[]
  /** Of a no: what would make it a yes, the least first. */
  readonly changes: readonly Change[]
  /** Of a no without any change: what stands in the way of the nearest yes. */
  readonly obstacles: readonly Obstacle[]
  /** Of an unknown: the clauses that cannot be known. */
  readonly gaps: readonly Gap[]
}

export interface Reason {
  readonly clause: number
  readonly holds: boolean
  /** What they have, where it is one number, date or text. */
  readonly value: Value | null
  /** When this clause alone turns. */
  readonly until: Instant
}

export type Value =
  /** Minor units. */
  | { readonly kind: 'money'; readonly amount: Minor }
  | { readonly kind: 'count'; readonly of: 'order' | 'item' | 'product' | 'year' | 'refund' | 'checkout'; readonly count: number }
  | { readonly kind: 'share' | 'ratio' | 'days' | 'score'; readonly value: number }
  /** Null where it never was, or is not there. */
  | { readonly kind: 'instant'; readonly of: 'created' | 'first order' | 'last order' | 'abandoned checkout'; readonly at: Instant | null }
  | { readonly kind: 'text'; readonly text: string | null }

/** All of it together makes the answer a yes: now, or once `at` has come. */
export interface Change {
  readonly turns: readonly Turn[]
  readonly edits: readonly Edit[]
  readonly orders: OrdersAsked | null
  /** `now` of the question, or the instant to wait for. */
  readonly at: Instant
  /** For as long as nothing new happens it is enough to do it before this instant; null when no end is in sight. */
  readonly before: Instant | null
}

/** A clause that turns, what it answers then, and what turns it. */
export interface Turn {
  readonly clause: number
  readonly holds: boolean
  readonly by: 'edits' | 'orders' | 'time'
}

/** So many more orders, each of at least `amount` in minor units (0: of any), placed at the instant asked about. */
export interface OrdersAsked {
  readonly count: number
  readonly amount: Minor
  /** They must be of a kind that the clauses name: of a product, with a code. */
  readonly special: boolean
  /** One of them, as it was tried. */
  readonly example: OrderFacts
}

export interface Obstacle {
  readonly clause: number
  readonly holds: boolean
  readonly why: Hindrance
}

/**
 * `done`: what happened cannot be taken back. `event`: only something that is no order brings it. `frozen`: a stored membership.
 * `crowd`: a place among all customers. `shopify`: only Shopify can say. `together`: each can change, but not all at once.
 */
export type Hindrance = 'done' | 'event' | 'frozen' | 'crowd' | 'shopify' | 'together'

export interface Gap {
  readonly clause: number
  readonly why: GapReason
}

export type GapReason = 'history' | 'products' | 'metafield' | 'shopify' | 'cut points' | 'segment' | 'postcode'
