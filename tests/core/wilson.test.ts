import { expect, test } from 'vitest'
import { shareWithin } from '#app/core/wilson.ts'

test.each([
  // R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Stat. Med. 17 (1998), table I, method 3.
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%i of %i stand for %f to %f', (found, asked, from, to) => {
  const interval = shareWithin(found, asked)
  expect(interval.from).toBeCloseTo(from, 4)
  expect(interval.to).toBeCloseTo(to, 4)
})
