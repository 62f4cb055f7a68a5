// A packed set gives back exactly what was packed, in about a byte a customer.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { packNumbers } from '#app/core/membership/number-set.ts'
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
