// Which facts a plan reads: what to load for it, and which changes can matter to it.
import type { Part } from '#app/core/facts/parts.ts'
import type { EventCondition, HavingOf, Metric, Plan, PlanNode, SequenceStep } from '#app/core/plan/plan.ts'

/** What the store says of a product: a changed product may change answers. */
export type ProductFact = 'tags' | 'type' | 'vendor' | 'title' | 'collections'

export interface Needs {
  /** What a block must hold. */
  readonly parts: ReadonlySet<Part>
  /** The shop's cut points, and to work them out its whole population. */
  readonly cutPoints: boolean
  readonly products: ReadonlySet<ProductFact>
  /** Paths, `metafields.namespace.key`. */
  readonly metafields: ReadonlySet<string>
  /** Segments whose stored membership is read. */
  readonly segments: ReadonlySet<number>
  /** Segments of which is asked when a customer entered or left them. */
  readonly histories: ReadonlySet<number>
  /** Segments by their folded name, in a plan that is not linked yet. */
  readonly named: ReadonlySet<string>
  /** Native text of what only Shopify can answer. */
  readonly delegated: ReadonlySet<string>
}

export function needsOf(plan: Plan): Needs {
  const needs = {
    parts: new Set<Part>(), cutPoints: false, products: new Set<ProductFact>(),
    metafields: new Set<string>(), segments: new Set<number>(), histories: new Set<number>(), named: new Set<string>(), delegated: new Set<string>(),
  }

  const add = (...parts: readonly Part[]): void => {
    for (const part of parts) needs.parts.add(part)
  }

  function events({ of, where }: SequenceStep, having: readonly { readonly of: HavingOf }[] = []): void {
    if (of === 'checkouts') add('checkouts')
    else {
      add('orders', ...(of === 'refunds' ? ['refunds'] as const : []), ...(of === 'lines' ? ['product'] as const : []))
      for (const { on } of where) add(...(ofCondition[on] ?? []))
      for (const one of having) add(...(ofSum[one.of] ?? []))
    }
    for (const { on } of where) {
      const fact = ofProduct.get(on)
      if (fact) needs.products.add(fact)
    }
  }

  function look(node: PlanNode): void {
    switch (node.kind) {
      case 'all':
      case 'any': return node.of.forEach(look)
      case 'not': return look(node.of)
      case 'constant': return
      case 'metric': return add('orders', ...(ofMetric[node.metric] ?? []))
      case 'score':
        needs.cutPoints = true
        return add('orders', ...ofMetric.netSpent!)
      case 'metafield':
      case 'anniversary':
      case 'age':
        needs.metafields.add(node.path)
        return add('metafields')
      case 'place': return add('places')
      case 'events': return events(node, node.having)
      case 'sequence':
        events(node.first)
        return events(node.then)
      case 'member':
        needs.segments.add(node.segment)
        return add('members')
      case 'entered':
      case 'left':
        needs.histories.add(node.segment)
        return
      case 'named':
        needs.named.add(node.segment)
        return
      case 'delegated':
        needs.delegated.add(node.clause)
        return
      default: {
        const { column } = node
        if (column === 'firstOrder' || column === 'lastOrder') return add('orders')
        if (column === 'abandonedCheckout') return add('checkouts')
        // When a customer was created is always held.
        if (column !== 'customerCreated') add(column)
      }
    }
  }

  look(plan.root)
  return needs
}

const net = ['currentTotal', 'refunds'] as const
/** Gift cards are not spent yet. */
const spent = [...net, 'gifts'] as const

const ofMetric: Partial<Record<Metric, readonly Part[]>> = {
  grossSpent: ['gifts'], averageOrderValue: ['gifts'], netSpent: spent, refundedAmount: ['refunds'], refundShare: spent, discountShare: ['discounted'], distinctProducts: ['product'],
}
const ofSum: Partial<Record<HavingOf, readonly Part[]>> = {
  sumNetAmount: net, sumQuantity: ['product', 'quantity'], sumLineAmount: ['product', 'lineAmount'], distinctProducts: ['product'], shareOfSpend: ['product', 'lineAmount'],
}
const ofCondition: Partial<Record<EventCondition['on'], readonly Part[]>> = {
  app: ['app'], location: ['location'], channel: ['channel'], paymentStatus: ['paymentStatus'], fulfillmentStatus: ['fulfillmentStatus'], shippingCountry: ['shippingCountry'],
  shippingRegion: ['shippingRegion'], source: ['source'], utmSource: ['utmSource'], utmMedium: ['utmMedium'], utmCampaign: ['utmCampaign'],
  discountCode: ['discountCode'], orderTag: ['orderTag'], discounted: ['discounted'], discountAmount: ['discountAmount'], netAmount: net, refunded: ['refunds'],
  product: ['product'], productTag: ['product'], productType: ['product'], vendor: ['product'], title: ['product'], collection: ['product'],
  quantity: ['product', 'quantity'], currentQuantity: ['product', 'currentQuantity'], lineAmount: ['product', 'lineAmount'], giftCard: ['product', 'giftCard'],
  sku: ['product', 'sku'], variant: ['product', 'variant'],
}
const ofProduct: ReadonlyMap<EventCondition['on'], ProductFact> = new Map([
  ['productTag', 'tags'], ['productType', 'type'], ['vendor', 'vendor'], ['title', 'title'], ['collection', 'collections'],
] as const)
