// One order as it comes in: lines, a code perhaps, a channel, a currency shown to the buyer. Used for the past and for what happens now.
import { giftCardType } from './catalogue.ts'
import { decimalsOf, rateBetween } from './currencies.ts'
import { newId } from './ids.ts'
import type { Customer, Line, Order, Product, Store } from './model.ts'
import { countryOf } from './places.ts'
import type { Random } from './random.ts'

export interface OrderWish {
  /** Null for a guest. */
  readonly customer: Customer | null
  readonly at: number
  /** What can be bought, the most popular first. */
  readonly shelf: readonly Product[]
  /** How likely the buyer is to use a code, and the type of product they lean to. */
  readonly thrift?: number
  readonly taste?: string
  readonly test?: boolean
  /** The code that is used; null or absent leaves it to thrift. */
  readonly code?: string | null
}

const codes: readonly (readonly [string, number])[] = [['WELCOME10', 10], ['AUTUMN15', 15], ['SPRING20', 20], ['BF30', 30], ['FRIENDS5', 5]]
const channels: readonly (readonly ['web' | 'pos' | 'shopify_draft_order' | '3890849', number])[] = [['web', 86], ['pos', 8], ['shopify_draft_order', 4], ['3890849', 2]]
const apps = { web: 580_111, pos: 129_785, shopify_draft_order: 1_354_745, '3890849': 3_890_849 } as const
const locations = [61_250_000_123, 61_250_032_891] as const
const journeys = [
  { source: 'newsletter', medium: 'email', campaign: 'autumn' }, { source: 'google', medium: 'cpc', campaign: 'brand' }, { source: 'instagram', medium: 'social', campaign: 'reels' },
] as const
const orderTags = ['gift', 'priority', 'check address', 'B2B'] as const
/** Shared by the orders that have none, so nobody may write into it. */
const none: string[] = []
Object.freeze(none)

export const sellable = (store: Store): Product[] => [...store.products.values()].filter((product) => !product.deleted)

export function makeOrder(store: Store, random: Random, wish: OrderWish): Order {
  const { customer, at, shelf } = wish
  const { currency } = store.settings
  const id = newId(store, 'order')
  const channel = random.weighted(channels)
  const found = random.chance(wish.thrift ?? 0.25) ? random.pick(codes) : null
  const named = wish.code ?? null
  const code = named === null ? found : (codes.find(([one]) => one === named) ?? ([named, 10] as const))
  const lines = Array.from({ length: 1 + random.poisson(0.8) }, () => makeLine(store, random, shelf, code?.[1] ?? 0, wish.taste))
  const address = customer?.addresses[0] ?? null
  const local = countryOf(address?.country ?? '')?.currency ?? currency
  const presentmentCurrency = channel === 'web' && random.chance(0.6) ? local : currency
  const subtotal = lines.reduce((sum, line) => sum + line.discountedTotal, 0)
  const unit = rateBetween('EUR', currency) * 10 ** decimalsOf(currency)
  const shipping = channel === 'pos' || lines.every((line) => line.giftCard) || subtotal > 60 * unit ? 0 : Math.round(4.9 * unit)
  const pending = random.chance(0.02)
  return {
    id,
    name: `#${++store.orderNumber}`,
    customerId: customer?.id ?? null,
    createdAt: at,
    // Most are created a moment after the payment; an imported one long after.
    processedAt: random.chance(0.01) ? at - random.int(1, 20) * 86_400_000 : at - random.int(0, 2) * 1000,
    updatedAt: at,
    cancelledAt: null,
    test: wish.test ?? false,
    sourceName: channel,
    appId: apps[channel],
    locationId: channel === 'pos' ? random.pick(locations) : null,
    financialStatus: pending ? (random.chance(0.5) ? 'PENDING' : 'AUTHORIZED') : 'PAID',
    fulfillmentStatus: channel === 'pos' ? 'FULFILLED' : 'UNFULFILLED',
    presentmentCurrency,
    presentmentRate: rateBetween(currency, presentmentCurrency),
    shipTo: channel === 'pos' ? null : address,
    discountCodes: code ? [code[0]] : none,
    tags: random.chance(0.06) ? [random.pick(orderTags)] : none,
    total: subtotal + shipping,
    currentTotal: subtotal + shipping,
    shipping,
    discounts: lines.reduce((sum, line) => sum + line.originalTotal - line.discountedTotal, 0),
    lines,
    refunds: [],
    utm: channel === 'web' && random.chance(0.3) ? random.pick(journeys) : null,
  }
}

export function makeLine(store: Store, random: Random, shelf: readonly Product[], percentOff: number, taste?: string): Line {
  let product = popular(random, shelf)
  // A leaning is a second and third look at the shelf, not a law.
  for (let look = 0; taste !== undefined && product.type !== taste && look < 2; look++) product = popular(random, shelf)
  const variant = random.pick(product.variants)
  const quantity = random.chance(0.86) ? 1 : random.int(2, 4)
  const gone = random.chance(0.015)
  const giftCard = !gone && product.type === giftCardType
  const originalTotal = variant.price * quantity
  return {
    id: newId(store, 'line'),
    productId: gone ? null : product.id,
    variantId: gone ? null : variant.id,
    title: product.title,
    sku: gone ? null : variant.sku,
    vendor: gone && random.chance(0.5) ? null : product.vendor,
    quantity,
    currentQuantity: quantity,
    giftCard,
    originalTotal,
    discountedTotal: giftCard ? originalTotal : originalTotal - Math.round((originalTotal * percentOff) / 100),
  }
}

const popular = (random: Random, shelf: readonly Product[]): Product => {
  const product = shelf[Math.floor(shelf.length * Math.pow(random.next(), 2.2))]
  if (!product) throw new RangeError('there is nothing to buy')
  return product
}
