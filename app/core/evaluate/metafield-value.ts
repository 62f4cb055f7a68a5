// What the text of a metafield says, by its type and by what it is compared with. A value that does not parse is no value.
import { dayOfCivil, daysInMonth, DAY_MS } from '#app/core/calendar/civil.ts'
import type { Day } from '#app/core/calendar/civil.ts'
import { fractionOf } from '#app/core/evaluate/fraction.ts'
import type { Instant, MetafieldFact } from '#app/core/facts/facts.ts'

/** A day of the calendar, or an instant; null where the value is neither. */
export type DateValue = { readonly day: Day } | { readonly instant: Instant } | null

/** Source of the formats: shopify.dev, "List of metafield types". */
export function isPresent({ type, value }: MetafieldFact): boolean {
  if (type.startsWith('list.')) return (readList(value)?.length ?? 0) > 0
  switch (type) {
    case 'number_integer': return /^[+-]?\d+$/.test(value)
    case 'number_decimal': return fractionOf(value) !== null
    case 'boolean': return value === 'true' || value === 'false'
    case 'date':
    case 'date_time': return readDate(value) !== null
    default: return true
  }
}

/** The value as one text; a list is none. */
export function textOf(fact: MetafieldFact): string | null {
  return fact.type.startsWith('list.') || !isPresent(fact) ? null : fact.value
}

/** The elements of a list as texts, numbers in their one spelling; nothing but a list has any. */
export function elementsOf({ type, value }: MetafieldFact): readonly string[] {
  const elements = type.startsWith('list.') ? readList(value) ?? [] : []
  return type.startsWith('list.number') ? elements.map(plainNumber) : elements
}

export function dateOf(fact: MetafieldFact): DateValue {
  const text = textOf(fact)
  return text === null ? null : readDate(text)
}

function readList(value: string): readonly string[] | null {
  try {
    const parsed: unknown = JSON.parse(value)
    return Array.isArray(parsed) ? parsed.map((element: unknown) => (typeof element === 'string' ? element : JSON.stringify(element))) : null
  } catch {
    return null
  }
}

/** `02.50` is `2.5`. */
function plainNumber(text: string): string {
  const parts = /^(-?)\+?0*(\d+?)(?:\.(\d*?)0*)?$/.exec(text)
  if (!parts) return text
  const number = parts[3] ? `${parts[2]}.${parts[3]}` : parts[2]!
  return number === '0' ? number : `${parts[1]}${number}`
}

/** A day, or an instant that is in UTC where it names no offset. */
function readDate(text: string): DateValue {
  const parts = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(?:Z|([+-])(\d{2}):?(\d{2}))?)?$/.exec(text)
  if (!parts) return null
  const [year, month, day, hour, minute] = parts.slice(1, 6).map(Number) as [number, number, number, number, number]
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  const civil = dayOfCivil(year, month, day)
  if (parts[4] === undefined) return { day: civil }
  const second = Number(parts[6] ?? 0)
  if (hour > 23 || minute > 59 || second > 59) return null
  const ms = Math.trunc(Number(`0.${parts[7] ?? 0}`) * 1000)
  const offset = (Number(parts[9] ?? 0) * 60 + Number(parts[10] ?? 0)) * (parts[8] === '-' ? -1 : 1)
  return { instant: civil * DAY_MS + ((hour * 60 + minute - offset) * 60 + second) * 1000 + ms }
}
