// Meaning to canonical text: the current dialect, one spelling for each thing, no parenthesis that is not needed.
import { writeWithin } from '#app/core/vocabulary/dates.ts'
import { segmentFunctionFor } from '#app/core/vocabulary/segment-functions.ts'
import type { Condition, Meaning, Step } from './meaning.ts'
import { printTest } from './print-value.ts'
import { writeQuoted } from './quotes.ts'
import { tidy } from './tidy.ts'

/** Parsing the answer gives the same plan again, and printing that the same text. */
export function print(meaning: Meaning): string {
  return printWith(tidy(meaning), printCondition)
}

/** A tidy meaning with the joints and parentheses of the language, its conditions written by `write`. */
export function printWith(meaning: Meaning, write: (condition: Condition) => string): string {
  const grouped = (part: Meaning, ...loose: readonly Meaning['kind'][]): string => (loose.includes(part.kind) ? `(${printWith(part, write)})` : printWith(part, write))
  switch (meaning.kind) {
    case 'or':
      return meaning.of.map((part) => printWith(part, write)).join(' OR ')
    case 'and':
      return meaning.of.map((part) => grouped(part, 'or')).join(' AND ')
    case 'not':
      return `NOT ${grouped(meaning.of, 'or', 'and')}`
    default:
      return write(meaning)
  }
}

/** One condition, its own negation included. */
export function printCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'field':
      return `${condition.field.name} ${printTest(condition)}`
    case 'function':
      return printEvents(condition, condition.negated)
    case 'anniversary':
    case 'age':
      return `${condition.kind} (${writeQuoted(condition.path)}) ${printTest(condition)}`
    case 'segment':
      return `${condition.negated ? 'NOT ' : ''}${segmentFunctionFor(condition.asks).name}(${writeQuoted(condition.name)}${condition.date ? `, date ${printTest(condition.date)}` : ''})`
    case 'sequence': {
      const { first, then, negated, within } = condition
      return `${printEvents(first, false)} ${negated ? 'THEN NOT' : 'THEN'} ${printEvents(then, false)} WITHIN ${writeWithin(within)}`
    }
  }
}

function printEvents({ of, parameters }: Step, negated: boolean): string {
  const given = parameters.map((one) => `${one.parameter.name} ${printTest(one)}`)
  return `${of.name} ${negated ? 'NOT MATCHES' : 'MATCHES'} (${given.join(', ')})`
}
