// Everybody in the pretend store as the oracle takes them, straight from the store's truth.
import type { CustomerFacts, OrderFacts, Place, ProductFacts } from '#app/core/facts/facts.ts'
import type { Address, Customer, Order, Store } from '#simulator/store/model.ts'
import type { OracleShop, Person } from '#tests/oracle/oracle.ts'

export interface Seen {
  readonly shop: OracleShop
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
  store: Pick<Store, 'settings' | 'customers' | 'orders' | 'products'>,
  historyFrom: number | null,
  besides: Besides = {},
): Seen {
  const numbers = new Map([...store.products.keys()].map((id, index) => [id, index + 1]))
  const products = new Map<number, ProductFacts>([...store.products.values()].map(({ id, deleted, tags, type, vendor }) => {
    const number = numbers.get(id)!
    return [number, { number, id: String(id), known: !deleted, tags: deleted ? [] : tags, type, vendor }]
  }))
  const orders = Map.groupBy([...store.orders.values()].filter(({ customerId, createdAt }) =>
    customerId !== null && (historyFrom === null || createdAt >= historyFrom)), ({ customerId }) => customerId!)
  const living = [...store.customers.values()].filter(({ mergedInto }) => mergedInto === null)
  return {
    shop: { zone: store.settings.zone, currency: store.settings.currency, historyFrom, productsKnown: true, products },
    people: new Map(living.map((customer, index) => [customer.id, {
      customer: customerFacts(customer, index + 1, besides),
      orders: (orders.get(customer.id) ?? []).map((order) => orderFacts(order, numbers)),
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
  }
}
