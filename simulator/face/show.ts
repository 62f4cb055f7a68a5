// How the pages write money, instants and tags.
import { html } from '#simulator/face/html.ts'

const zeroDecimal = new Set(['JPY', 'KRW', 'VND', 'CLP', 'ISK', 'XAF', 'XOF', 'UGX'])

export function money(minor: number, currency: string): string {
  const digits = zeroDecimal.has(currency) ? 0 : 2
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(minor / 10 ** digits)
}

/** `2026-11-22 12:52` in the store's zone. */
export const instant = (ms: number, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(ms)

/** `NOT_SUBSCRIBED` → `not subscribed` */
export const plain = (state: string): string => state.toLowerCase().replaceAll('_', ' ')

export const tagList = (tags: readonly string[]) => tags.map((tag) => html`<span class="tag">${tag}</span>`)
