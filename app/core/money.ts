// Money as integer minor units: exact from decimal text, and against the bounds of a rule.

// ISO 4217, currencies whose minor unit is not a hundredth.
const WITHOUT = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '))
const THOUSANDTHS = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '))

/** Decimals of a currency's minor unit: 0, 2 or 3. `currency` is an ISO 4217 code. */
export function decimalsOf(currency: string): number {
  return WITHOUT.has(currency) ? 0 : THOUSANDTHS.has(currency) ? 3 : 2
}

/** Decimal text in major units to integer minor units; digits beyond the currency's round half away from zero. Throws RangeError on other text or beyond 2^53. */
export function minorOf(text: string, currency: string): number {
  const { units, rest, negative } = scaled(text, decimalsOf(currency))
  const size = Number(rest >= '5' ? units + 1n : units)
  if (!Number.isSafeInteger(size)) throw new RangeError(`Amount too large: ${text}`)
  return negative && size !== 0 ? -size : size
}

/**
 * The least integer number of units that is above the bound (at it, when inclusive). `decimals` is 0 for counts.
 * `> 999.99` with no decimals is 1000. Infinity beyond 2^53.
 */
export function leastAbove(value: string, inclusive: boolean, decimals: number): number {
  const { units, rest, negative } = scaled(value, decimals)
  const exact = rest === ''
  const floor = negative ? (exact ? -units : -units - 1n) : units
  return bounded(exact && inclusive ? floor : floor + 1n)
}

/** The greatest integer number of units that is below the bound (at it, when inclusive). -Infinity beyond -2^53. */
export function greatestBelow(value: string, inclusive: boolean, decimals: number): number {
  const { units, rest, negative } = scaled(value, decimals)
  const exact = rest === ''
  const floor = negative ? (exact ? -units : -units - 1n) : units
  return bounded(exact && !inclusive ? floor - 1n : floor)
}

function bounded(units: bigint): number {
  const size = Number(units)
  return Number.isSafeInteger(size) ? size : size < 0 ? -Infinity : Infinity
}

/** |text| x 10^decimals as whole units and the digits left over, without trailing zeros. */
function scaled(text: string, decimals: number): { units: bigint, rest: string, negative: boolean } {
  const found = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text)
  if (!found || (found[2] === '' && !found[3])) throw new RangeError(`Not a decimal number: ${text}`)
  const fraction = (found[3] ?? '').padEnd(decimals, '0')
  return {
    units: BigInt((found[2] ?? '') + fraction.slice(0, decimals) || '0'),
    rest: fraction.slice(decimals).replace(/0+$/, ''),
    negative: found[1] === '-',
  }
}
