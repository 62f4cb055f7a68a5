// The lines of an order as packed bytes, the way they are stored: 32 little-endian bytes a line.
//   0 product u32 · 4 quantity i32 · 8 currentQuantity i32 · 12 flags u32 (1 = gift card) · 16 originalTotal f64 · 24 discountedTotal f64
import type { LineFacts } from '#app/core/facts/facts.ts'

export const LINE_BYTES = 32
const GIFT_CARD = 1

export function encodeLines(lines: readonly LineFacts[]): Uint8Array {
  const bytes = new Uint8Array(lines.length * LINE_BYTES)
  const view = new DataView(bytes.buffer)
  lines.forEach((line, index) => {
    const at = index * LINE_BYTES
    view.setUint32(at, line.product, true)
    view.setInt32(at + 4, line.quantity, true)
    view.setInt32(at + 8, line.currentQuantity, true)
    view.setUint32(at + 12, line.giftCard ? GIFT_CARD : 0, true)
    view.setFloat64(at + 16, line.originalTotal, true)
    view.setFloat64(at + 24, line.discountedTotal, true)
  })
  return bytes
}

/** Throws RangeError when the length is no whole number of lines. */
export function decodeLines(bytes: Uint8Array): LineFacts[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: lineCount(bytes) }, (_, index) => {
    const at = index * LINE_BYTES
    return {
      product: view.getUint32(at, true),
      quantity: view.getInt32(at + 4, true),
      currentQuantity: view.getInt32(at + 8, true),
      giftCard: (view.getUint32(at + 12, true) & GIFT_CARD) !== 0,
      originalTotal: view.getFloat64(at + 16, true),
      discountedTotal: view.getFloat64(at + 24, true),
    }
  })
}

/** Throws RangeError when the length is no whole number of lines. */
export function lineCount(bytes: Uint8Array): number {
  const count = bytes.byteLength / LINE_BYTES
  if (!Number.isInteger(count)) throw new RangeError(`${bytes.byteLength} bytes are no whole number of order lines`)
  return count
}
