// Asks one plan of one customer, in short words.
import { evaluate } from '#app/core/evaluate/evaluate.ts'
import { BlockBuilder } from '#app/core/facts/block-builder.ts'
import type { CheckoutFacts, CustomerFacts, OrderFacts } from '#app/core/facts/facts.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { compile } from '#app/core/plan/compile.ts'
import type { ShopTerms } from '#app/core/plan/compile.ts'
import type { PlanNode } from '#app/core/plan/plan.ts'
import { understand } from '#app/core/segment.ts'
import { zoneTable } from '#app/engine/zone-table.ts'
import { customer } from '#tests/core/facts/people.ts'

export interface Asking {
  readonly now: number
  readonly customer?: Partial<CustomerFacts>
  readonly orders?: readonly OrderFacts[]
  readonly checkouts?: readonly CheckoutFacts[]
  readonly zone?: string
  readonly terms?: Partial<Omit<ShopTerms, 'zone'>>
}

export type Said = readonly ['no' | 'yes' | 'unknown', number]

/** A plan, or a rule as a merchant writes it. `numberOfOrders` is that of the orders given. */
export function verdictOf(asked: PlanNode | string, { now, customer: changes = {}, orders = [], checkouts = [], zone = 'UTC', terms = {} }: Asking): Said {
  const builder = new BlockBuilder({ foldTag })
  builder.addCustomer(customer(1, { numberOfOrders: orders.length, ...changes }))
  for (const order of orders) builder.addOrder(1, order)
  for (const checkout of checkouts) builder.addCheckout(1, checkout)
  const shop: ShopTerms = { zone: zoneTable(zone), currency: 'EUR', historyFrom: null, productsKnown: true, metafieldsKnown: null, ...terms }
  const root = typeof asked === 'string' ? rootOf(asked) : asked
  const { member, until } = evaluate(compile({ root, fingerprint: '' }, shop), builder.build().block, now)
  return [(['no', 'yes', 'unknown'] as const)[member[0]!]!, until[0]!]
}

function rootOf(rule: string): PlanNode {
  const understood = understand(rule)
  if (!understood.ok) throw new Error(JSON.stringify(understood.problems))
  return understood.plan.root
}
