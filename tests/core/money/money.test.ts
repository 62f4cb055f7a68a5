// Money is exact, in every currency, however many decimals are written.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gidOf, idOf } from '#app/core/ids.ts'
import { greatestBelow, leastAbove, minorOf } from '#app/core/money.ts'

test.each([
  ['12.50', 'USD', 1250], ['12.5', 'EUR', 1250], ['0.29', 'EUR', 29], ['1000', 'JPY', 1000], ['1000.0', 'JPY', 1000], ['1.2345', 'KWD', 1235],
  ['-3.10', 'USD', -310], ['0.005', 'USD', 1], ['90071992547409.91', 'USD', 9007199254740991], ['-0.00', 'USD', 0],
])('%s %s is %i minor units', (text, currency, minor) => {
  expect(minorOf(text, currency)).toBe(minor)
})

test('text that is no amount, or too large to be exact, is refused', () => {
  for (const text of ['', '.', '1,000.00', '1e3', '90071992547409.92']) expect(() => minorOf(text, 'USD')).toThrow(RangeError)
})

test('every amount is read back from its decimal text', () => {
  fc.assert(fc.property(fc.maxSafeInteger(), fc.constantFrom(['USD', 2] as const, ['JPY', 0] as const, ['KWD', 3] as const), (minor, [currency, decimals]) => {
    const digits = String(Math.abs(minor)).padStart(decimals + 1, '0')
    const whole = digits.slice(0, digits.length - decimals)
    expect(minorOf(`${minor < 0 ? '-' : ''}${whole}.${digits.slice(whole.length)}`, currency)).toBe(minor === 0 ? 0 : minor)
  }), { seed: 1, numRuns: 500 })
})

test.each([
  ['> 999.99 yen', leastAbove('999.99', false, 0), 1000],
  ['>= 1000 yen', leastAbove('1000', true, 0), 1000],
  ['> 1000 yen', leastAbove('1000', false, 0), 1001],
  ['<= 999.99 yen', greatestBelow('999.99', true, 0), 999],
  ['< 0.015 dollars', greatestBelow('0.015', false, 2), 1],
  ['< 0.01 dollars', greatestBelow('0.01', false, 2), 0],
  ['>= -0.001 dollars', leastAbove('-0.001', true, 2), 0],
  ['<= -0.001 dollars', greatestBelow('-0.001', true, 2), -1],
  ['> 9007199254740991', leastAbove('9007199254740991', false, 0), Infinity],
])('%s', (_, bound, minor) => {
  expect(bound).toBe(minor)
})

test('ids keep all their digits', () => {
  expect(idOf('gid://shopify/Customer/9007199254740993')).toBe('9007199254740993')
  expect(idOf('gid://shopify/LineItem/1?key=abc')).toBe('1')
  expect(idOf('42')).toBe('42')
  expect(idOf('gid://shopify/Customer/')).toBeNull()
  expect(gidOf('Customer', '9007199254740993')).toBe('gid://shopify/Customer/9007199254740993')
})
