// What the oracle is asked about, and the words it answers in.
import type { CheckoutFacts, CustomerFacts, OrderFacts, ProductFacts } from '#app/core/facts/facts.ts'

export type Answer = 'yes' | 'no' | 'unknown'

export interface Person {
  readonly customer: CustomerFacts
  readonly orders: readonly OrderFacts[]
  readonly checkouts: readonly CheckoutFacts[]
}

export interface OracleShop {
  readonly zone: string
  readonly currency: string
  readonly historyFrom: number | null
  readonly productsKnown: boolean
  readonly products: ReadonlyMap<number, ProductFacts>
}

export function said(holds: boolean): Answer {
  return holds ? 'yes' : 'no'
}

export function every(answers: readonly Answer[]): Answer {
  return answers.includes('no') ? 'no' : answers.includes('unknown') ? 'unknown' : 'yes'
}

export function plainTag(tag: string): string {
  return tag.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase().normalize('NFC')
}
