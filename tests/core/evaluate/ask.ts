// Asks a rule, as a merchant writes it, about one customer of a shop in Berlin.
import { evaluate } from '#app/core/evaluate/evaluate.ts'
import { BlockBuilder } from '#app/core/facts/block-builder.ts'
import type { CheckoutFacts, OrderFacts, ProductFacts } from '#app/core/facts/facts.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { compile } from '#app/core/plan/compile.ts'
import { understand } from '#app/core/segment.ts'
import { zoneTable } from '#app/engine/zone-table.ts'
import { customer } from '#tests/core/facts/people.ts'

/** Noon of an ordinary Sunday in winter time. */
export const NOW = Date.parse('2026-11-22T12:00:00+01:00')

export interface Facts {
  readonly orders?: readonly OrderFacts[]
  readonly checkouts?: readonly CheckoutFacts[]
  /** Beside the four that every shop of this kind has. */
  readonly products?: readonly ProductFacts[]
  /** As Shopify reports it; all are seen by default. */
  readonly numberOfOrders?: number
}

/** Two kinds of tea and a cup; 9 is not known any more. */
const products: readonly ProductFacts[] = [
  { number: 1, id: '101', known: true, tags: ['Green'], type: 'Tea', vendor: 'Ota', title: 'Sencha', collections: [{ id: '7', handle: 'hot' }] },
  { number: 2, id: '102', known: true, tags: ['Black'], type: 'Tea', vendor: null, title: 'Assam', collections: [] },
  { number: 3, id: '103', known: true, tags: [], type: 'Cup', vendor: 'Ota', title: 'Cup', collections: [] },
  { number: 9, id: '109', known: false, tags: ['Green'], type: 'Tea', vendor: 'Ota', title: 'Gone', collections: [] },
]

export interface Told {
  readonly answer: 'no' | 'yes' | 'unknown'
  /** Null when never. */
  readonly until: number | null
}

export function ask(rule: string, { orders = [], checkouts = [], products: more = [], numberOfOrders = orders.length }: Facts, now = NOW, historyFrom: number | null = null): Told {
  const understood = understand(rule)
  if (!understood.ok) throw new Error(JSON.stringify(understood.problems))
  const builder = new BlockBuilder({ foldTag })
  for (const product of [...products, ...more]) builder.addProduct(product)
  builder.addCustomer(customer(1, { numberOfOrders }))
  for (const one of orders) builder.addOrder(1, one)
  for (const one of checkouts) builder.addCheckout(1, one)
  const program = compile(understood.plan, { zone: zoneTable('Europe/Berlin'), currency: 'EUR', historyFrom, productsKnown: true, metafieldsKnown: null })
  const { member, until } = evaluate(program, builder.build().block, now)
  return { answer: (['no', 'yes', 'unknown'] as const)[member[0]!]!, until: until[0] === Infinity ? null : until[0]! }
}

/** The answer alone. */
export function told(rule: string, facts: Facts, now = NOW, historyFrom: number | null = null): Told['answer'] {
  return ask(rule, facts, now, historyFrom).answer
}
