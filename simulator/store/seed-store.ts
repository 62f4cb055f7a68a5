// A store with a past: products, customers and years of orders, the same for the same seed.
import { seedCatalogue } from './catalogue.ts'
import { noneIssued } from './ids.ts'
import { seedCheckouts } from './make-checkout.ts'
import type { Plan, Store } from './model.ts'
import { makeCustomer, seedTags } from './people.ts'
import { joinedAt } from './purchases.ts'
import { createRandom } from './random.ts'
import { seedOrders } from './seed-orders.ts'
import { refreshTotals } from './totals.ts'

export interface SeedOptions {
  readonly seed: number | string
  readonly customers: number
  /** The instant the past ends at, in milliseconds. */
  readonly now: number
  readonly plan?: Plan
  /** IANA zone; Europe/Berlin if absent. */
  readonly zone?: string
  /** Shop currency; EUR if absent, JPY is possible. */
  readonly currency?: string
  readonly domain?: string
  readonly readAllOrders?: boolean
  /** Number of products; grows with the customers if absent. */
  readonly products?: number
  /** How far back the past reaches; 3.5 if absent. */
  readonly years?: number
}

export function seedStore(options: SeedOptions): Store {
  const now = Math.floor(options.now / 1000) * 1000
  const years = options.years ?? 3.5
  const random = createRandom(options.seed)
  const store = emptyStore(options)
  const opened = now - Math.floor(years * 365) * 86_400_000
  seedCatalogue(store, random.fork('catalogue'), options.products ?? Math.round(60 + 1.5 * Math.sqrt(options.customers)), opened)

  const joining = random.fork('joining')
  const joined = Float64Array.from({ length: options.customers }, () => joinedAt(joining, now, years)).sort()
  const people = random.fork('people')
  const customers = Array.from(joined, (instant) => {
    const customer = makeCustomer(store, people, instant, now)
    seedTags(store, people, customer)
    store.customers.set(customer.id, customer)
    return customer
  })
  seedOrders(store, random.fork('orders'), customers, now)
  seedCheckouts(store, random.fork('checkouts'), customers, now)
  for (const customer of customers) refreshTotals(store, customer)
  return store
}

export function emptyStore(options: Omit<SeedOptions, 'seed' | 'customers' | 'now'>): Store {
  const domain = options.domain ?? 'demo.myshopify.com'
  return {
    settings: {
      domain, shopId: 61_934_567_891, name: 'Demo store', plan: options.plan ?? 'plus', zone: options.zone ?? 'Europe/Berlin', currency: options.currency ?? 'EUR', readAllOrders: options.readAllOrders ?? true,
    },
    customers: new Map(), orders: new Map(), ordersOf: new Map(), products: new Map(), collections: new Map(), segments: new Map(), discounts: new Map(), checkouts: new Map(),
    issued: noneIssued(), spellings: new Map(), orderNumber: 1000,
  }
}
