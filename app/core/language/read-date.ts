// A literal read as a date: bare as Shopify writes it, or quoted as merchants do.
import { readDate, writeDate } from '#app/core/vocabulary/dates.ts'
import { dateMeant } from './date-meant.ts'
import type { CheckContext, Value } from './meaning.ts'
import { say } from './problem.ts'
import type { Literal } from './syntax.ts'

const wanted = 'a date. Write a day like 2026-01-31, an offset like -30d, today or yesterday'

/** Null when it is no date; the problem is reported. */
export function readDateLiteral(literal: Literal, { report, foreign }: CheckContext): Value | null {
  const written = literal.text
  const reading = readDate(written)
  if ('fault' in reading) {
    switch (reading.fault) {
      case 'impossible':
        report(literal, say.impossibleDate(written))
        return null
      case 'too far':
        report(literal, say.farDate(written))
        return null
      case 'unsigned':
        report(literal, say.unsignedOffset(written))
        return null
      case 'zone':
        report(literal, say.zonedDate(written))
        return null
      case 'not a date':
        report(literal, say.wrongType(written, wanted, dateMeant(written)))
        return null
    }
  }
  const canonical = writeDate(reading.moment)
  if (literal.kind === 'text') report(literal, say.quotedDate(canonical))
  if (reading.note === 'deprecated') report(literal, say.deprecatedDate(written, canonical))
  if (reading.note === 'ours') foreign?.()
  return { kind: 'moment', moment: reading.moment }
}
