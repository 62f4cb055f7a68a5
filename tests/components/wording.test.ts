import { expect, test } from 'vitest'
import { day, moment, span } from '#app/components/wording/instants.ts'
import { count, countOf, percent } from '#app/components/wording/numbers.ts'

test('an instant is told in the shop’s own zone, across its changes of clock', () => {
  expect(moment(Date.UTC(2026, 6, 1, 22, 5), 'Europe/Berlin')).toBe('2 Jul 2026, 00:05')
  expect(moment(Date.UTC(2026, 11, 31, 23, 59), 'Europe/Berlin')).toBe('1 Jan 2027, 00:59')
  expect(day(Date.UTC(2026, 0, 1, 3), 'America/New_York')).toBe('31 Dec 2025')
})

test.each([
  [0, '5 seconds'],
  [12_000, '15 seconds'],
  [50_000, 'about a minute'],
  [150_000, 'about 3 minutes'],
  [3 * 3_600_000, 'about 3 hours'],
])('%i ms is %s', (ms, words) => expect(span(ms)).toBe(words))

test('counts are grouped and agree in number', () => {
  expect([count(1_204), countOf(1, 'customer'), countOf(0, 'customer'), countOf(12_000, 'row')]).toEqual(['1,204', '1 customer', '0 customers', '12,000 rows'])
})

test('only what is complete is 100%', () => {
  expect([percent(0), percent(0.999), percent(1), percent(1.2), percent(-1)]).toEqual([0, 99, 100, 100, 0])
})
