// Random people of the laws as files of bulk queries. What no file can hold (a region without its country, tags of ours, memberships) is taken from them first.
import type { CustomerFacts, OrderFacts, Place, ProductFacts } from '#app/core/facts/facts.ts'
import { decimalsOf } from '#app/core/money.ts'
import type { NaiveShop, Person } from '#app/core/naive/answer.ts'
import { customerNode, gid, lineNode, orderNode } from './bulk-lines.ts'

export interface SceneNodes {
  readonly customers: readonly object[]
  readonly orders: readonly object[]
  readonly products: readonly object[]
}

/** Products that only lines name are deleted ones, and of those nothing is known. */
export function shopInFiles(shop: NaiveShop): NaiveShop {
  const nothing = { known: false, tags: [], type: null, vendor: null, title: null, collections: [] }
  const products = Array.from({ length: 5 }, (_, index): ProductFacts => {
    const found = shop.products.get(index + 1)
    return found?.known ? found : { ...nothing, number: index + 1, id: String(100 + index) }
  })
  return { ...shop, products: new Map(products.map((product) => [product.number, product])) }
}

export function personInFiles({ customer, orders }: Person): Person {
  return {
    customer: { ...customer, places: customer.places.map(placeInFiles), foreignTags: [], members: [], metafields: {}, hasPhone: customer.hasPhone || customer.smsConsent !== null },
    orders: orders.map((order, index) => ({ ...order, id: `${customer.number}00${index}`, details: order.details && { ...order.details, shippingRegion: regionOf(order.details.shippingCountry, order.details.shippingRegion) } })),
    checkouts: [],
  }
}

const regionOf = (country: string | null, region: string | null): string | null => (country !== null && region !== null ? `${country}-BE` : null)

function placeInFiles({ country, region, city }: Place): Place {
  const part = regionOf(country, region)
  return { country, region: part, city: country !== null && city !== null ? `${part ?? country}-Berlin` : null, zip: null, lat: null, lon: null }
}

/** Parents first, then all children, the last parent's first. */
export function nodesOf(people: readonly Person[], shop: NaiveShop): SceneNodes {
  const known = [...shop.products.values()].filter((product) => product.known)
  return {
    customers: [...people.map(({ customer }) => customerOf(customer, shop)), ...people.toReversed().flatMap(({ customer }) => customer.places.map((place) => addressOf(place, customer)))],
    orders: [...people.flatMap(({ customer, orders }) => orders.map((order) => orderOf(order, customer, shop))), ...people.toReversed().flatMap(({ orders }) => orders.flatMap((order) => linesOf(order, shop)))],
    products: [
      ...known.map(({ id, tags, type, vendor, title }) => ({ id: gid('Product', id), updatedAt: '2026-09-01T00:00:00Z', tags, productType: type, vendor, title })),
      ...known.flatMap(({ id, collections }) => collections.map((one) => ({ id: gid('Collection', one.id), title: 'C', handle: one.handle, __parentId: gid('Product', id) }))),
    ],
  }
}

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())
const reference = (kind: string, id: string | null): object | null => (id === null ? null : { id: gid(kind, id) })

function amountOf(minor: number, { currency }: NaiveShop): string {
  const decimals = decimalsOf(currency)
  return (minor / 10 ** decimals).toFixed(decimals)
}

const setOf = (minor: number, shop: NaiveShop): object => ({ shopMoney: { amount: amountOf(minor, shop), currencyCode: shop.currency } })

function customerOf(facts: CustomerFacts, shop: NaiveShop): object {
  return customerNode(String(facts.number), {
    createdAt: iso(facts.createdAt), state: facts.state, tags: facts.tags, locale: facts.locale, note: facts.hasNote ? 'a note' : null, numberOfOrders: String(facts.numberOfOrders),
    amountSpent: { amount: amountOf(facts.amountSpent, shop), currencyCode: shop.currency }, productSubscriberStatus: facts.productSubscription,
    statistics: { predictedSpendTier: facts.spendTier, rfmGroup: facts.rfmGroup },
    defaultEmailAddress: { emailAddress: facts.emailDomain && `someone@${facts.emailDomain}`, marketingState: facts.emailConsent },
    defaultPhoneNumber: facts.hasPhone ? { marketingState: facts.smsConsent } : null,
  })
}

function addressOf({ country, region, city }: Place, { number }: CustomerFacts): object {
  return { id: gid('MailingAddress', 1), countryCodeV2: country, provinceCode: region && 'BE', city: city && 'Berlin', zip: null, latitude: null, longitude: null, __parentId: gid('Customer', number) }
}

function orderOf({ details, ...order }: OrderFacts, { number }: CustomerFacts, shop: NaiveShop): object {
  if (details === null) throw new Error('The laws give every order its details')
  const { source, utmSource, utmMedium, utmCampaign, shippingCountry, shippingRegion } = details
  return orderNode(order.id, String(number), new Date(order.at).toISOString(), {
    cancelledAt: iso(order.cancelledAt), test: order.test, sourceName: details.channel, displayFinancialStatus: order.financialStatus, displayFulfillmentStatus: details.fulfillmentStatus,
    app: reference('App', order.appId), retailLocation: reference('Location', order.locationId), currencyCode: shop.currency,
    shippingAddress: { countryCodeV2: shippingCountry, provinceCode: shippingRegion && 'BE' },
    currentTotalPriceSet: setOf(details.currentTotal, shop), totalPriceSet: setOf(order.total, shop), totalDiscountsSet: setOf(details.discounts, shop),
    discountCodes: details.discountCodes, tags: details.tags,
    customerJourneySummary: { firstVisit: { source, utmParameters: { source: utmSource, medium: utmMedium, campaign: utmCampaign } } },
    refunds: details.refunds.map((refund, index) => ({ id: gid('Refund', index + 1), createdAt: iso(refund.at), totalRefundedSet: setOf(refund.amount, shop) })),
  })
}

function linesOf({ id, lines, details }: OrderFacts, shop: NaiveShop): object[] {
  return lines.map((line, index) => lineNode(`${id}${index}`, id, shop.products.get(line.product)?.id ?? null, {
    quantity: line.quantity, currentQuantity: line.currentQuantity, isGiftCard: line.giftCard, sku: details?.lines[index]?.sku ?? null,
    variant: reference('ProductVariant', details?.lines[index]?.variant ?? null), originalTotalSet: setOf(line.originalTotal, shop), discountedTotalSet: setOf(line.discountedTotal, shop),
  }))
}
