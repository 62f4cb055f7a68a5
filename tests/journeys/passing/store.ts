// A random store for the passing of time: its products, its customers with a history, the rules asked of it, and what will happen to it.
import type { FactChange, OrderChange } from '#app/core/facts/change.ts'
import { createRandom, type Random } from '#simulator/store/random.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const BORN = 'metafields.facts.birth_date'
const PRODUCTS = 40

/** The rules of the workload that need no cut points, with windows of minutes, hours, days, months and years, birthdays, sequences and other segments. */
export const rules: readonly string[] = [
  "customer_language = 'de' AND customer_added_date >= -730d",
  "customer_countries CONTAINS 'US'",
  "email_subscription_status = 'SUBSCRIBED' AND sms_subscription_status != 'SUBSCRIBED'",
  "customer_tags CONTAINS 'vip' AND customer_tags NOT CONTAINS 'wholesale'",
  'net_spent >= 500',
  'orders_counted >= 3 AND last_order_date >= -90d',
  'orders_counted >= 3 AND refund_share > 0.2',
  'first_order_date BETWEEN 2025-11-01 AND 2025-11-30',
  "products_purchased MATCHES (tag = 'tag7', date >= -180d, count >= 2)",
  "products_purchased MATCHES (type = 'type2', date >= -365d, count >= 3)",
  "orders_counted >= 2 AND products_purchased NOT MATCHES (tag = 'tag3')",
  'orders_counted = 1 AND last_order_date < -120d',
  "orders_counted = 0 AND email_subscription_status = 'SUBSCRIBED' AND customer_added_date < -30d",
  'orders_placed MATCHES (date >= -90min)',
  'orders_placed MATCHES (date >= -36h, sum_amount >= 50) AND orders_counted >= 2',
  'orders_placed MATCHES (date BETWEEN -3m AND -1m) AND last_order_date < -2w',
  `anniversary ('${BORN}') BETWEEN today AND +7d AND last_order_date >= -1y`,
  'orders_placed MATCHES () THEN NOT orders_placed MATCHES () WITHIN 48h',
  'refunds_received MATCHES (date >= -6m, sum_amount >= 20) OR (last_order_date = yesterday AND orders_counted >= 4)',
  "in_segment('Rule 2') AND in_segment('Rule 6') AND NOT in_segment('Rule 4')",
]
/** Of all windows above that are not whole days. */
export const durations: readonly number[] = [90 * MINUTE, 36 * 60 * MINUTE, 48 * 60 * MINUTE]
export const segmentName = (index: number): string => `Rule ${index + 1}`
export const metafieldPaths: readonly string[] = [BORN]

export interface Happening {
  readonly at: number
  /** Shopify id. */
  readonly customer: string
  readonly changes: readonly FactChange[]
}

export interface RandomStore {
  readonly products: readonly FactChange[]
  /** By customer, as they are at the beginning. */
  readonly customers: readonly (readonly FactChange[])[]
  /** Ascending by instant, one customer each; no two at one instant. */
  readonly happenings: readonly Happening[]
}

export interface StoreWish {
  readonly seed: number
  readonly customers: number
  readonly from: number
  readonly to: number
  /** Orders, refunds and changes of tags between `from` and `to`. */
  readonly happenings: number
}

class Shopper {
  readonly id: string
  readonly orders: OrderChange[] = []
  tags: string[]
  constructor(id: string, tags: string[]) {
    this.id = id
    this.tags = tags
  }

  totals(at: number): FactChange {
    return { kind: 'totals', customer: this.id, numberOfOrders: this.orders.length, amountSpent: this.orders.reduce((sum, { total }) => sum + total, 0), lastOrder: this.orders.at(-1)?.order ?? null, at }
  }
}

