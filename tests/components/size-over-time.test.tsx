import { expect, test } from 'vitest'
import { placeOf, pointAt, topOf } from '#app/components/segments/chart-scale.ts'
import { thinned, wordsForSize, wordsForToday } from '#app/components/segments/history-words.ts'
import { SizeBody, SizeCard, SizeTable } from '#app/components/segments/size-card.tsx'
import type { History, Size } from '#app/components/segments/use-history.ts'
import { render, textOf } from './render.tsx'

const day = 86_400_000
const first = Date.UTC(2026, 10, 1)
const sizes: readonly Size[] = Array.from({ length: 60 }, (_, index) => ({ at: first + index * day, members: 1_000 + index, unknown: 0, entered: index === 0 ? 0 : 3, left: index === 0 ? 0 : 2, customers: 5_000 }))
const history: History = { sizes, asToday: ['tags', 'addresses'], zone: 'UTC', step: 'day' }

test('each point says its day, its size and who came and went; the last one is now', () => {
  expect(wordsForSize(history, 0)).toBe('1 Nov 2026: 1,000 customers')
  expect(wordsForSize(history, 2)).toBe('3 Nov 2026: 1,002 customers, 3 joined and 2 left since the day before')
  expect(wordsForSize({ ...history, step: 'week' }, 59)).toBe('Now: 1,059 customers, 3 joined and 2 left this week so far')
  expect(wordsForSize({ ...history, sizes: [{ ...sizes[0]!, unknown: 1 }, sizes[1]!] }, 0)).toBe('1 Nov 2026: 1,000 customers; of 1 customer it cannot be said')
})

test('what of the past is read as it is today is named', () => {
  expect(wordsForToday(['tags', 'consent', 'addresses'])).toBe('Customer tags, marketing consent and addresses: read as they are today. Orders, refunds and checkouts are read as they were then.')
  expect(wordsForToday([])).toBeNull()
})

test('a long table is thinned, and nobody who came or went is lost', () => {
  const rows = thinned(sizes, 27)
  expect(rows.length).toBeLessThanOrEqual(27)
  expect(rows[0]).toMatchObject({ at: sizes.at(-1)!.at })
  expect(rows.slice(0, -1).map(({ members, entered, left }, index) => members - rows[index + 1]!.members - entered + left)).toEqual(rows.slice(1).map(() => 0))
  expect(thinned(sizes.slice(0, 1), 27)).toHaveLength(1)
})

test('a chart ends above its highest point, and half of its height is a whole number', () => {
  for (const value of [0, 1, 2, 3, 7, 10, 11, 59, 61, 99, 100, 1_204, 999_999]) {
    expect(topOf(value)).toBeGreaterThanOrEqual(value)
    expect(topOf(value) % 2).toBe(0)
    expect(topOf(value)).toBeLessThanOrEqual(Math.max(2, 2 * value))
  }
})

test('a place in the chart leads to the nearest point', () => {
  sizes.forEach((_, point) => expect(pointAt(sizes, placeOf(sizes, point) + 0.004)).toBe(point))
  expect([pointAt(sizes, -1), pointAt(sizes, 2), pointAt(sizes.slice(0, 1), 0.5)]).toEqual([0, 59, 0])
})

test('the chart can be read without seeing it', () => {
  const html = render(<SizeBody state={{ kind: 'known', history, counting: false }} />)
  expect(html).toMatch(/role="slider"[^>]*aria-valuetext="Now: 1,059 customers, 3 joined and 2 left today so far"/)
  expect(textOf(html)).toContain('Customer tags and addresses: read as they are today.')
  const open = { ...history, sizes: sizes.map((size) => ({ ...size, unknown: 7 })) }
  expect(textOf(render(<SizeTable history={open} />))).toMatch(/At the start of Customers Joined Left Cannot be said Now 1,059 .* 7/)
})

test('a draft’s past is counted when asked for, a saved rule’s at once, and a store without a past says so', () => {
  expect(textOf(render(<SizeCard rule="number_of_orders > 0" segment={null} />))).toContain('Show size over time')
  expect(textOf(render(<SizeCard rule={null} segment={null} />))).not.toContain('Show size over time')
  expect(textOf(render(<SizeCard rule="number_of_orders > 0" segment={3} />))).toContain('Counting the past…')
  expect(textOf(render(<SizeBody state={{ kind: 'known', history: { ...history, sizes: [] }, counting: false }} />))).toContain('there is no past to show')
})
