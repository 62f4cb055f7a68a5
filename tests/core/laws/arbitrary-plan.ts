// Random plans of the contract's shape, every kind of test and moment among them.
import fc from 'fast-check'
import type { Arbitrary } from 'fast-check'
import type { DateEdge, DateRange, Moment, Plan, PlanNode, PlanTest } from '#app/core/plan/plan.ts'
import { amounts, counts, eventsTest, sequenceTest } from '#tests/core/laws/arbitrary-events.ts'
import { TAGS } from '#tests/core/laws/arbitrary-orders.ts'

const HOUR = 3_600_000

function momentNear(around: number): Arbitrary<Moment> {
  const date = fc.integer({ min: -400, max: 400 }).map((days) => {
    const day = new Date(around + days * 24 * HOUR)
    return { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() }
  })
  return fc.oneof(
    { weight: 2, arbitrary: date.map((day) => ({ kind: 'day' as const, ...day })) },
    { weight: 6, arbitrary: fc.oneof(
      fc.record({ kind: fc.constant('offset' as const), count: fc.integer({ min: -90, max: 2 }), unit: fc.constant('d' as const) }),
      fc.record({ kind: fc.constant('offset' as const), count: fc.integer({ min: -9, max: 1 }), unit: fc.constant('w' as const) }),
      fc.record({ kind: fc.constant('offset' as const), count: fc.integer({ min: -13, max: 2 }), unit: fc.constant('m' as const) }),
      fc.record({ kind: fc.constant('offset' as const), count: fc.integer({ min: -2, max: 1 }), unit: fc.constant('y' as const) })) },
    { weight: 1, arbitrary: fc.record({
      kind: fc.constant('datetime' as const), date, hour: fc.integer({ min: 0, max: 23 }), minute: fc.constantFrom(0, 30, 59), second: fc.constantFrom(0, 59),
    }).map(({ date: day, ...rest }) => ({ ...rest, ...day })) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('duration' as const), ms: fc.integer({ min: -2000, max: 5 }).map((hours) => hours * HOUR) }) },
  )
}

export function dateRange(around: number): Arbitrary<DateRange> {
  const month = fc.record({ kind: fc.constant('month' as const), count: fc.integer({ min: -14, max: 2 }) })
  const edge: Arbitrary<DateEdge> = fc.record({ moment: fc.oneof({ weight: 5, arbitrary: momentNear(around) }, { weight: 1, arbitrary: month }), at: fc.constantFrom('start', 'end') })
  return fc.oneof(
    { weight: 3, arbitrary: fc.record({ from: edge, to: fc.constant(null) }) },
    { weight: 1, arbitrary: fc.record({ from: fc.constant(null), to: edge }) },
    { weight: 2, arbitrary: fc.record({ from: edge, to: edge }) },
    // One whole day, as `= d` makes it.
    { weight: 1, arbitrary: momentNear(around).map((moment) => ({ from: { moment, at: 'start' as const }, to: { moment, at: 'end' as const } })) },
  )
}

/** A test of attributes, dates, events or sequences whose dates lie near `around`. */
export function testNear(around: number): Arbitrary<PlanTest> {
  const range = dateRange(around)
  return fc.oneof(
    fc.record({ kind: fc.constant('present' as const), column: fc.constantFrom('state' as const, 'tags' as const, 'cities' as const, 'firstOrder' as const, 'lastOrder' as const, 'customerCreated' as const, 'abandonedCheckout' as const) }),
    fc.record({ kind: fc.constant('flag' as const), column: fc.constantFrom('hasNote' as const, 'hasPhone' as const) }),
    fc.record({ kind: fc.constant('text' as const), column: fc.constantFrom('state' as const, 'locale' as const, 'emailConsent' as const), value: fc.constantFrom('ENABLED', 'de', 'SUBSCRIBED', '') }),
    fc.record({ kind: fc.constant('contains' as const), column: fc.constantFrom('tags' as const, 'foreignTags' as const, 'countries' as const), value: fc.constantFrom(...TAGS, 'new customer', 'DE') }),
    fc.record({ kind: fc.constant('number' as const), column: fc.constant('numberOfOrders' as const), range: counts }),
    fc.record({ kind: fc.constant('number' as const), column: fc.constant('amountSpent' as const), range: amounts }),
    fc.record({ kind: fc.constant('member' as const), segment: fc.integer({ min: 1, max: 4 }) }),
    { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('entered' as const, 'left' as const), segment: fc.integer({ min: 1, max: 3 }), range: fc.oneof(fc.constant(null), range) }) },
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('date' as const), column: fc.constantFrom('customerCreated' as const, 'firstOrder' as const, 'lastOrder' as const, 'abandonedCheckout' as const), range }) },
    { weight: 12, arbitrary: eventsTest(range) },
    { weight: 4, arbitrary: sequenceTest(range) },
  )
}

/** Plans whose dates lie near `around`. */
export const planNear = (around: number): Arbitrary<Plan> => planOf(testNear(around))

/** Trees of these tests. */
export function planOf(test: Arbitrary<PlanTest>): Arbitrary<Plan> {
  const { node } = fc.letrec<{ node: PlanNode }>((tie) => ({
    node: fc.oneof({ maxDepth: 3, withCrossShrink: true },
      { weight: 8, arbitrary: test },
      { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('all' as const, 'any' as const), of: fc.array(tie('node'), { maxLength: 3 }) }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('not' as const), of: tie('node') }) },
      { weight: 1, arbitrary: fc.boolean().map((value) => ({ kind: 'constant' as const, value })) }),
  }))
  return node.map((root) => ({ root, fingerprint: JSON.stringify(root) }))
}
