// Money as the platform writes it: minor units to decimal texts, zero-decimal and three-decimal currencies included.

const decimals: Record<string, number> = { JPY: 0, KRW: 0, VND: 0, CLP: 0, ISK: 0, KWD: 3, BHD: 3 }

/** Decimal places of a currency. */
export const decimalsOf = (currency: string): number => decimals[currency] ?? 2

/** What one unit of EUR is worth, roughly; presentment prices are made with it. */
const perEuro: Record<string, number> = { EUR: 1, USD: 1.08, GBP: 0.86, JPY: 162, CAD: 1.47, AUD: 1.64, CHF: 0.95, SEK: 11.4, PLN: 4.3, BRL: 5.9 }

/** Major units of `to` for one major unit of `from`. */
export function rateBetween(from: string, to: string): number {
  return from === to ? 1 : (perEuro[to] ?? 1) / (perEuro[from] ?? 1)
}

/** Webhooks: always the currency's decimals (`"12.50"`, JPY `"2360"`). */
export function formatMoney(minor: number, currency: string): string {
  const places = decimalsOf(currency)
  if (places === 0) return String(minor)
  const digits = String(Math.abs(minor)).padStart(places + 1, '0')
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`
}

/** Minor units of `to` for minor units of `from`, at a rate between major units. */
export function convert(minor: number, from: string, to: string, rate: number): number {
  return from === to ? minor : Math.round((minor / 10 ** decimalsOf(from)) * rate * 10 ** decimalsOf(to))
}
