// Meaning to canonical text: the current dialect, one spelling for each thing, no parenthesis that is not needed.
import { writeDate } from '#app/core/vocabulary/dates.ts'
import type { Condition, Limit, Meaning, Test, Value } from './meaning.ts'
import { writeQuoted } from './quotes.ts'

/** Parsing the answer gives the same plan again, and printing that the same text. */
export function print(meaning: Meaning): string {
  return printTidy(tidy(meaning))
}

/** Without NOT before NOT, and without NOT before a condition that has a documented negative operator of its own. */
function tidy(meaning: Meaning): Meaning {
  if (meaning.kind === 'and' || meaning.kind === 'or') return { kind: meaning.kind, of: meaning.of.map(tidy) }
  if (meaning.kind !== 'not') return meaning
  const of = tidy(meaning.of)
  if (of.kind === 'not') return of.of
  if (of.kind === 'function') return { ...of, negated: !of.negated }
  return of.kind === 'field' && (of.test.kind !== 'range' || of.negated) ? { ...of, negated: !of.negated } : { kind: 'not', of }
}

function printTidy(meaning: Meaning): string {
  switch (meaning.kind) {
    case 'or':
      return meaning.of.map(printTidy).join(' OR ')
    case 'and':
      return meaning.of.map((part) => grouped(part, 'or')).join(' AND ')
    case 'not':
      return `NOT ${grouped(meaning.of, 'or', 'and')}`
    case 'field':
    case 'function':
    case 'anniversary':
      return printCondition(meaning)
  }
}

function grouped(meaning: Meaning, ...loose: readonly Meaning['kind'][]): string {
  return loose.includes(meaning.kind) ? `(${printTidy(meaning)})` : printTidy(meaning)
}

function printCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'field':
      return `${condition.field.name} ${printTest(condition.test, condition.negated)}`
    case 'function': {
      const parameters = condition.parameters.map(({ parameter, test, negated }) => `${parameter.name} ${printTest(test, negated)}`)
      return `${condition.of.name} ${condition.negated ? 'NOT MATCHES' : 'MATCHES'} (${parameters.join(', ')})`
    }
    case 'anniversary':
      return `anniversary (${writeQuoted(condition.path)}) ${printTest(condition.test, condition.negated)}`
  }
}

function printTest(test: Test, negated: boolean): string {
  switch (test.kind) {
    case 'is': {
      const [first, ...more] = test.values
      if (first && more.length === 0) return `${negated ? '!=' : '='} ${printValue(first)}`
      return `${negated ? 'NOT IN' : 'IN'} (${test.values.map(printValue).join(', ')})`
    }
    case 'contains':
      return `${negated ? 'NOT CONTAINS' : 'CONTAINS'} ${printValue(test.value)}`
    case 'present':
      return negated ? 'IS NULL' : 'IS NOT NULL'
    case 'range':
      return printRange(test.from, test.to, negated)
  }
}

/** A range with one end is never negated, one with two ends always includes both: the language has no other. */
function printRange(from: Limit | null, to: Limit | null, negated: boolean): string {
  if (from && to) return `${negated ? 'NOT BETWEEN' : 'BETWEEN'} ${printValue(from.value)} AND ${printValue(to.value)}`
  if (from) return `${from.inclusive ? '>=' : '>'} ${printValue(from.value)}`
  return to ? `${to.inclusive ? '<=' : '<'} ${printValue(to.value)}` : ''
}

function printValue(value: Value): string {
  switch (value.kind) {
    case 'text':
      return writeQuoted(value.text)
    case 'number':
      return value.number
    case 'moment':
      return writeDate(value.moment)
    case 'id':
      return value.id
    case 'boolean':
      return String(value.boolean)
    case 'point':
      return `(${value.latitude}, ${value.longitude})`
  }
}
