// The lines of an order out of their bytes as hexadecimal text (order-lines), as much of them as a block is to hold.
import type { OrderColumns } from '#app/core/facts/order-columns.ts'
import { LINE_BYTES, decodeLines } from '#app/core/facts/order-lines.ts'
import type { Parts } from '#app/core/facts/parts.ts'
import type { SqlCell } from '#app/db/sql.ts'

const LINE_DIGITS = 2 * LINE_BYTES

/** By character code. */
const digits = new Uint8Array(128)
for (let digit = 0; digit < 16; digit++) {
  digits[digit.toString(16).charCodeAt(0)] = digit
  digits[digit.toString(16).toUpperCase().charCodeAt(0)] = digit
}

export function linesInto(into: OrderColumns, parts: Parts): (value: SqlCell) => void {
  const { currentQuantity, giftCard, lineAmount } = into.details
  const [current, gifts, amounts] = [parts.has('currentQuantity'), parts.has('giftCard'), parts.has('lineAmount')]
  const counts = parts.has('quantity')
  const presents = giftsInto(into, parts)
  if (!current && !gifts && !amounts) {
    const products = parts.has('product')
    return (value) => {
      const text = value as string
      presents(text)
      if (products) for (let at = 0; at < text.length; at += LINE_DIGITS) into.addLine(wordAt(text, at) >>> 0, counts ? wordAt(text, at + 8) : 0)
    }
  }
  return (value) => {
    presents(value as string)
    for (const line of decodeLines(bytesOf(value as string))) {
      into.addLine(line.product, line.quantity)
      if (current) currentQuantity.push(line.currentQuantity)
      if (gifts) giftCard.push(+line.giftCard)
      if (amounts) lineAmount.push(line.discountedTotal)
    }
  }
}

/** The flag of a gift card stands in the word at byte 12 of a line. */
function giftsInto(into: OrderColumns, parts: Parts): (text: string) => void {
  if (!parts.has('gifts')) return () => {}
  return (text) => {
    for (let at = 0; at < text.length; at += LINE_DIGITS) {
      if (wordAt(text, at + 24) === 0) continue
      for (const line of decodeLines(bytesOf(text.slice(at, at + LINE_DIGITS)))) if (line.giftCard) into.details.gifts.add(into.length, line)
    }
  }
}

const byteAt = (text: string, at: number): number => (digits[text.charCodeAt(at)]! << 4) | digits[text.charCodeAt(at + 1)]!

/** Four bytes, the lowest first. */
const wordAt = (text: string, at: number): number => byteAt(text, at) | (byteAt(text, at + 2) << 8) | (byteAt(text, at + 4) << 16) | (byteAt(text, at + 6) << 24)

function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length / 2)
  for (let index = 0; index < bytes.length; index++) bytes[index] = byteAt(text, 2 * index)
  return bytes
}
