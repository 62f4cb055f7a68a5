// Random people, orders and products, small enough that rules about them are sometimes true.
import fc from 'fast-check'
import type { Arbitrary } from 'fast-check'
import type { CustomerFacts, ProductFacts } from '#app/core/facts/facts.ts'
import type { NaiveShop, Person } from '#app/core/naive/answer.ts'
import { startOfDay, today } from '#app/core/naive/calendar.ts'
import { localClock } from '#app/engine/local-clock.ts'
import { TAGS, TEXTS, checkout, maybe, order } from '#tests/core/laws/arbitrary-orders.ts'
import { ERAS } from '#tests/core/laws/zones.ts'

const DAY = 86_400_000

/** Instants within a year or so of `around`, often at or beside the start of a day. */
export function instantNear({ zone, around }: { zone: string, around: number }, days = 420): Arbitrary<number> {
  const clock = localClock(zone)
  const beside = fc.tuple(fc.integer({ min: -days, max: days }), fc.constantFrom(0, 0, -1, 1, 1000, 3_600_000))
    .map(([day, by]) => startOfDay(clock, today(clock, around) + day) + by)
  const any = fc.integer({ min: -days * DAY, max: days * DAY }).map((by) => around + by)
  const close = fc.integer({ min: -3 * DAY, max: 3 * DAY }).map((by) => around + by)
  const recent = fc.integer({ min: -90 * DAY, max: 10 * DAY }).map((by) => around + by)
  return fc.oneof(beside, any, close, recent, recent)
}

function customer(number: number, instant: Arbitrary<number>): Arbitrary<CustomerFacts> {
  return fc.record({
    number: fc.constant(number),
    createdAt: fc.oneof(fc.constant(0), fc.constant(null), instant),
    state: maybe('ENABLED', 'DISABLED'), locale: maybe('de', 'en'), emailDomain: maybe('example.com'), emailConsent: maybe('SUBSCRIBED', 'PENDING'),
    smsConsent: maybe('SUBSCRIBED'), productSubscription: maybe('NEVER_SUBSCRIBED'), spendTier: maybe('HIGH', 'LOW'), rfmGroup: maybe('NEW', 'LOYAL'),
    places: fc.array(fc.record({
      country: maybe('DE', 'US'), region: maybe('DE-BE', 'US-NY'), city: maybe('DE-BE-Berlin'),
      zip: fc.constant(null), lat: fc.constant(null), lon: fc.constant(null),
    }), { maxLength: 2 }),
    tags: fc.array(fc.constantFrom(...TAGS), { maxLength: 2 }),
    foreignTags: fc.array(fc.constantFrom(...TAGS), { maxLength: 1 }),
    numberOfOrders: fc.integer({ min: 0, max: 5 }),
    amountSpent: fc.constantFrom(0, 1000, 99_999, 100_000),
    hasNote: fc.boolean(), hasPhone: fc.boolean(), metafields: fc.constant({}),
    members: fc.subarray([1, 2, 3]),
    histories: fc.tuple(...[1, 2].map((segment) => fc.record({ segment: fc.constant(segment), since: fc.oneof(fc.constant(null), instant), left: fc.oneof(fc.constant(null), instant) }))),
  })
}

export function person(number: number, instant: Arbitrary<number>): Arbitrary<Person> {
  return fc.tuple(customer(number, instant), fc.array(order(instant), { maxLength: 5 }), fc.array(checkout(instant), { maxLength: 2 }), fc.boolean()).map(([facts, orders, checkouts, consistent]) => ({
    customer: consistent ? { ...facts, numberOfOrders: orders.length } : facts,
    orders,
    checkouts,
  }))
}

const products: Arbitrary<ReadonlyMap<number, ProductFacts>> = fc.array(
  fc.record({
    known: fc.constantFrom(true, true, true, false), tags: fc.array(fc.constantFrom(...TAGS), { maxLength: 3 }), type: maybe(...TEXTS), vendor: maybe(...TEXTS), title: maybe(...TEXTS),
    collections: fc.subarray([{ id: '7', handle: 'hats' }, { id: '8', handle: 'shoes' }]),
  }), { minLength: 2, maxLength: 5 },
).map((list) => new Map(list.map((made, index) => [index + 1, { ...made, number: index + 1, id: String(100 + index) }])))

export interface Scene {
  readonly shop: NaiveShop
  readonly now: number
  readonly people: readonly Person[]
  readonly instant: Arbitrary<number>
}

/** A shop with `count` people, asked at some instant. */
export function scene(count: { readonly min: number, readonly max: number }): Arbitrary<Scene> {
  return fc.constantFrom(...ERAS).chain((era) => {
    const instant = instantNear(era)
    const zone = localClock(era.zone)
    return fc.record({
      shop: fc.record({
        zone: fc.constant(zone), currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
        historyFrom: fc.oneof(fc.constant(null), instant, fc.integer({ min: -60, max: 0 }).map((days) => startOfDay(zone, today(zone, era.around) + days))), productsKnown: fc.constantFrom(true, true, true, false), products,
      }),
      now: fc.oneof(instant, fc.constant(era.around), fc.integer({ min: 0, max: 20 * DAY }).map((by) => era.around + by)),
      people: fc.integer(count).chain((size) => fc.tuple(...Array.from({ length: size }, (_, index) => person(index * 7 + 3, instant)))),
      instant: fc.constant(instant),
    })
  })
}
