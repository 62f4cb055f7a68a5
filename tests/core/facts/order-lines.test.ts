// Packed order lines: their bytes are a storage format and must not move.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeLines, encodeLines } from '#app/core/facts/order-lines.ts'

test('what goes in comes out', () => {
  const line = fc.record({
    product: fc.nat(2 ** 32 - 1), quantity: fc.integer(), currentQuantity: fc.integer(), giftCard: fc.boolean(),
    originalTotal: fc.maxSafeInteger().map((minor) => minor || 0), discountedTotal: fc.maxSafeInteger().map((minor) => minor || 0),
  })
  fc.assert(fc.property(fc.array(line), fc.nat(7), (lines, shift) => {
    // Drivers hand out views into larger buffers.
    const packed = encodeLines(lines)
    const buffer = new Uint8Array(packed.length + shift)
    buffer.set(packed, shift)
    expect(decodeLines(buffer.subarray(shift))).toEqual(lines)
  }), { seed: 1 })
})

test('the layout', () => {
  const bytes = encodeLines([{ product: 258, quantity: -1, currentQuantity: 2, giftCard: true, originalTotal: 1, discountedTotal: 0.5 }])
  expect(Buffer.from(bytes).toString('hex')).toBe('02010000' + 'ffffffff' + '02000000' + '01000000' + '000000000000f03f' + '000000000000e03f')
})

test('a torn record is refused', () => {
  expect(() => decodeLines(new Uint8Array(33))).toThrow(RangeError)
})
