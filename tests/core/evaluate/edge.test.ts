// An edge has passed a value from exactly the instant it says, through clamped months and awkward days.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, dayStart } from '#app/core/calendar/days.ts'
import { dayEdge, fixedEdge, monthEdge, monthStartEdge, rollingEdge } from '#app/core/evaluate/edge.ts'
import type { Edge } from '#app/core/evaluate/edge.ts'
import { zoneTable } from '#app/engine/zone-table.ts'
import { ERAS } from '#tests/core/laws/zones.ts'

const DAY = 86_400_000

function expectExact(edge: Edge, value: number): void {
  const passes = edge.past(value)
  if (!(edge.at(passes) > value && edge.at(passes - 1) <= value)) expect.fail(`${value} is not passed at ${passes}`)
}

test.each(ERAS)('days and months in $zone', ({ zone, around }) => {
  const table = zoneTable(zone)
  fc.assert(fc.property(fc.integer({ min: -800, max: 800 }), fc.constantFrom(-1, 0, 1, 12_345_678), fc.integer({ min: -30, max: 14 }), fc.constantFrom(0, 1), (days, by, count, end) => {
    const value = dayStart(table, dayOf(table, around) + days) + by
    expectExact(dayEdge(table, count + end), value)
    expectExact(monthEdge(table, count, end), value)
    expectExact(monthStartEdge(table, count + end), value)
  }), { seed: 4, numRuns: 400 })
})

test('months clamp at every end of month of a leap cycle', () => {
  const table = zoneTable('UTC')
  for (let day = 19_000; day < 20_500; day++) for (const months of [-13, -12, -6, -1, 1, 3]) for (const end of [0, 1]) expectExact(monthEdge(table, months, end), day * DAY + 5)
})

test('starts of months, at every day of a leap cycle', () => {
  const table = zoneTable('UTC')
  for (let day = 19_000; day < 20_500; day++) for (const months of [-36, -12, -1, 0, 1]) for (const by of [-1, 0, 5]) expectExact(monthStartEdge(table, months), day * DAY + by)
})

test('durations and fixed dates', () => {
  expectExact(rollingEdge(-36 * 3_600_000), 1_000_000)
  expect([fixedEdge(10).past(9), fixedEdge(10).past(10)]).toEqual([-Infinity, Infinity])
})
