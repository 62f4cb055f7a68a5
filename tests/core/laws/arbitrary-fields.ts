// Random tests of dates in metafields, birthdays, ages, addresses, metrics and scores, and what they are asked of.
import fc from 'fast-check'
import type { Arbitrary } from 'fast-check'
import type { CutPoints } from '#app/core/evaluate/cut-points.ts'
import type { MetafieldFact, Place } from '#app/core/facts/facts.ts'
import type { DateEdge, DateRange, Metric, Moment, NumberRange, PlaceCondition, PlanTest, Score } from '#app/core/plan/plan.ts'
import { startOfDay, today } from '#app/core/naive/calendar.ts'
import { localClock } from '#app/engine/local-clock.ts'

const DAY = 86_400_000
export const PATH = 'metafields.facts.born'

export interface Era { readonly zone: string, readonly around: number }

export const momentsNear = ({ zone: name, around }: Era, days: number, zone = localClock(name)): Arbitrary<number> => fc.oneof(
  fc.tuple(fc.integer({ min: -days, max: days }), fc.constantFrom(0, -1, 1, 3_600_000)).map(([day, by]) => startOfDay(zone, today(zone, around) + day) + by),
  fc.integer({ min: -days * DAY, max: days * DAY }).map((by) => around + by))

/** Days of other years about the time of the question, leap days among them. */
const bornNear = ({ around }: Era): Arbitrary<string> => fc.tuple(fc.integer({ min: -70, max: 3 }), fc.integer({ min: -45, max: 45 }), fc.integer({ min: 0, max: 9 })).map(([years, days, leap]) => {
  const day = new Date(around + days * DAY)
  day.setUTCFullYear(day.getUTCFullYear() + years)
  return leap === 0 ? '1988-02-29' : day.toISOString().slice(0, 10)
})

function edgeNear({ around }: Era, moving: boolean): Arbitrary<DateEdge> {
  const offset: Arbitrary<Moment> = fc.oneof(
    fc.record({ kind: fc.constant('offset' as const), count: fc.integer({ min: -40, max: 40 }), unit: fc.constantFrom('d' as const, 'd' as const, 'w' as const) }),
    fc.record({ kind: fc.constant('offset' as const), count: fc.integer({ min: -13, max: 13 }), unit: fc.constant('m' as const) }),
    fc.record({ kind: fc.constant('duration' as const), ms: fc.integer({ min: -900, max: 900 }).map((hours) => hours * 3_600_000) }))
  const fixed: Arbitrary<Moment> = fc.tuple(fc.integer({ min: -400, max: 400 }), fc.constantFrom(0, 0, 0, 0, 14, -30), fc.boolean()).map(([days, years, leap]) => {
    const day = new Date(leap ? Date.UTC(2024, 1, 29) : around + (days + years * 365) * DAY)
    return { kind: 'day', year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() }
  })
  return fc.record({ moment: moving ? offset : fc.oneof(offset, offset, fixed), at: fc.constantFrom('start' as const, 'end' as const) })
}

/** As rules write them: both ends belong to BETWEEN. */
const dates = (era: Era): Arbitrary<DateRange> => fc.oneof(
  edgeNear(era, true).map(({ moment }): DateRange => ({ from: { moment, at: 'start' }, to: { moment, at: 'end' } })),
  fc.tuple(edgeNear(era, true), edgeNear(era, true)).map(([from, to]): DateRange => ({ from: { ...from, at: 'start' }, to: { ...to, at: 'end' } })),
  fc.tuple(edgeNear(era, false), edgeNear(era, false)).map(([from, to]): DateRange => ({ from: { ...from, at: 'start' }, to: { ...to, at: 'end' } })),
  edgeNear(era, false).map((from): DateRange => ({ from, to: null })), edgeNear(era, false).map((to): DateRange => ({ from: null, to })))

function numbers(...values: string[]): Arbitrary<NumberRange> {
  const bound = fc.record({ value: fc.constantFrom(...values), inclusive: fc.boolean() })
  return fc.oneof(fc.record({ min: bound, max: fc.constant(null) }), fc.record({ min: fc.constant(null), max: bound }), fc.record({ min: bound, max: bound }), bound.map((one) => ({ min: { ...one, inclusive: true }, max: { ...one, inclusive: true } })))
}

