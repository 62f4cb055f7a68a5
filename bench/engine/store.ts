// A store in the shape of the workload, in columns: 3.2 orders a customer on average, 35 % without one, at most 700; equal sizes give equal stores.
import { dice } from '../dice.ts'
import { drawFrom, makeProducts, zipfOf, type Products } from './products.ts'

/** A shop midnight: the zone is UTC. */
export const NOW = Date.UTC(2026, 10, 22)
export const DAY = 86_400_000
export const OPENED = NOW - 4 * 365 * DAY

export const languages = ['en', 'de', 'fr', 'es', 'it', 'nl', 'ja', 'pt-BR'] as const
export const countries = ['US', 'GB', 'DE', 'FR', 'CA', 'AU', 'NL', 'JP'] as const
export const consents = ['SUBSCRIBED', 'NOT_SUBSCRIBED', 'UNSUBSCRIBED', 'PENDING'] as const
export const customerTags = ['vip', 'wholesale', 'newsletter', 'loyal', 'press', 'staff'] as const
export const CITIES = 20

const tagShares = [0.05, 0.03, 0.2, 0.08, 0.004, 0.001]
const WITHOUT_ORDERS = 0.35
const MEAN_ORDERS = 3.2
const MOST_ORDERS = 700
const ANOTHER_LINE = 0.4386
const MOST_LINES = 12

/** Customers by number less 1, who came in this order. Texts are indexes into the lists above. */
export interface People {
  readonly count: number
  /** Milliseconds, whole seconds. */
  readonly created: Float64Array
  readonly language: Uint8Array
  /** Of their first address and of a second one; city `n` of a country is `US-city-n`. 255 for none. */
  readonly country: Uint8Array
  readonly city: Uint8Array
  readonly secondCountry: Uint8Array
  readonly secondCity: Uint8Array
  readonly email: Uint8Array
  readonly sms: Uint8Array
  /** A bit each of `customerTags`. */
  readonly tags: Uint8Array
}

/** Orders in the order of time; money in cents. */
export interface Bought {
  readonly count: number
  /** Number of the customer. */
  readonly customer: Uint32Array
  readonly at: Float64Array
  readonly total: Int32Array
  readonly discount: Int32Array
  /** One refund at most; 0 for none. */
  readonly refunded: Int32Array
  /** NaN for never. */
  readonly refundedAt: Float64Array
  readonly cancelledAt: Float64Array
  /** Order o: lines `lineStarts[o]` to `lineStarts[o + 1] - 1`. */
  readonly lineStarts: Uint32Array
  readonly product: Uint16Array
  readonly quantity: Uint8Array
  readonly amount: Int32Array
}

export interface Store {
  readonly people: People
  readonly orders: Bought
  readonly products: Products
}

export const NONE = 255

export function makeStore(customers: number): Store {
  const random = dice(20_261_122)
  const products = makeProducts()
  const people = makePeople(customers, random)
  return { people, orders: makeOrders(people, products, random), products }
}

function makePeople(count: number, random: () => number): People {
  const bytes = (draw: (chance: number) => number): Uint8Array => Uint8Array.from({ length: count }, () => draw(random()))
  const country = drawFrom([35, 14, 14, 9, 9, 7, 7, 5], 0)
  const city = drawFrom(Array.from({ length: CITIES }, (_, index) => 1 / (index + 1)), 0)
  const second = Uint8Array.from({ length: count }, () => +(random() < 0.1))
  return {
    count,
    created: Float64Array.from({ length: count }, (_, index) => secondOf(OPENED + ((NOW - OPENED) * (index + random())) / count)),
    language: bytes(drawFrom([45, 15, 10, 8, 7, 6, 5, 4], 0)),
    country: bytes(country),
    city: bytes(city),
    secondCountry: second.map((has) => (has ? country(random()) : NONE)),
    secondCity: second.map((has) => (has ? city(random()) : NONE)),
    email: bytes(drawFrom([55, 30, 12, 3], 0)),
    sms: bytes(drawFrom([20, 70, 8, 2], 0)),
    tags: Uint8Array.from({ length: count }, () => tagShares.reduce((bits, share, index) => bits | (+(random() < share) << index), 0)),
  }
}

