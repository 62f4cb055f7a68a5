// Random tests of events and sequences, with every condition and aggregate that each kind of event takes.
import fc from 'fast-check'
import type { Arbitrary } from 'fast-check'
import type { DateRange, EventCondition, EventsTest, EventSource, Having, NumberRange, SequenceStep, SequenceTest, Within } from '#app/core/plan/plan.ts'
import { IDS, TAGS, TEXTS } from '#tests/core/laws/arbitrary-orders.ts'

const DAY = 86_400_000
const negated = fc.boolean()

export function numberRange(...values: string[]): Arbitrary<NumberRange> {
  const bound = fc.record({ value: fc.constantFrom(...values), inclusive: fc.boolean() })
  return fc.oneof(
    { weight: 3, arbitrary: fc.record({ min: bound, max: fc.constant(null) }) },
    { weight: 2, arbitrary: fc.record({ min: fc.constant(null), max: bound }) },
    { weight: 1, arbitrary: fc.record({ min: fc.option(bound), max: fc.option(bound) }) })
}

export const counts = numberRange('0', '1', '2', '3', '2.5', '-1')
export const amounts = numberRange('0', '10', '999.99', '9.990', '1000', '0.001', '123.4567')
const shares = numberRange('0', '0.5', '1', '0.3333', '0.25')

function exactly(...values: string[]): Arbitrary<readonly NumberRange[]> {
  return fc.subarray(values, { minLength: 1, maxLength: 3 }).map((some) => some.map((value) => ({ min: { value, inclusive: true }, max: { value, inclusive: true } })))
}

const some = (ranges: Arbitrary<NumberRange>): Arbitrary<readonly NumberRange[]> => fc.array(ranges, { minLength: 1, maxLength: 2 })
const several = (values: readonly string[]): Arbitrary<readonly string[]> => fc.subarray([...values], { minLength: 1, maxLength: 3 })

const calendar: Arbitrary<EventCondition> = fc.oneof(
  fc.record({ on: fc.constant('month' as const), ranges: fc.oneof(exactly('11', '12', '3', '4'), some(numberRange('3', '10'))), negated }),
  fc.record({ on: fc.constant('weekday' as const), ranges: exactly('1', '6', '7'), negated }),
  fc.record({ on: fc.constant('day' as const), ranges: some(numberRange('1', '15', '29')), negated }),
  fc.record({ on: fc.constant('hour' as const), ranges: fc.oneof(exactly('0', '1', '2', '23'), some(numberRange('3', '12', '22'))), negated }),
  fc.record({ on: fc.constant('year' as const), ranges: some(numberRange('2011', '2018', '2024', '2025', '2026')), negated }))

const place: Arbitrary<EventCondition> = fc.record({ on: fc.constantFrom('nth' as const, 'nthLatest' as const), ranges: fc.oneof(exactly('1', '2', '3'), some(numberRange('1', '2'))), negated })

const ofTheOrder: Arbitrary<EventCondition> = fc.oneof(
  place, place,
  fc.record({ on: fc.constantFrom('app' as const, 'location' as const), values: several(IDS), negated }),
  fc.record({ on: fc.constantFrom('paymentStatus' as const, 'channel' as const, 'fulfillmentStatus' as const, 'shippingCountry' as const, 'shippingRegion' as const, 'source' as const, 'utmSource' as const, 'utmMedium' as const, 'utmCampaign' as const), values: several(TEXTS), negated }),
  fc.record({ on: fc.constantFrom('discountCode' as const, 'orderTag' as const), values: several([...TAGS, 'ghost']), negated }),
  fc.record({ on: fc.constantFrom('discounted' as const, 'refunded' as const, 'refunded' as const), negated }),
  fc.record({ on: fc.constantFrom('discountAmount' as const, 'netAmount' as const, 'netAmount' as const), ranges: some(amounts), negated }))

const amount: Arbitrary<EventCondition> = fc.record({ on: fc.constant('amount' as const), ranges: some(amounts), negated })

const ofTheProduct: Arbitrary<EventCondition> = fc.oneof(
  fc.record({ on: fc.constant('product' as const), values: several(['100', '101', '102', '999']), negated }),
  fc.record({ on: fc.constantFrom('title' as const, 'productType' as const, 'vendor' as const), values: several(TEXTS), negated }),
  fc.record({ on: fc.constant('productTag' as const), values: several([...TAGS, 'ghost']), negated }),
  fc.record({ on: fc.constant('collection' as const), values: several(['hats', '7', 'shoes']), negated }),
  fc.record({ on: fc.constant('quantity' as const), ranges: some(counts), negated }))

