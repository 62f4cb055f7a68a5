// The order that clauses ask for: one that has what their conditions name. Whether it is one, the evaluator says.
import type { OrderDetails, OrderFacts, LineFacts, Instant, Minor } from '#app/core/facts/facts.ts'
import { MISSING } from '#app/core/facts/dictionary.ts'
import type { ProductTable } from '#app/core/facts/product-table.ts'
import type { EventCondition, EventsTest, PlanTest } from '#app/core/plan/plan.ts'

/** Everything but when, and of what amount. */
export interface OrderModel {
  readonly conditions: readonly EventCondition[]
  readonly product: number
  readonly quantity: number
  /** It has to be of a certain kind. */
  readonly special: boolean
}

const PLAIN: ReadonlySet<EventCondition['on']> = new Set(['date', 'amount', 'netAmount', 'month', 'weekday', 'day', 'hour', 'year', 'nth', 'nthLatest'] as const)

/** Products looked through for one that fits; a store has more only where any will do. */
const MOST_PRODUCTS = 50_000

export function modelOf(tests: readonly PlanTest[], products: ProductTable): OrderModel {
  const events = tests.filter((test): test is EventsTest => test.kind === 'events')
  const conditions = events.flatMap(({ where }) => where)
  const lines = events.some(({ of }) => of === 'lines')
  const product = lines || conditions.some(({ on }) => ofProduct.has(on)) ? fitting(conditions, products) : 0
  return { conditions, product, quantity: quantityOf(events), special: product > 0 || conditions.some(({ on }) => !PLAIN.has(on)) }
}

export function orderOf({ conditions, product, quantity }: OrderModel, at: Instant, amount: Minor): OrderFacts {
  const named = (on: EventCondition['on']): string | null => conditions.flatMap((one) => (one.on === on && 'values' in one && !one.negated ? one.values : []))[0] ?? null
  const flagged = (on: EventCondition['on']): boolean => conditions.some((one) => one.on === on && !one.negated)
  const lists = (on: EventCondition['on']): readonly string[] => [named(on)].filter((value) => value !== null)
  const line: LineFacts = { product, quantity, currentQuantity: quantity, giftCard: flagged('giftCard'), originalTotal: amount, discountedTotal: amount }
  const details: OrderDetails = {
    currentTotal: amount, discounts: flagged('discounted') ? 1 : 0, fulfillmentStatus: named('fulfillmentStatus'), channel: named('channel'),
    shippingCountry: named('shippingCountry'), shippingRegion: named('shippingRegion'), discountCodes: lists('discountCode'), tags: lists('orderTag'),
    source: named('source'), utmSource: named('utmSource'), utmMedium: named('utmMedium'), utmCampaign: named('utmCampaign'),
    refunds: [], lines: product > 0 ? [{ variant: named('variant'), sku: named('sku') }] : [],
  }
  return {
    id: '0', at, test: false, cancelledAt: null, financialStatus: named('paymentStatus') ?? 'PAID', total: amount,
    appId: named('app'), locationId: named('location'), lines: product > 0 ? [line] : [], details,
  }
}

const ofProduct: ReadonlySet<EventCondition['on']> = new Set([
  'product', 'variant', 'sku', 'title', 'productType', 'vendor', 'productTag', 'collection', 'quantity', 'currentQuantity', 'lineAmount', 'giftCard',
] as const)

/** The first product that has all that is asked; the first of all where none does. */
function fitting(conditions: readonly EventCondition[], products: ProductTable): number {
  const last = Math.min(products.size, MOST_PRODUCTS)
  for (let product = 1; product < last; product++) if (products.has(product) && conditions.every((one) => fits(one, product, products))) return product
  return 1
}

function fits(condition: EventCondition, product: number, products: ProductTable): boolean {
  if (!('values' in condition)) return true
  const has = (values: readonly (string | null)[]): boolean => values.some((value) => value !== null && condition.values.includes(value)) !== condition.negated
  switch (condition.on) {
    case 'product': return has([products.idOf(product)])
    case 'title':
    case 'productType':
    case 'vendor': return products.isKnown(product) && has([products.textOf(product, condition.on)])
    case 'collection': return products.isKnown(product) && has(products.collectionsOf(product))
    case 'productTag': return products.isKnown(product) && condition.values.some((tag) => {
      const code = products.tags.codeOf(tag)
      return code !== MISSING && products.hasTag(product, code)
    }) !== condition.negated
    default: return true
  }
}

/** Enough pieces for every condition and every sum over them. */
function quantityOf(events: readonly EventsTest[]): number {
  const lower = events.flatMap(({ where, having }) => [
    ...where.flatMap((one) => ('ranges' in one && (one.on === 'quantity' || one.on === 'currentQuantity') && !one.negated ? one.ranges : [])),
    ...having.flatMap((one) => (one.of === 'sumQuantity' && !one.negated ? [one.range] : [])),
  ])
  return Math.max(1, ...lower.flatMap(({ min }) => (min ? [Math.floor(Number(min.value)) + (min.inclusive ? 0 : 1)] : [])))
}