export function randomStore({ seed, customers, from, to, happenings }: StoreWish): RandomStore {
  const random = createRandom(`passing ${seed}`)
  let orders = 0
  const order = (shopper: Shopper, at: number): OrderChange => {
    const lines = Array.from({ length: random.int(1, 3) }, (_, index) => lineOf(random, `${++orders}${index}`))
    const total = lines.reduce((sum, { discountedTotal }) => sum + discountedTotal, 0)
    const made: OrderChange = {
      kind: 'order', order: String(5_000_000 + orders), at, customer: shopper.id, createdAt: at, processedAt: at, cancelledAt: null, test: false, financialStatus: 'PAID', fulfillmentStatus: null,
      total, currentTotal: total, discounts: random.chance(0.25) ? 300 : 0, refunded: 0, currency: 'USD', sourceName: 'web', app: null, location: null, shipCountry: null, shipRegion: null,
      discountCodes: [], tags: [], visit: null, refunds: [], lines,
    }
    shopper.orders.push(made)
    return made
  }
  const shoppers = Array.from({ length: customers }, (_, index) => new Shopper(String(1_000 + index), random.chance(0.2) ? ['vip'] : []))
  const begun = shoppers.map((shopper) => {
    const createdAt = from - random.int(1, 3 * 365 * DAY)
    const times = Array.from({ length: random.chance(0.35) ? 0 : random.poisson(3) + 1 }, () => random.int(createdAt, from - 1)).sort((a, b) => a - b)
    const placed = times.map((at) => order(shopper, at))
    return [...profileOf(random, shopper, createdAt), ...placed, shopper.totals(from)]
  })
  const instants = new Set<number>()
  while (instants.size < happenings) instants.add(random.int(from + 1, to))
  const happened = [...instants].sort((a, b) => a - b).map((at): Happening => {
    const shopper = random.pick(shoppers)
    return { at, customer: shopper.id, changes: happen(random, shopper, at, order) }
  })
  return { products: Array.from({ length: PRODUCTS }, (_, index) => productOf(index, from - 4 * 365 * DAY)), customers: begun, happenings: happened }
}

function happen(random: Random, shopper: Shopper, at: number, order: (shopper: Shopper, at: number) => OrderChange): readonly FactChange[] {
  const kind = random.next()
  const last = shopper.orders.findLastIndex(({ refunds }) => refunds.length === 0)
  if (kind < 0.15 && last >= 0) {
    const whole = shopper.orders[last]!
    const amount = Math.round(whole.total * random.pick([0.3, 1]))
    const refunded: OrderChange = { ...whole, at, refunded: amount, currentTotal: whole.total - amount, refunds: [{ id: `9${whole.order}`, at, amount }] }
    shopper.orders[last] = refunded
    return [refunded]
  }
  if (kind < 0.3) {
    const tag = random.pick(['vip', 'wholesale'])
    shopper.tags = shopper.tags.includes(tag) ? shopper.tags.filter((one) => one !== tag) : [...shopper.tags, tag]
    return [{ kind: 'tagsSeen', customer: shopper.id, tags: shopper.tags, at }]
  }
  return [order(shopper, at), shopper.totals(at)]
}

function profileOf(random: Random, { id, tags }: Shopper, at: number): FactChange[] {
  const country = random.pick(['US', 'US', 'DE', 'GB'])
  const born = new Date(Date.UTC(random.int(1940, 2005), 0, 1) + random.int(0, 364) * DAY).toISOString().slice(0, 10)
  return [
    {
      kind: 'customer', customer: id, at, createdAt: at, state: 'ENABLED', locale: random.pick(['de', 'en', 'en']), emailDomain: 'example.com', hasNote: false, hasPhone: false,
      places: [{ country, region: null, city: `${country}-city`, zip: null, lat: null, lon: null }],
    },
    { kind: 'tagsSeen', customer: id, tags, at },
    { kind: 'emailConsent', customer: id, state: random.chance(0.5) ? 'SUBSCRIBED' : 'NOT_SUBSCRIBED', at },
    { kind: 'smsConsent', customer: id, state: random.chance(0.2) ? 'SUBSCRIBED' : 'NOT_SUBSCRIBED', at },
    { kind: 'metafields', customer: id, values: random.chance(0.6) ? { [BORN]: { type: 'date', value: random.chance(0.02) ? '1988-02-29' : born } } : {}, at },
  ]
}

const productId = (index: number): string => String(700 + index)

const productOf = (index: number, at: number): FactChange => ({
  kind: 'product', product: productId(index), at, title: `Product ${index}`, type: `type${index % 5}`, vendor: null, tags: [`tag${index % 10}`], collections: [],
})

function lineOf(random: Random, id: string): OrderChange['lines'][number] {
  const amount = random.int(5, 120) * 100
  return { id, product: productId(random.int(0, PRODUCTS - 1)), variant: null, sku: null, vendor: null, quantity: 1, currentQuantity: 1, giftCard: false, originalTotal: amount, discountedTotal: amount }
}
