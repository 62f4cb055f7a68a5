// Everybody in the pretend store as the oracle takes them, straight from the store's truth.
import type { CheckoutFacts, CustomerFacts, OrderFacts, Place, ProductFacts } from '#app/core/facts/facts.ts'
import type { Address, Checkout, Customer, Order, Store } from '#simulator/store/model.ts'
import { localClock } from '#app/engine/local-clock.ts'
import type { NaiveShop, Person } from '#app/core/naive/answer.ts'

export interface Seen {
  readonly shop: NaiveShop
  /** By the store's customer id. */
  readonly people: ReadonlyMap<number, Person>
}

/** What the store's records do not say, by customer id: what the platform works out, what we own, where membership is frozen. */
export interface Besides {
  readonly statistics?: (customer: Customer) => { readonly spendTier: string | null, readonly rfmGroup: string | null }
  /** Folded tags that we added. */
  readonly ownTags?: ReadonlyMap<number, ReadonlySet<string>>
  readonly members?: ReadonlyMap<number, readonly number[]>
}

export function fromStore(
  store: Pick<Store, 'settings' | 'customers' | 'orders' | 'products' | 'collections' | 'checkouts'>,
  historyFrom: number | null,
  besides: Besides = {},
): Seen {
  const numbers = new Map([...store.products.keys()].map((id, index) => [id, index + 1]))
  const products = new Map<number, ProductFacts>([...store.products.values()].map(({ id, deleted, tags, type, vendor, title, collectionIds }) => {
    const number = numbers.get(id)!
    const collections = collectionIds.flatMap((collection) => store.collections.get(collection) ?? []).map((collection) => ({ id: String(collection.id), handle: collection.handle }))
    return [number, { number, id: String(id), known: !deleted, tags: deleted ? [] : tags, type, vendor, title, collections }]
  }))
  const orders = Map.groupBy([...store.orders.values()].filter(({ customerId, createdAt }) =>
    customerId !== null && (historyFrom === null || createdAt >= historyFrom)), ({ customerId }) => customerId!)
  const checkouts = Map.groupBy([...store.checkouts.values()].filter(({ customerId }) => customerId !== null), ({ customerId }) => customerId!)
  const living = [...store.customers.values()].filter(({ mergedInto }) => mergedInto === null)
  return {
    shop: { zone: localClock(store.settings.zone), currency: store.settings.currency, historyFrom, productsKnown: true, products },
    people: new Map(living.map((customer, index) => [customer.id, {
      customer: customerFacts(customer, index + 1, besides),
      orders: (orders.get(customer.id) ?? []).map((order) => orderFacts(order, numbers)),
      checkouts: (checkouts.get(customer.id) ?? []).map((checkout) => checkoutFacts(checkout, numbers)),
    }])),
  }
}

function customerFacts(customer: Customer, number: number, { statistics, ownTags, members }: Besides): CustomerFacts {
  const ours = ownTags?.get(customer.id)
  return {
    number,
    createdAt: customer.createdAt,
    state: customer.state,
    locale: customer.locale,
    emailDomain: customer.email?.split('@').at(-1)?.toLowerCase() ?? null,
    emailConsent: customer.email === null ? null : customer.emailConsent.state,
    smsConsent: customer.phone === null ? null : customer.smsConsent.state,
    places: customer.addresses.map(place),
    tags: customer.tags,
    foreignTags: customer.tags.map((tag) => tag.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase()).filter((tag) => !ours?.has(tag)),
    numberOfOrders: customer.numberOfOrders,
    amountSpent: customer.amountSpent,
    productSubscription: null,
    spendTier: null,
    rfmGroup: null,
    ...statistics?.(customer),
    hasNote: customer.note !== null,
    hasPhone: customer.phone !== null,
    metafields: Object.fromEntries(customer.metafields.map(({ namespace, key, type, value }) => [`metafields.${namespace}.${key}`, { type, value }])),
    members: members?.get(customer.id) ?? [],
  }
}

function place({ country, province, city, zip, lat, lon }: Address): Place {
  const region = province === null ? null : `${country}-${province}`
  const bare = city?.replace(/\s+/g, '') ?? ''
  return { country, region, city: bare === '' ? null : `${region ?? country}-${bare}`, zip, lat, lon }
}

function orderFacts(order: Order, numbers: ReadonlyMap<number, number>): OrderFacts {
  return {
    id: String(order.id),
    at: order.processedAt,
    test: order.test,
    cancelledAt: order.cancelledAt,
    financialStatus: order.financialStatus,
    total: order.total,
    appId: order.appId === null ? null : String(order.appId),
    locationId: order.locationId === null ? null : String(order.locationId),
    lines: order.lines.map((line) => ({
      product: line.productId === null ? 0 : numbers.get(line.productId) ?? 0,
      quantity: line.quantity, currentQuantity: line.currentQuantity, giftCard: line.giftCard,
      originalTotal: line.originalTotal, discountedTotal: line.discountedTotal,
    })),
    details: detailsOf(order),
  }
}

function detailsOf({ currentTotal, discounts, fulfillmentStatus, sourceName, shipTo, discountCodes, tags, utm, refunds, lines }: Order): NonNullable<OrderFacts['details']> {
  return {
    currentTotal, discounts, fulfillmentStatus, discountCodes, tags,
    channel: sourceName,
    shippingCountry: shipTo?.country ?? null,
    shippingRegion: shipTo && shipTo.province !== null ? `${shipTo.country}-${shipTo.province}` : null,
    source: utm?.source ?? null, utmSource: utm?.source ?? null, utmMedium: utm?.medium ?? null, utmCampaign: utm?.campaign ?? null,
    refunds: refunds.map(({ at, amount }) => ({ at, amount })),
    lines: lines.map(({ variantId, sku }) => ({ variant: variantId === null ? null : String(variantId), sku })),
  }
}

function checkoutFacts({ createdAt, completedAt, lines }: Checkout, numbers: ReadonlyMap<number, number>): CheckoutFacts {
  return {
    at: createdAt, completedAt,
    lines: lines.map(({ productId, quantity, price }) => ({ product: productId === null ? 0 : numbers.get(productId) ?? 0, quantity, amount: price * quantity })),
  }
}