const ofTheLine: Arbitrary<EventCondition> = fc.oneof(
  ofTheProduct, ofTheProduct,
  fc.record({ on: fc.constant('variant' as const), values: several(IDS), negated }),
  fc.record({ on: fc.constant('sku' as const), values: several(TEXTS), negated }),
  fc.record({ on: fc.constant('currentQuantity' as const), ranges: some(counts), negated }),
  fc.record({ on: fc.constant('lineAmount' as const), ranges: some(amounts), negated }),
  fc.record({ on: fc.constant('giftCard' as const), negated }))

const CONDITIONS: Readonly<Record<EventSource, Arbitrary<EventCondition>>> = {
  orders: fc.oneof(amount, ofTheOrder, ofTheOrder, calendar),
  lines: fc.oneof(ofTheOrder, calendar, ofTheLine, ofTheLine),
  refunds: fc.oneof(amount, calendar),
  checkouts: fc.oneof(amount, calendar, ofTheProduct, ofTheProduct),
}

const sums = <Of extends Having['of']>(range: Arbitrary<NumberRange>, ...of: Of[]): Arbitrary<Having> => fc.record({ of: fc.constantFrom(...of), range, negated })

const HAVING: Readonly<Record<EventSource, Arbitrary<Having>>> = {
  orders: fc.oneof(sums(counts, 'count', 'sumQuantity', 'distinctYears'), sums(amounts, 'sumAmount', 'sumNetAmount', 'averageAmount')),
  lines: fc.oneof(sums(counts, 'count', 'sumQuantity', 'distinctProducts', 'distinctYears'), sums(amounts, 'sumLineAmount', 'sumAmount'), sums(shares, 'shareOfSpend')),
  refunds: fc.oneof(sums(counts, 'count', 'distinctYears'), sums(amounts, 'sumAmount')),
  checkouts: fc.oneof(sums(counts, 'count', 'sumQuantity'), sums(amounts, 'sumAmount')),
}

const source = fc.constantFrom<EventSource>('orders', 'orders', 'orders', 'lines', 'lines', 'lines', 'refunds', 'checkouts')

function where(of: EventSource, range: Arbitrary<DateRange>): Arbitrary<EventCondition[]> {
  const date: Arbitrary<EventCondition> = fc.record({ on: fc.constant('date' as const), range, negated: fc.constantFrom(false, false, true) })
  const other = CONDITIONS[of]
  return fc.oneof(fc.constant<EventCondition[]>([]), ...[date, date, other, other].map((one) => one.map((only) => [only])), fc.tuple(date, other).map((pair): EventCondition[] => pair), fc.tuple(date, date).map((pair): EventCondition[] => pair), fc.tuple(date, other, other).map((three): EventCondition[] => three))
}

export function eventsTest(range: Arbitrary<DateRange>): Arbitrary<EventsTest> {
  return source.chain((of) => fc.record({ kind: fc.constant('events' as const), of: fc.constant(of), where: where(of, range), having: fc.array(HAVING[of], { maxLength: 2 }) }))
}

const within: Arbitrary<Within> = fc.oneof(
  fc.record({ kind: fc.constant('calendar' as const), count: fc.integer({ min: 0, max: 40 }), unit: fc.constant('d' as const) }),
  fc.record({ kind: fc.constant('calendar' as const), count: fc.integer({ min: 0, max: 9 }), unit: fc.constantFrom('w' as const, 'm' as const, 'y' as const) }),
  fc.record({ kind: fc.constant('duration' as const), ms: fc.constantFrom(0, 1, 1000, 3_600_000, DAY, 36 * 3_600_000, 90 * DAY) }))

export function sequenceTest(range: Arbitrary<DateRange>): Arbitrary<SequenceTest> {
  const step: Arbitrary<SequenceStep> = source.chain((of) => fc.record({ of: fc.constant(of), where: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 3, arbitrary: where(of, range) }) }))
  return fc.record({ kind: fc.constant('sequence' as const), first: step, then: step, negated, within })
}
