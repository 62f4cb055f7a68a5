// What the naive path is asked about, and the words it answers in.
import type { NaiveZone } from '#app/core/naive/calendar.ts'
import type { CheckoutFacts, CustomerFacts, Instant, OrderFacts, ProductFacts } from '#app/core/facts/facts.ts'

export type Answer = 'yes' | 'no' | 'unknown'

/** One customer with everything that rules may ask of them; orders and checkouts in any order. */
export interface Person {
  readonly customer: CustomerFacts
  /** With `details` wherever the rule reads them. */
  readonly orders: readonly OrderFacts[]
  readonly checkouts: readonly CheckoutFacts[]
}

/** What the answer depends on besides the customer. */
export interface NaiveShop {
  readonly zone: NaiveZone
  /** ISO 4217. */
  readonly currency: string
  /** Orders before this instant may exist without being readable; null when the whole history is. */
  readonly historyFrom: Instant | null
  /** False until products are synced: clauses on what a product is are unknown. */
  readonly productsKnown: boolean
  /** By dense number; those that the orders and checkouts name are enough. */
  readonly products: ReadonlyMap<number, ProductFacts>
  /** Paths of metafields that are held, whoever has them; all when there is no set. */
  readonly metafieldsKnown?: ReadonlySet<string> | null
  /** Of postcodes only the beginning is held. */
  readonly postcodesCut?: boolean
  /** By clause, what Shopify answered. */
  readonly delegated?: ReadonlyMap<string, NaiveDelegated>
  readonly cutPoints?: NaiveCuts | null
}

/** Who is in a clause that only Shopify can answer; of customers from `knownBelow` on nothing else is known, and of nobody from `knownUntil` on. */
export interface NaiveDelegated {
  readonly members: { readonly has: (customer: number) => boolean }
  readonly knownBelow: number
  readonly knownUntil: Instant
}

/** Ascending: what one must be above, for 100 percentiles of the spend and for the scores from 2 to 5 of the last order and the number of orders. */
export interface NaiveCuts {
  readonly spend: readonly number[]
  readonly recency: readonly number[]
  readonly frequency: readonly number[]
}

export function said(holds: boolean): Answer {
  return holds ? 'yes' : 'no'
}

export function every(answers: readonly Answer[]): Answer {
  return answers.includes('no') ? 'no' : answers.includes('unknown') ? 'unknown' : 'yes'
}

export function some(answers: readonly Answer[]): Answer {
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no'
}

export function plainTag(tag: string): string {
  return tag.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase().normalize('NFC')
}
