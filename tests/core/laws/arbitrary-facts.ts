// Random people, orders and products, small enough that rules about them are sometimes true.
import fc from 'fast-check'
import type { Arbitrary } from 'fast-check'
import type { CustomerFacts, LineFacts, OrderFacts, ProductFacts } from '#app/core/facts/facts.ts'
import type { OracleShop, Person } from '#tests/oracle/oracle.ts'
import { startOfDay, today } from '#tests/oracle/calendar.ts'
import { ERAS } from '#tests/core/laws/zones.ts'

const DAY = 86_400_000
export const TAGS = ['vip', 'VIP ', 'Wholesale', 'e\u0301te\u0301', 'new  customer']
export const IDS = ['129785', '9007199254740993', '42']

/** Instants within a year or so of `around`, often at or beside the start of a day. */
export function instantNear({ zone, around }: { zone: string, around: number }, days = 420): Arbitrary<number> {
  const beside = fc.tuple(fc.integer({ min: -days, max: days }), fc.constantFrom(0, 0, -1, 1, 1000, 3_600_000))
    .map(([day, by]) => startOfDay(zone, today(zone, around) + day) + by)
  const any = fc.integer({ min: -days * DAY, max: days * DAY }).map((by) => around + by)
  const close = fc.integer({ min: -3 * DAY, max: 3 * DAY }).map((by) => around + by)
  const recent = fc.integer({ min: -90 * DAY, max: 10 * DAY }).map((by) => around + by)
  return fc.oneof(beside, any, close, recent, recent)
}

const line: Arbitrary<LineFacts> = fc.record({
  product: fc.integer({ min: 0, max: 4 }), quantity: fc.integer({ min: 0, max: 3 }), currentQuantity: fc.constant(0), giftCard: fc.boolean(),
  originalTotal: fc.constant(0), discountedTotal: fc.constant(0),
})

function order(instant: Arbitrary<number>): Arbitrary<OrderFacts> {
  return fc.record({
    id: fc.constantFrom('1', '2'),
    at: instant,
    test: fc.constantFrom(false, false, false, false, true),
    cancelledAt: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, instant),
    financialStatus: fc.constantFrom('PAID', 'PAID', 'PAID', 'REFUNDED', 'VOIDED', null),
    total: fc.constantFrom(0, 1, 999, 1000, 99_999, 100_000, 123_456),
    appId: fc.option(fc.constantFrom(...IDS), { freq: 1 }),
    locationId: fc.option(fc.constantFrom(...IDS), { freq: 1 }),
    lines: fc.array(line, { maxLength: 3 }),
  }).map((made) => (made.cancelledAt !== null && made.cancelledAt < made.at ? { ...made, cancelledAt: made.at } : made))
}

const text = (...values: string[]): Arbitrary<string | null> => fc.option(fc.constantFrom(...values), { freq: 3 })

function customer(number: number, instant: Arbitrary<number>): Arbitrary<CustomerFacts> {
  return fc.record({
    number: fc.constant(number),
    createdAt: fc.oneof(fc.constant(0), fc.constant(null), instant),
    state: text('ENABLED', 'DISABLED'), locale: text('de', 'en'), emailDomain: text('example.com'), emailConsent: text('SUBSCRIBED', 'PENDING'),
    smsConsent: text('SUBSCRIBED'), productSubscription: text('NEVER_SUBSCRIBED'), spendTier: text('HIGH', 'LOW'), rfmGroup: text('NEW', 'LOYAL'),
    places: fc.array(fc.record({
      country: text('DE', 'US'), region: text('DE-BE', 'US-NY'), city: text('DE-BE-Berlin'),
      zip: fc.constant(null), lat: fc.constant(null), lon: fc.constant(null),
    }), { maxLength: 2 }),
    tags: fc.array(fc.constantFrom(...TAGS), { maxLength: 2 }),
    foreignTags: fc.array(fc.constantFrom(...TAGS), { maxLength: 1 }),
    numberOfOrders: fc.integer({ min: 0, max: 5 }),
    amountSpent: fc.constantFrom(0, 1000, 99_999, 100_000),
    members: fc.subarray([1, 2, 3]),
  })
}

export function person(number: number, instant: Arbitrary<number>): Arbitrary<Person> {
  return fc.tuple(customer(number, instant), fc.array(order(instant), { maxLength: 5 }), fc.boolean()).map(([facts, orders, consistent]) => ({
    customer: consistent ? { ...facts, numberOfOrders: orders.length } : facts,
    orders,
  }))
}

const products: Arbitrary<ReadonlyMap<number, ProductFacts>> = fc.array(
  fc.record({ known: fc.constantFrom(true, true, true, false), tags: fc.array(fc.constantFrom(...TAGS), { maxLength: 3 }) }), { minLength: 2, maxLength: 5 },
).map((list) => new Map(list.map(({ known, tags }, index) => [index + 1, { number: index + 1, id: String(100 + index), known, tags, type: null, vendor: null }])))

export interface Scene {
  readonly shop: OracleShop
  readonly now: number
  readonly people: readonly Person[]
  readonly instant: Arbitrary<number>
}

/** A shop with `count` people, asked at some instant. */
export function scene(count: { readonly min: number, readonly max: number }): Arbitrary<Scene> {
  return fc.constantFrom(...ERAS).chain((era) => {
    const instant = instantNear(era)
    return fc.record({
      shop: fc.record({
        zone: fc.constant(era.zone), currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
        historyFrom: fc.oneof(fc.constant(null), instant, fc.integer({ min: -60, max: 0 }).map((days) => startOfDay(era.zone, today(era.zone, era.around) + days))), productsKnown: fc.constantFrom(true, true, true, false), products,
      }),
      now: fc.oneof(instant, fc.constant(era.around), fc.integer({ min: 0, max: 20 * DAY }).map((by) => era.around + by)),
      people: fc.integer(count).chain((size) => fc.tuple(...Array.from({ length: size }, (_, index) => person(index * 7 + 3, instant)))),
      instant: fc.constant(instant),
    })
  })
}
