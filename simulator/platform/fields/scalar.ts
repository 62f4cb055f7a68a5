// How the API writes instants and amounts. Bulk exports write millions of them, so days are remembered and nothing is matched by pattern.
import { decimalsOf, formatMoney } from '../../store/currencies.ts'

const dayLength = 86_400_000
const mostDays = 50_000
const days = new Map<number, string>()
const two = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))

/** ISO 8601 in UTC, whole seconds. */
export function dateTime(instant: number): string {
  const day = Math.floor(instant / dayLength)
  const second = Math.floor((instant - day * dayLength) / 1000)
  return `${dayText(day)}${two[Math.floor(second / 3600)]}:${two[Math.floor(second / 60) % 60]}:${two[second % 60]}Z`
}

function dayText(day: number): string {
  let text = days.get(day)
  if (text === undefined) {
    text = new Date(day * dayLength).toISOString().slice(0, 11)
    if (days.size >= mostDays) days.clear()
    days.set(day, text)
  }
  return text
}

export const dateTimeOrNull = (instant: number | null): string | null => (instant === null ? null : dateTime(instant))

/** As many decimals as the amount needs, but one (`"412.5"`, `"0.0"`); none in currencies without any (`"23600"`). */
export function decimal(minor: number, currency: string): string {
  if (minor === 0) return '0.0'
  const text = formatMoney(minor, currency)
  if (decimalsOf(currency) === 0) return text
  let end = text.length
  while (text[end - 1] === '0' && text[end - 2] !== '.') end--
  return text.slice(0, end)
}
