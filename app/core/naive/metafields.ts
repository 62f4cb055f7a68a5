// What a metafield says, read by its type and by what it is compared with; a value that cannot be read so is none.
import { said } from '#app/core/naive/asked.ts'
import type { Answer, NaiveShop } from '#app/core/naive/asked.ts'
import { startOfDay, today } from '#app/core/naive/calendar.ts'
import { decimalInRange, inRange, isDecimal } from '#app/core/naive/numbers.ts'
import { alwaysReversed, liesWithin } from '#app/core/naive/time.ts'
import { anniversary, yearsSince } from '#app/core/naive/yearly.ts'
import type { MetafieldFact } from '#app/core/facts/facts.ts'
import type { MetafieldTest, PlanTest } from '#app/core/plan/plan.ts'

const DAY = 86_400_000

export function metafield(test: Extract<PlanTest, { kind: 'metafield' | 'anniversary' | 'age' }>, fact: MetafieldFact | undefined, shop: NaiveShop, now: number): Answer {
  if (shop.metafieldsKnown?.has(test.path) === false) return 'unknown'
  if (!fact) return 'no'
  if (test.kind === 'metafield') return said(passes(test.is, fact, shop, now))
  const day = dayOf(fact, shop)
  if (day === null) return 'no'
  return said(test.kind === 'age' ? inRange(test.range, yearsSince(day, shop, now), 1) : anniversary(test.range, day, shop, now))
}

function passes(is: MetafieldTest, fact: MetafieldFact, { zone }: NaiveShop, now: number): boolean {
  switch (is.as) {
    case 'present': return fact.type.startsWith('list.') ? elements(fact).length > 0 : text(fact) !== null
    case 'text': return is.values.includes(text(fact) ?? '\0')
    case 'element': return elements(fact).includes(is.value)
    case 'boolean': return text(fact) === (is.value ? 'true' : 'false')
    case 'number': return decimalInRange(is.range, text(fact) ?? '')
    case 'date': {
      const date = dateOf(fact)
      if (date === null || alwaysReversed(is.range, zone)) return false
      return liesWithin(is.range, 'day' in date ? startOfDay(zone, date.day) : date.instant, zone, now)
    }
  }
}

/** Null for a list, and where the value is not of its type. */
function text({ type, value }: MetafieldFact): string | null {
  const fits = {
    number_integer: /^[+-]?\d+$/.test(value), number_decimal: isDecimal(value), boolean: ['true', 'false'].includes(value),
    date: readDate(value) !== null, date_time: readDate(value) !== null,
  }[type] ?? !type.startsWith('list.')
  return fits ? value : null
}

/** Of a list; numbers as a rule writes them: `2.5` for `02.50`. */
function elements({ type, value }: MetafieldFact): string[] {
  if (!type.startsWith('list.')) return []
  let listed: unknown
  try {
    listed = JSON.parse(value)
  } catch {
    return []
  }
  if (!Array.isArray(listed)) return []
  const texts = listed.map((one: unknown) => (typeof one === 'string' ? one : JSON.stringify(one)))
  return type.startsWith('list.number') ? texts.map(plainNumber) : texts
}

function plainNumber(written: string): string {
  if (!/^-?\+?\d+(\.\d*)?$/.test(written)) return written
  const [whole = '', fraction = ''] = written.replace(/[+-]/g, '').split('.')
  const digits = [whole.replace(/^0+(?=\d)/, ''), fraction.replace(/0+$/, '')].filter((part) => part !== '').join('.')
  return written.startsWith('-') && digits !== '0' ? `-${digits}` : digits
}

type NaiveDate = { readonly day: number } | { readonly instant: number } | null

function dateOf(fact: MetafieldFact): NaiveDate {
  const written = text(fact)
  return written === null ? null : readDate(written)
}

function dayOf(fact: MetafieldFact, { zone }: NaiveShop): number | null {
  const date = dateOf(fact)
  return date === null ? null : 'day' in date ? date.day : today(zone, date.instant)
}

/** A day, or an instant that is in UTC where it names no offset. */
function readDate(written: string): NaiveDate {
  const [, date, clock, offset] = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?$/.exec(written) ?? []
  if (date === undefined) return null
  const midnight = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(date)) return null
  if (clock === undefined) return { day: midnight / DAY }
  const [hours = 0, minutes = 0, seconds = 0, fraction = '0'] = clock.split(/[:.]/).map((part, place) => (place === 3 ? part : Number(part))) as [number, number, number?, string?]
  if (hours > 23 || minutes > 59 || seconds > 59) return null
  const east = offset === undefined || offset === 'Z' ? 0 : (offset.startsWith('-') ? -1 : 1) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2)))
  return { instant: midnight + (hours * 60 + minutes - east) * 60_000 + seconds * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0')) }
}