function makeOrders(people: People, products: Products, random: () => number): Bought {
  const { customer, at } = purchases(people, random)
  const count = customer.length
  const draw = zipfOf(products.count)
  const lineStarts = new Uint32Array(count + 1)
  for (let order = 0; order < count; order++) {
    let lines = 1
    while (lines < MOST_LINES && random() < ANOTHER_LINE) lines++
    lineStarts[order + 1] = lineStarts[order]! + lines
  }
  const lines = lineStarts[count]!
  const made = {
    count, customer, at, lineStarts,
    total: new Int32Array(count), discount: new Int32Array(count), refunded: new Int32Array(count),
    refundedAt: new Float64Array(count).fill(NaN), cancelledAt: new Float64Array(count).fill(NaN),
    product: new Uint16Array(lines), quantity: new Uint8Array(lines), amount: new Int32Array(lines),
  }
  const later = (order: number, days: number): number => secondOf(Math.min(NOW - 1000, at[order]! + random() * days * DAY))
  for (let order = 0; order < count; order++) {
    let sum = 0
    for (let line = lineStarts[order]!; line < lineStarts[order + 1]!; line++) {
      const product = draw(random())
      const quantity = random() < 0.85 ? 1 : 2 + Math.floor(random() * 3)
      made.product[line] = product
      made.quantity[line] = quantity
      sum += made.amount[line] = products.price[product]! * quantity
    }
    if (random() < 0.25) made.discount[order] = Math.max(1, Math.round(sum * (0.05 + random() * 0.3)))
    made.total[order] = sum - made.discount[order]! + 490
    if (random() < 0.04) {
      made.refunded[order] = random() < 0.5 ? made.total[order]! : Math.max(1, Math.round(made.total[order]! * random()))
      made.refundedAt[order] = later(order, 60)
    }
    if (random() < 0.03) made.cancelledAt[order] = later(order, 5)
  }
  return made
}

/** Who bought and when, in the order of time; November and December are twice as busy. */
function purchases({ count, created }: People, random: () => number): { readonly customer: Uint32Array; readonly at: Float64Array } {
  const orders = ordersOf(MEAN_ORDERS / (1 - WITHOUT_ORDERS))
  const owners = Uint32Array.from({ length: count }, () => (random() < WITHOUT_ORDERS ? 0 : orders(random())))
  const total = owners.reduce((sum, one) => sum + one, 0)
  const at = new Float64Array(total)
  const owner = new Uint32Array(total)
  for (let person = 0, next = 0; person < count; person++) {
    for (let one = 0; one < owners[person]!; one++, next++) {
      owner[next] = person + 1
      at[next] = season(created[person]!, random)
    }
  }
  // A second since the opening in the high bits, the place in the low ones: numbers sort much faster than pairs.
  const keys = Float64Array.from(at, (instant, place) => ((instant - OPENED) / 1000) * 2 ** 25 + place).sort()
  const places = Uint32Array.from(keys, (key) => key % 2 ** 25)
  return { customer: Uint32Array.from(places, (place) => owner[place]!), at: Float64Array.from(places, (place) => at[place]!) }
}

function season(from: number, random: () => number): number {
  for (;;) {
    const at = secondOf(from + random() * (NOW - 1000 - from))
    if (random() < 0.5 || new Date(at).getUTCMonth() >= 10) return at
  }
}

/** Numbers of orders from 1 to the most, by a power law with the mean asked for. */
function ordersOf(mean: number): (chance: number) => number {
  const weights = (exponent: number): number[] => Array.from({ length: MOST_ORDERS }, (_, index) => (index + 1) ** -exponent)
  const meanOf = (parts: readonly number[]): number => parts.reduce((sum, part, index) => sum + part * (index + 1), 0) / parts.reduce((sum, part) => sum + part, 0)
  let [low, high] = [1, 4]
  while (high - low > 1e-9) {
    const middle = (low + high) / 2
    if (meanOf(weights(middle)) > mean) low = middle
    else high = middle
  }
  return drawFrom(weights(low), 1)
}

const secondOf = (instant: number): number => Math.floor(instant / 1000) * 1000
