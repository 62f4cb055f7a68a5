// What is left of a shop's points between two answers.
import { expect, test } from 'vitest'
import { budgets } from '#app/shopify/budgets.ts'

test('points come back at the reported rate, up to the size of the bucket', () => {
  let now = 0
  const points = budgets(() => now)
  expect(points.of('a')).toBeNull()
  points.saw('a', { requested: 100, actual: 90, available: 500, maximum: 2000, restoreRate: 100 })
  points.saw('a', null)
  now = 3_000
  expect(points.of('a')).toMatchObject({ available: 800 })
  expect(points.of('b')).toBeNull()
  now = 60_000
  expect(points.of('a')).toMatchObject({ available: 2000 })
})
