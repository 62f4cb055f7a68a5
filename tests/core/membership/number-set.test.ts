// A packed set gives back exactly what was packed, in about a byte a customer.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { differenceOf, packNumbers, unionOf, unpackNumbers as unpacked } from '#app/core/membership/number-set.ts'
import { unpackNumbers } from '#tests/core/membership/unpack-numbers.ts'

test('packing and unpacking is the identity', () => {
  const sets = fc.uniqueArray(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })).map((numbers) => numbers.sort((a, b) => a - b))
  fc.assert(
    fc.property(sets, (numbers) => {
      expect(unpackNumbers(packNumbers(numbers))).toEqual(numbers)
    }),
    { seed: 5 },
  )
})

test('neighbours cost one byte each, and bytes cut short are refused', () => {
  const bytes = packNumbers([100_000, 100_001, 100_003])
  expect(bytes).toHaveLength(5)
  expect(() => unpackNumbers(bytes.subarray(0, 2))).toThrow(RangeError)
  expect(() => packNumbers([2, 2])).toThrow(RangeError)
})

test('customer numbers come back as they went in, and two sets give what either holds, and what only one does', () => {
  const sets = fc.uniqueArray(fc.integer({ min: 1, max: 60 })).map((numbers) => numbers.sort((a, b) => a - b))
  const large = fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 32 - 1 })).map((numbers) => numbers.sort((a, b) => a - b))
  fc.assert(fc.property(large, (numbers) => void expect([...unpacked(packNumbers(numbers))]).toEqual(numbers)), { seed: 6 })
  fc.assert(
    fc.property(sets, sets, (one, other) => {
      const [left, right] = [Uint32Array.from(one), Uint32Array.from(other)]
      const either = [...new Set([...one, ...other])].sort((a, b) => a - b)
      expect([...unionOf(left, right)]).toEqual(either)
      expect([...differenceOf(left, right)]).toEqual(either.filter((number) => one.includes(number) !== other.includes(number)))
    }),
    { seed: 7 },
  )
})
