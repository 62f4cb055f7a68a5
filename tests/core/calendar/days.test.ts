// Days of awkward zones: gaps and folds at midnight, a skipped day, and agreement with the oracle's calendar.
import { expect, test } from 'vitest'
import { DAY_MS, dayOfCivil } from '#app/core/calendar/civil.ts'
import { dayOf, dayStart, instantOf } from '#app/core/calendar/days.ts'
import { localClock } from '#app/engine/local-clock.ts'
import { zoneTable } from '#app/engine/zone-table.ts'
import { startOfDay, today } from '#app/core/naive/calendar.ts'
import { ERAS } from '#tests/core/laws/zones.ts'

const at = (text: string): number => Date.parse(text)

test('a midnight in a gap: the day begins when the gap ends', () => {
  expect(dayStart(zoneTable('America/Sao_Paulo'), dayOfCivil(2018, 11, 4))).toBe(at('2018-11-04T03:00:00Z'))
})

test('a midnight that comes twice: the day begins the first time, and the clock going back does not end it', () => {
  const zone = zoneTable('America/St_Johns')
  const day = dayOfCivil(2010, 11, 7)
  expect(dayStart(zone, day)).toBe(at('2010-11-07T02:30:00Z'))
  // 23:30 on the 6th by the clock, half an hour after the 7th began.
  expect(dayOf(zone, at('2010-11-07T03:00:00Z'))).toBe(day)
})

test('a skipped day begins and ends with the next one and has no instants', () => {
  const zone = zoneTable('Pacific/Apia')
  const skipped = dayOfCivil(2011, 12, 30)
  expect(dayStart(zone, skipped)).toBe(at('2011-12-30T10:00:00Z'))
  expect(dayStart(zone, skipped + 1)).toBe(at('2011-12-30T10:00:00Z'))
  expect(dayOf(zone, at('2011-12-30T10:00:00Z'))).toBe(skipped + 1)
  expect(dayOf(zone, at('2011-12-30T09:59:59.999Z'))).toBe(skipped - 1)
})

test('a datetime in a gap is the first instant after it, in a fold the earlier', () => {
  const zone = zoneTable('Europe/Berlin')
  expect(instantOf(zone, { year: 2026, month: 3, day: 29, hour: 2, minute: 30, second: 0 })).toBe(at('2026-03-29T01:00:00Z'))
  expect(instantOf(zone, { year: 2026, month: 10, day: 25, hour: 2, minute: 30, second: 0 })).toBe(at('2026-10-25T00:30:00Z'))
})

test('days outside the table have starts too', () => {
  const zone = zoneTable('Asia/Kathmandu')
  for (const date of ['1969-12-31', '1950-06-01', '2101-01-01', '2150-06-01']) {
    const day = at(`${date}T00:00:00Z`) / DAY_MS
    expect(dayOf(zone, dayStart(zone, day))).toBe(day)
    expect(dayOf(zone, dayStart(zone, day) - 1)).toBe(day - 1)
  }
})

test.each(ERAS)('days around the awkward hours of $zone are the oracle\'s', ({ zone, around }) => {
  const table = zoneTable(zone)
  const clock = localClock(zone)
  const middle = Math.floor(around / DAY_MS)
  for (let day = middle - 400; day < middle + 400; day += Math.abs(day - middle) < 5 ? 1 : 13) {
    const start = dayStart(table, day)
    expect(start).toBe(startOfDay(clock, day))
    for (const instant of [start - 1, start, start + 1, start + 3_600_000]) expect(dayOf(table, instant)).toBe(today(clock, instant))
  }
})

test('a zone table is built once and knows the present', () => {
  expect(zoneTable('Europe/Berlin')).toBe(zoneTable('Europe/Berlin'))
  expect(() => zoneTable('Mars/Olympus')).toThrow(RangeError)
})
