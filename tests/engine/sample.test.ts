// The sample of a shop: the same at every asking, spread over all numbers, and its intervals hold as often as they say.
import { expect, test } from 'vitest'
import { carriedOver, sampleOf, SAMPLE_SIZE } from '#app/engine/sample.ts'

const HIGHEST = 50_000
const SHOPS = 1_000

test('one number out of each stretch, the same for a shop every time, others for another', () => {
  for (const highest of [SAMPLE_SIZE, SAMPLE_SIZE + 1, 3_141, 1_000_000]) {
    const numbers = sampleOf(7, highest, SAMPLE_SIZE)
    expect(sampleOf(7, highest, SAMPLE_SIZE)).toEqual(numbers)
    numbers.forEach((number, stretch) => {
      expect(number).toBeGreaterThan(Math.floor((stretch * highest) / SAMPLE_SIZE))
      expect(number).toBeLessThanOrEqual(Math.floor(((stretch + 1) * highest) / SAMPLE_SIZE))
    })
  }
  expect(sampleOf(8, 1_000_000, SAMPLE_SIZE)).not.toEqual(sampleOf(7, 1_000_000, SAMPLE_SIZE))
})

// Whole-number arithmetic alone, so that this holds at every run or at none.
const scattered = (number: number): number => (Math.imul(number, 0x9e3779b1) >>> 0) % 1_000
test.each<[string, (number: number) => boolean]>([
  ['half of all', (number) => scattered(number) < 500],
  ['one in ten', (number) => scattered(number) < 100],
  ['one in a hundred', (number) => scattered(number) < 10],
  ['every seventh', (number) => number % 7 === 0],
  ['the newest fifth', (number) => number > HIGHEST * 0.8],
  ['more and more', (number) => scattered(number) < number / 50],
])('of %s the interval holds the exact count in 95 shops of 100', (_name, isMember) => {
  const exact = Array.from({ length: HIGHEST }, (_, index) => index + 1).filter(isMember).length
  let held = 0
  let sum = 0
  for (let shop = 1; shop <= SHOPS; shop++) {
    const found = sampleOf(shop, HIGHEST, SAMPLE_SIZE).filter(isMember).length
    const { about, from, to } = carriedOver(found, SAMPLE_SIZE, HIGHEST)
    expect(from <= about && about <= to).toBe(true)
    held += +(from <= exact && exact <= to)
    sum += about
  }
  expect(held / SHOPS).toBeGreaterThanOrEqual(0.94)
  // No leaning to one side.
  expect(Math.abs(sum / SHOPS / exact - 1)).toBeLessThan(0.02)
})

test('of nobody found the shop may still hold some, of everybody found it may lack some', () => {
  expect(carriedOver(0, 2_000, 1_000_000)).toEqual({ about: 0, from: 0, to: 1_918 })
  expect(carriedOver(2_000, 2_000, 1_000_000)).toEqual({ about: 1_000_000, from: 998_082, to: 1_000_000 })
})
