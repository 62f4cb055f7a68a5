// The exact product of two decimal numbers written as text.

/** `10.5` times `1609.344` is `16898.112`; the answer is in the one spelling of its number. Throws SyntaxError on other text. */
export function timesDecimal(a: string, b: string): string {
  const [left, right] = [parts(a), parts(b)]
  const product = left.units * right.units
  const decimals = left.decimals + right.decimals
  const digits = String(product < 0n ? -product : product).padStart(decimals + 1, '0')
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '')
  const whole = digits.slice(0, digits.length - decimals)
  return `${product < 0n ? '-' : ''}${whole}${decimals > 0 && fraction !== '' ? `.${fraction}` : ''}`
}

function parts(number: string): { units: bigint, decimals: number } {
  const point = number.indexOf('.')
  return { units: BigInt(number.replace('.', '')), decimals: point < 0 ? 0 : number.length - point - 1 }
}
