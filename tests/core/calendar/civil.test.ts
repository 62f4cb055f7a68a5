// Calendar days as integers, against the platform's own calendar.
import { expect, test } from 'vitest'
import { DAY_MS, addMonths, civilOfDay, dayOfCivil } from '#app/core/calendar/civil.ts'

test('every day from 1899 to 2101 has the date the platform gives it', () => {
  for (let day = dayOfCivil(1899, 1, 1); day < dayOfCivil(2101, 1, 1); day++) {
    const date = new Date(day * DAY_MS)
    const { year, month, day: dayOfMonth } = civilOfDay(day)
    if (year !== date.getUTCFullYear() || month !== date.getUTCMonth() + 1 || dayOfMonth !== date.getUTCDate()) expect.fail(`${day} is ${date.toISOString()}`)
    if (dayOfCivil(year, month, dayOfMonth) !== day) expect.fail(`${date.toISOString()} is not ${day}`)
  }
})

test.each([
  [[2026, 1, 31], 1, [2026, 2, 28]],
  [[2024, 2, 29], -12, [2023, 2, 28]],
  [[2024, 2, 29], 48, [2028, 2, 29]],
  [[2026, 3, 31], -1, [2026, 2, 28]],
  [[2026, 1, 15], -13, [2024, 12, 15]],
  [[2026, 12, 31], 2, [2027, 2, 28]],
] as const)('%j and %i months is %j', (from, months, to) => {
  const day = ([year, month, date]: readonly [number, number, number]) => dayOfCivil(year, month, date)
  expect(addMonths(day(from), months)).toBe(day(to))
})
