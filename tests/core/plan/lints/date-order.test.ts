// The order of dates that the lints call certain, against where the evaluator puts them: in zones with awkward clocks, around their awkward hours.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileEdge } from '#app/core/plan/compile-window.ts'
import { edgeOf, isFuture, notAfter } from '#app/core/plan/lints/date-order.ts'
import type { DateEdge } from '#app/core/plan/plan.ts'
import { zoneTable } from '#app/engine/zone-table.ts'
import { ERAS } from '#tests/core/laws/zones.ts'

const HOUR = 3_600_000
const zones = ERAS.map(({ zone, around }) => ({ zone: zoneTable(zone), around }))

const edgeNear = (around: number): fc.Arbitrary<DateEdge> => {
  const date = fc.integer({ min: -40, max: 40 }).map((days) => new Date(around + days * 24 * HOUR)).map((day) => ({ year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() }))
  const moment: fc.Arbitrary<DateEdge['moment']> = fc.oneof(
    fc.record({ kind: fc.constant('month' as const), count: fc.integer({ min: -14, max: 3 }) }),
    date.map((day) => ({ kind: 'day' as const, ...day })),
    fc.record({ kind: fc.constant('datetime' as const), date, hour: fc.integer({ min: 0, max: 23 }), minute: fc.constantFrom(0, 30, 59), second: fc.constantFrom(0, 59) }).map(({ date: day, ...rest }) => ({ ...rest, ...day })),
    fc.record({ kind: fc.constant('offset' as const), count: fc.integer({ min: -40, max: 5 }), unit: fc.constantFrom('d' as const, 'w' as const) }),
    fc.record({ kind: fc.constant('offset' as const), count: fc.integer({ min: -14, max: 3 }), unit: fc.constantFrom('m' as const, 'y' as const) }),
    fc.record({ kind: fc.constant('duration' as const), ms: fc.integer({ min: -900, max: 50 }).map((hours) => hours * HOUR) }),
  )
  return fc.record({ moment, at: fc.constantFrom('start' as const, 'end' as const) })
}

test('what is certainly not after is not after', () => {
  const scene = fc.constantFrom(...zones).chain(({ zone, around }) => fc.record({
    zone: fc.constant(zone),
    edges: fc.array(edgeNear(around), { minLength: 2, maxLength: 8 }),
    now: fc.oneof(fc.integer({ min: -60, max: 60 }).map((hours) => around + hours * HOUR + 1), fc.integer({ min: -800, max: 800 }).map((days) => around + days * 24 * HOUR)),
  }))
  fc.assert(fc.property(scene, ({ zone, edges, now }) => {
    for (const a of edges) {
      const start = compileEdge(a, zone).at(now)
      if (isFuture(edgeOf(a))) expect(start, JSON.stringify(a)).toBeGreaterThan(now)
      for (const b of edges) if (notAfter(edgeOf(a), edgeOf(b))) expect(start, JSON.stringify([a, b, now])).toBeLessThanOrEqual(compileEdge(b, zone).at(now))
    }
  }), { numRuns: 1500, seed: 7 })
})

const from = (count: number, unit: 'd' | 'w' | 'm' | 'y'): ReturnType<typeof edgeOf> => edgeOf({ moment: { kind: 'offset', count, unit }, at: 'start' })

test.each([
  [[-31, 'd'], [-1, 'm'], true],
  [[-30, 'd'], [-1, 'm'], false],
  [[-1, 'm'], [-28, 'd'], true],
  [[-1, 'm'], [-29, 'd'], false],
  [[-366, 'd'], [-1, 'y'], true],
  [[-1, 'y'], [-365, 'd'], true],
  [[-365, 'd'], [-1, 'y'], false],
  [[-62, 'd'], [-2, 'm'], true],
  [[-2, 'm'], [-59, 'd'], true],
  [[-1, 'y'], [-12, 'm'], true],
  [[-12, 'm'], [-1, 'y'], true],
  [[-1, 'w'], [-7, 'd'], true],
  [[1, 'm'], [31, 'd'], true],
  [[28, 'd'], [1, 'm'], true],
] as const)('%s at or before %s: %s', ([countA, unitA], [countB, unitB], certain) => {
  expect(notAfter(from(countA, unitA), from(countB, unitB))).toBe(certain)
})

const monthStart = (count: number): ReturnType<typeof edgeOf> => edgeOf({ moment: { kind: 'month', count }, at: 'start' })

test.each([
  // The start of this month is at most 30 days ago, that of the one before it at least 28.
  [monthStart(0), from(0, 'd'), true],
  [from(-30, 'd'), monthStart(0), true],
  [from(-29, 'd'), monthStart(0), false],
  [monthStart(-1), from(-28, 'd'), true],
  [monthStart(-1), from(-27, 'd'), true],
  [monthStart(-1), from(-29, 'd'), false],
  [monthStart(-1), from(-1, 'm'), true],
  [from(-1, 'm'), monthStart(0), true],
  [from(-1, 'y'), monthStart(-11), true],
  [from(-1, 'y'), monthStart(-12), false],
  [monthStart(1), from(31, 'd'), true],
  [monthStart(1), from(30, 'd'), false],
  [monthStart(-2), monthStart(-1), true],
  [monthStart(0), monthStart(-1), false],
])('%j at or before %j: %s', (a, b, certain) => {
  expect(notAfter(a, b)).toBe(certain)
})
