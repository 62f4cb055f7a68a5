// Random orders with all their details, and checkouts.
import fc from 'fast-check'
import type { Arbitrary } from 'fast-check'
import type { CheckoutFacts, LineFacts, OrderDetails, OrderFacts } from '#app/core/facts/facts.ts'

export const TAGS = ['vip', 'VIP ', 'Wholesale', 'e\u0301te\u0301', 'new  customer']
export const IDS = ['129785', '9007199254740993', '42']
export const TEXTS = ['web', 'PAID', 'DE', 'hat', 'Hat']

export const maybe = (...values: string[]): Arbitrary<string | null> => fc.option(fc.constantFrom(...values), { freq: 3 })
const amount = fc.constantFrom(0, 1, 999, 1000, 1500)

const line: Arbitrary<LineFacts> = fc.record({
  product: fc.integer({ min: 0, max: 4 }), quantity: fc.integer({ min: 0, max: 3 }), currentQuantity: fc.integer({ min: 0, max: 3 }), giftCard: fc.boolean(),
  originalTotal: fc.constant(0), discountedTotal: amount,
})

/** Refunds come at or after `at`; some of what an order lost went by edits. */
function details(at: number, lines: number): Arbitrary<OrderDetails> {
  const texts = maybe(...TEXTS)
  const day = 86_400_000
  return fc.record({
    currentTotal: fc.constantFrom(0, 999, 1000, 90_000), discounts: fc.constantFrom(0, 0, 1, 1000),
    fulfillmentStatus: texts, channel: texts, shippingCountry: texts, shippingRegion: texts, source: texts, utmSource: texts, utmMedium: texts, utmCampaign: texts,
    discountCodes: fc.array(fc.constantFrom(...TAGS), { maxLength: 1 }), tags: fc.array(fc.constantFrom(...TAGS), { maxLength: 2 }),
    refunds: fc.array(fc.record({ at: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 60 * day })).map((by) => at + by), amount }), { maxLength: 2 }),
    lines: fc.array(fc.record({ variant: maybe(...IDS), sku: maybe(...TEXTS) }), { minLength: lines, maxLength: lines }),
  })
}

export function order(instant: Arbitrary<number>): Arbitrary<OrderFacts> {
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
  }).chain((made) => details(made.at, made.lines.length).map((more): OrderFacts => ({
    ...made, details: more, cancelledAt: made.cancelledAt !== null && made.cancelledAt < made.at ? made.at : made.cancelledAt,
  })))
}

export function checkout(instant: Arbitrary<number>): Arbitrary<CheckoutFacts> {
  return fc.record({
    at: instant,
    completedAt: fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, fc.integer({ min: 0, max: 30 * 86_400_000 })),
    lines: fc.array(fc.record({ product: fc.integer({ min: 0, max: 4 }), quantity: fc.integer({ min: 0, max: 3 }), amount }), { maxLength: 2 }),
  }).map(({ at, completedAt, lines }) => ({ at, lines, completedAt: completedAt === null ? null : at + completedAt }))
}
