// Decimal numbers as exact text: one spelling for each number, and an order between them.

/** Longer numbers are mistakes, and would be slow to compare. */
const LONGEST = 64

/** `0100.50` → `100.5`, `+.5` → `0.5`, `-0` → `0`. Null when the text is no decimal number. */
export function readDecimal(written: string): string | null {
  const parts = /^([+-]?)(\d*)(?:\.(\d+))?$/.exec(written)
  if (written.length > LONGEST || !parts || (parts[2] === '' && parts[3] === undefined)) return null
  const whole = parts[2]!.replace(/^0+/, '') || '0'
  const fraction = (parts[3] ?? '').replace(/0+$/, '')
  const number = fraction === '' ? whole : `${whole}.${fraction}`
  return parts[1] === '-' && number !== '0' ? `-${number}` : number
}

/** Digits after the point of a number `readDecimal` gave. */
export function decimalsOf(number: string): number {
  const point = number.indexOf('.')
  return point < 0 ? 0 : number.length - point - 1
}

/** Below zero, zero or above as `a` is less than, equal to or greater than `b`; both as `readDecimal` gives them. */
export function compareDecimals(a: string, b: string): number {
  const scale = Math.max(decimalsOf(a), decimalsOf(b))
  const difference = scaled(a, scale) - scaled(b, scale)
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

function scaled(number: string, scale: number): bigint {
  return BigInt(number.replace('.', '') + '0'.repeat(scale - decimalsOf(number)))
}
