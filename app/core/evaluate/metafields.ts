// Tests of metafields: each distinct value is read once, each row then looks up what was found.
import { dayStart } from '#app/core/calendar/days.ts'
import type { Zone } from '#app/core/calendar/zone.ts'
import { NOBODY, nobody } from '#app/core/evaluate/attributes.ts'
import type { Fill } from '#app/core/evaluate/attributes.ts'
import { DateScan } from '#app/core/evaluate/dates.ts'
import type { MetafieldCheck, MetafieldDateTest, MetafieldTest } from '#app/core/evaluate/field-tests.ts'
import { compareExactly, fractionOf, keeps, reaches } from '#app/core/evaluate/fraction.ts'
import type { FractionRange } from '#app/core/evaluate/fraction.ts'
import { dateOf, elementsOf, isPresent, textOf } from '#app/core/evaluate/metafield-value.ts'
import type { Scan } from '#app/core/evaluate/scan.ts'
import type { Block, MetafieldValues } from '#app/core/facts/block.ts'
import type { MetafieldFact } from '#app/core/facts/facts.ts'

export function metafieldIs(metafields: Block['metafields'], { path, is }: MetafieldTest): Fill {
  const column = metafields.get(path)
  if (!column) return NOBODY
  const { codes } = column
  const passes = Uint8Array.from(byCode(column, (fact) => +passesCheck(fact, is), 0))
  return (from, to, answer) => {
    for (let row = from; row < to; row++) answer[row - from] = passes[codes[row]!]!
  }
}

/** A day counts as its first instant in the shop's zone. */
export function metafieldDateScan(block: Block, test: MetafieldDateTest): Scan {
  const dates = datesIn(block, test)
  return dates === null ? nobody : new DateScan(dates, (of) => datesIn(of, test), test.window)
}

/** One a row, NaN where there is none; null where nobody has a value. */
function datesIn({ metafields }: Block, { path, zone }: MetafieldDateTest): Float64Array | null {
  const column = metafields.get(path)
  if (!column) return null
  const instants = byCode(column, (fact) => instantOf(fact, zone), NaN)
  return Float64Array.from(column.codes, (code) => instants[code]!)
}

/** What `read` finds in each distinct value, by its code; `missing` where there is none. */
export function byCode<T>({ values }: MetafieldValues, read: (fact: MetafieldFact) => T, missing: T): T[] {
  return values.map((fact, code) => (code === 0 ? missing : read(fact)))
}

function instantOf(fact: MetafieldFact, zone: Zone): number {
  const date = dateOf(fact)
  return date === null ? NaN : 'day' in date ? dayStart(zone, date.day) : date.instant
}

function passesCheck(fact: MetafieldFact, is: MetafieldCheck): boolean {
  switch (is.as) {
    case 'present': return isPresent(fact)
    case 'date': return dateOf(fact) !== null
    case 'element': return elementsOf(fact).includes(is.value)
    case 'boolean': return textOf(fact) === String(is.value)
    case 'number': return inRange(textOf(fact), is.range)
    case 'text': {
      const text = textOf(fact)
      return text !== null && is.values.has(text)
    }
  }
}

function inRange(text: string | null, { min, max }: FractionRange): boolean {
  const value = text === null ? null : fractionOf(text)
  if (!value) return false
  const { numerator, denominator } = value
  return (min === null || reaches(compareExactly(numerator, denominator, min.numerator, min.denominator), min)) &&
    (max === null || keeps(compareExactly(numerator, denominator, max.numerator, max.denominator), max))
}
