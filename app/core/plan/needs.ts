// Which facts a plan reads: what to load for it, and which changes can matter to it.
import type { DateColumn, EventCondition, FlagColumn, HavingOf, ListColumn, Metric, NumberColumn, Plan, PlanNode, SequenceStep, TextColumn } from '#app/core/plan/plan.ts'

export type CustomerColumn = TextColumn | ListColumn | NumberColumn | FlagColumn | 'customerCreated' | 'places'
/** What the store says of a product: a changed product may change answers. */
export type ProductFact = 'tags' | 'type' | 'vendor' | 'title' | 'collections'

export interface Needs {
  readonly columns: ReadonlySet<CustomerColumn>
  readonly orders: boolean
  /** `OrderFacts.details`. */
  readonly orderDetails: boolean
  /** Lines of orders. */
  readonly lines: boolean
  readonly checkouts: boolean
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
    columns: new Set<CustomerColumn>(), orders: false, orderDetails: false, lines: false, checkouts: false, cutPoints: false, products: new Set<ProductFact>(),
    metafields: new Set<string>(), segments: new Set<number>(), histories: new Set<number>(), named: new Set<string>(), delegated: new Set<string>(),
  }

  function column(name: Exclude<CustomerColumn, 'places'> | DateColumn): void {
    if (name === 'firstOrder' || name === 'lastOrder') needs.orders = true
    else if (name === 'abandonedCheckout') needs.checkouts = true
    else needs.columns.add(name)
  }

  function events({ of, where }: SequenceStep, having: readonly { readonly of: HavingOf }[] = []): void {
    if (of === 'checkouts') needs.checkouts = true
    else {
      needs.orders = true
      needs.orderDetails ||= of === 'refunds' || where.some(({ on }) => details.has(on)) || having.some((one) => detailSums.has(one.of))
      needs.lines ||= of === 'lines' || where.some(({ on }) => line.has(on)) || having.some((one) => lineSums.has(one.of))
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
      case 'metric':
        needs.orders = true
        needs.orderDetails ||= inDetails.has(node.metric)
        needs.lines ||= node.metric === 'distinctProducts'
        return
      case 'score':
        needs.orders = needs.orderDetails = needs.cutPoints = true
        return
      case 'metafield':
      case 'anniversary':
      case 'age':
        needs.metafields.add(node.path)
        return
      case 'place':
        needs.columns.add('places')
        return
      case 'events': return events(node, node.having)
      case 'sequence':
        events(node.first)
        return events(node.then)
      case 'member':
        needs.segments.add(node.segment)
        return
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
      default: return column(node.column)
    }
  }

  look(plan.root)
  return needs
}

const inDetails: ReadonlySet<Metric> = new Set(['netSpent', 'refundedAmount', 'refundShare', 'discountShare'] as const)
const detailSums: ReadonlySet<HavingOf> = new Set(['sumNetAmount', 'sumLineAmount', 'shareOfSpend'] as const)
const lineSums: ReadonlySet<HavingOf> = new Set(['sumQuantity', 'sumLineAmount', 'distinctProducts', 'shareOfSpend'] as const)
const ofProduct: ReadonlyMap<EventCondition['on'], ProductFact> = new Map([
  ['productTag', 'tags'], ['productType', 'type'], ['vendor', 'vendor'], ['title', 'title'], ['collection', 'collections'],
] as const)

/** What the columns of a block hold only with `OrderFacts.details`, of the order and of its lines. */
const details: ReadonlySet<EventCondition['on']> = new Set([
  'channel', 'discountAmount', 'discountCode', 'discounted', 'fulfillmentStatus', 'netAmount', 'orderTag', 'paymentStatus', 'refunded', 'shippingCountry',
  'shippingRegion', 'source', 'utmCampaign', 'utmMedium', 'utmSource', 'currentQuantity', 'giftCard', 'lineAmount', 'sku', 'variant',
] as const)

const line: ReadonlySet<EventCondition['on']> = new Set([
  'collection', 'currentQuantity', 'giftCard', 'lineAmount', 'product', 'productTag', 'productType', 'quantity', 'sku', 'title', 'variant', 'vendor',
] as const)
