// Files such as bulk queries give them, of a store of any size: the same ones every time, children at some distance from their parents.
import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'

export interface BulkFiles {
  readonly customers: string
  readonly orders: string
  readonly products: string
  readonly counts: { readonly customers: number; readonly orders: number; readonly lines: number }
}

/** Everything in the files lies before it. */
export const FILES_NOW = Date.UTC(2026, 10, 22)
const PRODUCTS = 2_000
const YEARS = 4
const SECOND = 1000
const towns = [['DE', 'BE', 'Berlin', '10115'], ['DE', 'HH', 'Hamburg', '20095'], ['US', 'NY', 'New York', '10001'], ['FR', null, 'Paris', '75001'], ['GB', null, 'London', 'SW1A 1AA']] as const

export function writeBulkFiles(folder: string, customers: number): BulkFiles {
  const random = dice(20261122)
  const below = (limit: number): number => Math.floor(random() * limit)
  const [people, orders, products] = ['customers', 'orders', 'products'].map((name) => new LinesFile(join(folder, `${name}.jsonl`))) as [LinesFile, LinesFile, LinesFile]
  for (let product = 1; product <= PRODUCTS; product++) products.parent(productNode(product))
  let orderCount = 0
  let lineCount = 0
  for (let customer = 1; customer <= customers; customer++) {
    const count = random() < 0.25 ? 0 : Math.ceil(-Math.log(1 - random()) * 4)
    const since = FILES_NOW - below(YEARS * 365) * 86_400_000 - below(86_400) * SECOND
    const id = gid('Customer', customer)
    people.parent(customerNode(id, customer, since, count, random))
    const town = towns[below(towns.length)]!
    people.child({ id: gid('MailingAddress', customer), countryCodeV2: town[0], provinceCode: town[1], city: town[2], zip: town[3], latitude: 52.53, longitude: 13.38, __parentId: id })
    if (random() < 0.3) people.child({ id: gid('Metafield', customer), namespace: 'facts', key: 'birth_date', type: 'date', value: `${1940 + below(66)}-0${1 + below(9)}-1${below(10)}`, __parentId: id })
    for (let one = 0; one < count; one++) {
      orderCount += 1
      const order = gid('Order', orderCount)
      orders.parent(orderNode(order, id, since + Math.floor(random() * (FILES_NOW - since) / SECOND) * SECOND, below(20_000), random))
      for (let line = -1; line < below(3); line++) {
        lineCount += 1
        orders.child(lineNode(lineCount, 1 + below(PRODUCTS), order, below(20_000)))
      }
    }
  }
  for (const file of [people, orders, products]) file.close()
  return { customers: people.path, orders: orders.path, products: products.path, counts: { customers, orders: orderCount, lines: lineCount } }
}

const starts = { Customer: 7e12, Order: 5e12, Product: 3e12, LineItem: 4e12, MailingAddress: 8e12, Metafield: 9e12, ProductVariant: 2e12, Refund: 6e12 }
const gid = (kind: keyof typeof starts, number: number): string => `gid://shopify/${kind}/${starts[kind] + number}`
const iso = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`
const money = (cents: number): object => ({ shopMoney: { amount: (cents / 100).toFixed(1), currencyCode: 'EUR' } })

function customerNode(id: string, number: number, since: number, orders: number, random: () => number): object {
  return {
    id, createdAt: iso(since), updatedAt: iso(since), state: random() < 0.4 ? 'ENABLED' : 'DISABLED', tags: random() < 0.1 ? ['VIP', 'newsletter'] : random() < 0.3 ? ['newsletter'] : [],
    locale: random() < 0.5 ? 'de' : 'en', numberOfOrders: String(orders), amountSpent: { amount: (orders * 87.5).toFixed(1), currencyCode: 'EUR' }, lastOrder: null,
    productSubscriberStatus: 'NEVER_SUBSCRIBED', statistics: { predictedSpendTier: random() < 0.2 ? 'HIGH' : 'LOW', rfmGroup: orders === 0 ? 'PROSPECTS' : 'ACTIVE' },
    defaultEmailAddress: { emailAddress: `someone${number}@example${number % 50}.com`, marketingState: random() < 0.6 ? 'SUBSCRIBED' : 'NOT_SUBSCRIBED', marketingUpdatedAt: iso(since) },
    defaultPhoneNumber: null,
  }
}

function orderNode(id: string, customer: string, at: number, cents: number, random: () => number): object {
  const refunded = random() < 0.05
  return {
    id, createdAt: iso(at), processedAt: iso(at), updatedAt: iso(at), cancelledAt: random() < 0.02 ? iso(at) : null, test: false, sourceName: 'web',
    displayFinancialStatus: refunded ? 'PARTIALLY_REFUNDED' : 'PAID', displayFulfillmentStatus: 'FULFILLED', customer: { id: customer }, app: { id: 'gid://shopify/App/580111' }, retailLocation: null,
    shippingAddress: { countryCodeV2: 'DE', provinceCode: 'BE' }, currencyCode: 'EUR', currentTotalPriceSet: money(refunded ? cents / 2 : cents), totalPriceSet: money(cents), totalDiscountsSet: money(0),
    totalRefundedSet: money(refunded ? cents / 2 : 0), discountCodes: random() < 0.2 ? ['AUTUMN10'] : [], tags: [],
    customerJourneySummary: { firstVisit: { source: 'newsletter', utmParameters: { source: 'newsletter', medium: 'email', campaign: 'autumn' } } },
    refunds: refunded ? [{ id: gid('Refund', 1), createdAt: iso(at), totalRefundedSet: money(cents / 2) }] : [],
  }
}

function lineNode(number: number, product: number, order: string, cents: number): object {
  return {
    id: gid('LineItem', number), quantity: 1 + (number % 3), currentQuantity: 1, sku: `SKU-${product}`, vendor: `Vendor ${product % 40}`, isGiftCard: false, product: { id: gid('Product', product) },
    variant: { id: gid('ProductVariant', product) }, originalTotalSet: money(cents), discountedTotalSet: money(cents), __parentId: order,
  }
}

function productNode(number: number): object {
  return { id: gid('Product', number), updatedAt: iso(FILES_NOW), tags: [`tag-${number % 20}`], productType: `Type ${number % 12}`, vendor: `Vendor ${number % 40}`, title: `Product ${number}` }
}

/** Equal seeds, equal numbers from 0 to 1. */
/** A number from 0 up to 1 a call, the same ones for the same seed. */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

class LinesFile {
  readonly path: string
  readonly #file: number
  #parents: string[] = []
  #children: string[] = []

  constructor(path: string) {
    this.path = path
    this.#file = openSync(path, 'w')
  }

  /** Children stand after the last of some thousand parents. */
  parent(node: object): void {
    if (this.#parents.length === 2_000) this.#flush()
    this.#parents.push(lineOf(node))
  }

  child(node: object): void {
    this.#children.push(lineOf(node))
  }

  close(): void {
    this.#flush()
    closeSync(this.#file)
  }

  #flush(): void {
    writeSync(this.#file, [...this.#parents, ...this.#children].join(''))
    this.#parents = []
    this.#children = []
  }
}

/** Shopify escapes the slash. */
const lineOf = (node: object): string => `${JSON.stringify(node).replaceAll('/', '\\/')}\n`
