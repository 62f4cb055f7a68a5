// Which facts of a plan an answer about the past takes as they are today, because what they were then is not kept.
import type { Part } from '#app/core/facts/parts.ts'
import { needsOf } from '#app/core/plan/needs.ts'
import type { EventCondition, Plan, PlanNode, SequenceStep } from '#app/core/plan/plan.ts'

/**
 * Orders, refunds, checkouts and the creation of customers are taken by their time. `profile` is what else is known of a customer (language,
 * account, note …), `totals` the number of orders and the amount that Shopify reports, `order-state` what an order is after its placing
 * (payment, fulfilment, its tags, quantities left), `products` what products are, `segments` who is and was in a segment by what is stored,
 * `answers` who is in a clause that only Shopify can answer.
 */
export type AsToday = 'consent' | 'tags' | 'addresses' | 'metafields' | 'totals' | 'profile' | 'order-state' | 'products' | 'segments' | 'answers' | 'cut-points'

/** In a fixed order, each once. */
export function asTodayIn(plan: Plan): readonly AsToday[] {
  const needs = needsOf(plan)
  const found = new Set<AsToday>()
  for (const part of needs.parts) {
    const kind = ofPart[part]
    if (kind !== undefined) found.add(kind)
  }
  if (needs.products.size > 0) found.add('products')
  if (needs.segments.size + needs.histories.size > 0) found.add('segments')
  if (needs.delegated.size > 0) found.add('answers')
  if (needs.cutPoints) found.add('cut-points')
  if (readsOrderState(plan.root)) found.add('order-state')
  return order.filter((kind) => found.has(kind))
}

const order: readonly AsToday[] = ['tags', 'consent', 'addresses', 'metafields', 'totals', 'profile', 'order-state', 'products', 'segments', 'answers', 'cut-points']

/** Whatever is not here is taken by its time, or is part of what a condition on an order asks. */
const ofPart: Partial<Record<Part, AsToday>> = {
  emailConsent: 'consent', smsConsent: 'consent', tags: 'tags', foreignTags: 'tags',
  countries: 'addresses', regions: 'addresses', cities: 'addresses', places: 'addresses', numberOfOrders: 'totals', amountSpent: 'totals',
  state: 'profile', locale: 'profile', emailDomain: 'profile', productSubscription: 'profile', spendTier: 'profile', rfmGroup: 'profile', hasNote: 'profile', hasPhone: 'profile', metafields: 'metafields',
}

const ofOrderState: ReadonlySet<EventCondition['on']> = new Set(['paymentStatus', 'fulfillmentStatus', 'orderTag', 'currentQuantity'] as const)

const readsState = ({ where }: SequenceStep): boolean => where.some(({ on }) => ofOrderState.has(on))

function readsOrderState(node: PlanNode): boolean {
  switch (node.kind) {
    case 'all':
    case 'any': return node.of.some(readsOrderState)
    case 'not': return readsOrderState(node.of)
    case 'events': return readsState(node)
    case 'sequence': return readsState(node.first) || readsState(node.then)
    default: return false
  }
}