const METRICS: Readonly<Record<Metric, Arbitrary<NumberRange>>> = {
  ordersCounted: numbers('0', '1', '2', '2.5', '3'), grossSpent: numbers('0', '10', '19.99', '20', '20.005'), netSpent: numbers('-1', '0', '9.99', '10', '15'), refundedAmount: numbers('0', '5', '7.5'),
  averageOrderValue: numbers('0', '10', '9.995', '6.67'), refundShare: numbers('0', '0.25', '0.5', '1'), discountShare: numbers('0', '0.5', '0.3333', '1'), medianDaysBetweenOrders: numbers('1', '1.5', '7', '10', '30'),
  overdueRatio: numbers('0', '0.333', '1', '1.5', '2', '10'), distinctProducts: numbers('0', '1', '2', '3'),
}

const metric: Arbitrary<PlanTest> = fc.constantFrom(...Object.keys(METRICS) as Metric[], 'overdueRatio' as const, 'overdueRatio' as const).chain((name) => fc.option(METRICS[name], { freq: 6 }).map((range) => ({ kind: 'metric', metric: name, range })))

const SCORES: readonly Score[] = ['spendPercentile', 'recencyScore', 'frequencyScore', 'monetaryScore']
const score: Arbitrary<PlanTest> = fc.tuple(fc.constantFrom(...SCORES), fc.option(numbers('-1', '0', '1', '2', '2.5', '3', '4', '5', '6', '40', '60', '99', '100'), { freq: 8 })).map(([name, range]) => ({ kind: 'score', score: name, range }))

/** As a store of a hundred and one, or of nobody, or not made yet. */
export const cutPoints = (era: Era): Arbitrary<CutPoints | null> => fc.record({
  spend: fc.array(fc.constantFrom(-1, 0, 250, 499, 500, 999, 1000, 2000), { minLength: 100, maxLength: 100 }), recency: fc.array(momentsNear(era, 40), { minLength: 4, maxLength: 4 }),
  frequency: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 4, maxLength: 4 }), is: fc.constantFrom('there', 'there', 'there', 'empty', 'missing'),
}).map(({ is, ...cuts }) => {
  if (is === 'missing') return null
  const ascending = (values: number[]): number[] => (is === 'empty' ? [] : values.sort((a, b) => a - b))
  return { number: 1, at: era.around, spend: ascending(cuts.spend), recency: ascending(cuts.recency), frequency: ascending(cuts.frequency) }
})

const placeCondition: Arbitrary<PlaceCondition> = fc.oneof(
  fc.record({ on: fc.constantFrom('country' as const, 'region' as const), values: fc.constantFrom(['DE'], ['DE', 'US-NY'], ['DE-BE']), negated: fc.boolean() }),
  fc.record({ on: fc.constant('postcode' as const), prefixes: fc.constantFrom(['10'], ['SW1', '1']), negated: fc.boolean() }),
  fc.record({ on: fc.constant('distance' as const), latitude: fc.constantFrom('52.5', '0'), longitude: fc.constantFrom('13.4', '-179.9'), metres: numbers('1000', '500000', '9000000'), negated: fc.boolean() }))

export const fieldTest = (era: Era): Arbitrary<PlanTest> => fc.oneof(
  fc.record({ kind: fc.constant('anniversary' as const), path: fc.constant(PATH), range: dates(era) }),
  fc.record({ kind: fc.constant('metafield' as const), path: fc.constant(PATH), is: dates(era).map((range) => ({ as: 'date' as const, range })) }),
  fc.record({ kind: fc.constant('age' as const), path: fc.constant(PATH), range: numbers('-1', '0', '1', '17.5', '18', '40') }),
  metric, metric, score,
  fc.record({ kind: fc.constant('place' as const), where: fc.array(placeCondition, { maxLength: 2 }) }),
  fc.constant<PlanTest>({ kind: 'flag', column: 'hasNote' }))

export const place: Arbitrary<Place> = fc.record({
  country: fc.constantFrom('DE', 'US', null), region: fc.constantFrom('DE-BE', null), city: fc.constant(null), zip: fc.constantFrom('10 115', 'sw1a 2aa', null), lat: fc.constantFrom(52.53, 0, null), lon: fc.constantFrom(13.38, 179.95),
})

/** What may stand where rules look for a date. */
export const bornFact = (era: Era): Arbitrary<MetafieldFact | null> => fc.oneof(
  { weight: 5, arbitrary: bornNear(era).map((value) => ({ type: 'date', value })) },
  { weight: 2, arbitrary: momentsNear(era, 400).map((at) => ({ type: 'date_time', value: new Date(at).toISOString() })) },
  { weight: 1, arbitrary: fc.constantFrom(null, { type: 'single_line_text_field', value: 'soon' }) })
