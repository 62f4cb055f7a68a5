// Whole years since a date in a metafield: in the range from one birthday to another.
import { addMonths } from '#app/core/calendar/civil.ts'
import type { Day } from '#app/core/calendar/civil.ts'
import { dayOf, dayStart } from '#app/core/calendar/days.ts'
import type { Zone } from '#app/core/calendar/zone.ts'
import { nobody } from '#app/core/evaluate/attributes.ts'
import type { AgeTest } from '#app/core/evaluate/field-tests.ts'
import { dateOf } from '#app/core/evaluate/metafield-value.ts'
import { byCode } from '#app/core/evaluate/metafields.ts'
import type { Answers, Rows, Scan } from '#app/core/evaluate/scan.ts'
import { NO } from '#app/core/evaluate/verdict.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { Codes } from '#app/core/facts/column.ts'
import type { Instant, MetafieldFact } from '#app/core/facts/facts.ts'

/** No calendar reaches further. */
const MOST_YEARS = 10_000

export function ageScan({ metafields }: Block, { path, zone, min, max }: AgeTest): Scan {
  const column = metafields.get(path)
  if (!column) return nobody
  const spans = byCode(column, (fact) => spanOf(fact, zone, min, max), NEVER)
  return new SpanScan(column.codes, Float64Array.from(spans, ({ from }) => from), Float64Array.from(spans, ({ to }) => to))
}

const NEVER = { from: Infinity, to: Infinity }

/** From the birthday of `min` to the one after `max`. */
function spanOf(fact: MetafieldFact, zone: Zone, min: number, max: number): { from: Instant, to: Instant } {
  const date = dateOf(fact)
  if (date === null) return NEVER
  const born = 'day' in date ? date.day : dayOf(zone, date.instant)
  const span = { from: birthday(zone, born, min), to: birthday(zone, born, max + 1) }
  return span.from < span.to ? span : NEVER
}

/** Of 29 February, the last of February in a common year. */
function birthday(zone: Zone, born: Day, years: number): Instant {
  return Math.abs(years) > MOST_YEARS ? Math.sign(years) * Infinity : dayStart(zone, addMonths(born, 12 * years))
}

/** Rows that are in during one fixed span of time each, [from, to) by code. */
class SpanScan implements Scan {
  readonly timed = true
  #now = -Infinity
  readonly #codes: Codes
  readonly #from: Float64Array
  readonly #to: Float64Array

  constructor(codes: Codes, from: Float64Array, to: Float64Array) {
    this.#codes = codes
    this.#from = from
    this.#to = to
  }

  moveTo(now: Instant): void {
    this.#now = now
  }

  answer(start: number, end: number, _need: Rows, { answer }: Answers): void {
    const now = this.#now
    for (let row = start; row < end; row++) {
      const code = this.#codes[row]!
      answer[row - start] = +(now >= this.#from[code]!) & +(now < this.#to[code]!)
    }
  }

  bound(start: number, _end: number, { entries, count }: Rows, { answer, bound, exact }: Answers): void {
    for (let index = 0; index < count; index++) {
      const entry = entries[index]!
      const code = this.#codes[start + entry]!
      const from = this.#from[code]!
      bound[entry] = answer[entry] !== NO ? this.#to[code]! : from > this.#now ? from : Infinity
      exact[entry] = 1
    }
  }
}
