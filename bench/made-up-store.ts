// A block of made-up customers with orders, lines and refunds, the same at every run: sizes and shares as in workload.json.
import { BlockBuilder } from '#app/core/facts/block-builder.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { CustomerFacts, OrderFacts } from '#app/core/facts/facts.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'

const DAY = 86_400_000
const PRODUCTS = 2_000

/** Some 3.2 orders a customer and 1.8 lines an order within three years before `now`; with all details of orders. */
export function madeUpStore(customers: number, now: number): Block {
  const chance = chances(20_261_122)
  const below = (limit: number): number => Math.floor(chance() * limit)
  const builder = new BlockBuilder({ foldTag })
  for (let number = 1; number <= PRODUCTS; number++) {
    builder.addProduct({ number, id: String(number), known: true, tags: [`tag${number % 20}`, `tag${20 + (number % 30)}`], type: `type${number % 25}`, vendor: `vendor${number % 10}`, title: null, collections: [] })
  }
  for (let number = 1; number <= customers; number++) {
    const createdAt = now - below(3 * 365) * DAY - below(DAY)
    const orders = below(4) === 0 ? 0 : Math.floor(-Math.log(1 - chance()) * 3.8) + 1
    builder.addCustomer(customerOf(number, createdAt, orders, below))
    for (let nth = 0; nth < orders; nth++) builder.addOrder(number, orderOf(number * 100 + nth, createdAt + Math.floor(chance() * (now - createdAt)), below))
  }
  return builder.build().block
}

function customerOf(number: number, createdAt: number, numberOfOrders: number, below: (limit: number) => number): CustomerFacts {
  const country = ['US', 'DE', 'GB', 'FR'][below(4)]!
  return {
    number, createdAt, state: 'ENABLED', locale: ['de', 'en', 'fr'][below(3)]!, emailDomain: 'example.com', emailConsent: below(2) === 0 ? 'SUBSCRIBED' : 'NOT_SUBSCRIBED', smsConsent: null,
    places: [{ country, region: null, city: null, zip: null, lat: null, lon: null }], tags: below(10) === 0 ? ['vip'] : [], foreignTags: [], numberOfOrders, amountSpent: 0,
    productSubscription: null, spendTier: null, rfmGroup: null, hasNote: false, hasPhone: false, metafields: {}, members: [],
  }
}

function orderOf(id: number, at: number, below: (limit: number) => number): OrderFacts {
  const lines = Array.from({ length: 1 + +(below(2) === 0) + +(below(4) === 0) }, () => ({ product: 1 + below(PRODUCTS), amount: 500 + below(15_000) }))
  const total = lines.reduce((sum, { amount }) => sum + amount, 0)
  const refunded = below(12) === 0 ? Math.ceil(total / 2) : 0
  return {
    id: String(id), at, test: false, cancelledAt: below(40) === 0 ? at + DAY : null, financialStatus: 'PAID', total, appId: null, locationId: null,
    lines: lines.map(({ product, amount }) => ({ product, quantity: 1, currentQuantity: 1, giftCard: false, originalTotal: amount, discountedTotal: amount })),
    details: {
      currentTotal: total - refunded, discounts: below(4) === 0 ? 300 : 0, fulfillmentStatus: null, channel: 'web', shippingCountry: null, shippingRegion: null, discountCodes: [], tags: [],
      source: null, utmSource: null, utmMedium: null, utmCampaign: null, refunds: refunded === 0 ? [] : [{ at: at + 5 * DAY, amount: refunded }], lines: lines.map(() => ({ variant: null, sku: null })),
    },
  }
}

/** mulberry32 (Tommy Ettinger, public domain): numbers in [0, 1). */
function chances(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
