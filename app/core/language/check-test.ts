// A test as written against what its subject takes: operators the type knows, values it can have. Negative operators become a flag.
import { date, decimal, operatorsOf, takes } from '#app/core/vocabulary/types.ts'
import type { Operator, Subject } from '#app/core/vocabulary/types.ts'
import { readDecimal } from './decimal.ts'
import { lintTest } from './lint-test.ts'
import type { Asked, CheckContext, Limit, Value } from './meaning.ts'
import { say } from './problem.ts'
import type { Span } from './problem.ts'
import { writeQuoted } from './quotes.ts'
import { readValue } from './read-value.ts'
import type { Comparison, Literal, Test as Written } from './syntax.ts'
import { writeLiteral } from './write-literal.ts'

/** Null when it asks what cannot be asked; every problem in it is reported. */
export function checkTest(written: Written, subject: Subject, context: CheckContext): Asked | null {
  const checked = readTest(written, subject, context)
  if (checked) lintTest(checked, written, subject, context)
  return checked
}

function readTest(written: Written, subject: Subject, context: CheckContext): Asked | null {
  switch (written.kind) {
    case 'compare':
      return compare(written.operator, written.value, written.sign, subject, context)
    case 'between': {
      if (!supports('BETWEEN', written.sign, subject, context)) return null
      const low = readValue(written.low, ordered(subject, written.low), context)
      const high = readValue(written.high, ordered(subject, written.high), context)
      if (low && high && low.kind !== high.kind) context.report(written.high, say.mixedEnds(written.low.text, written.high.text))
      return low && high && low.kind === high.kind ? { negated: written.negated, test: { kind: 'range', from: { value: low, inclusive: true }, to: { value: high, inclusive: true } } } : null
    }
    case 'contains': {
      if (!supports('CONTAINS', written.sign, subject, context, written.negated)) return null
      const [only, ...more] = written.value.kind === 'list' ? written.value.items : [written.value]
      if (!only || more.length > 0) {
        context.report(written.value, say.containsOne(subject.name, written.value.items.map(writeLiteral), written.negated))
        return null
      }
      const value = readValue(only, subject, context)
      if (value?.kind === 'moment' && value.moment.kind !== 'day') {
        context.report(only, say.noElement(only.text, writeQuoted(only.text)))
        return null
      }
      return value && { negated: written.negated, test: { kind: 'contains', value } }
    }
    case 'in':
      if (subject.list) {
        context.report(written.sign, say.containsOne(subject.name, written.values.map(writeLiteral), written.negated))
        return null
      }
      if (written.values.length !== 1 && !supports('IN', written.sign, subject, context)) return null
      return oneOf(written.values, written.negated, subject, context)
    case 'null':
      return takesNull(written.negated, written.sign, subject, context) ? { negated: !written.negated, test: { kind: 'present' } } : null
  }
}

function compare(written: Comparison, value: Literal, sign: Span, subject: Subject, context: CheckContext): Asked | null {
  const operator = written === ':' ? '=' : written
  if (value.kind === 'word' && value.text.toUpperCase() === 'NULL') return equalsNull(operator, value, sign, subject, context)
  // Shopify takes `companies = 123`, too.
  if (subject.list && subject.type.kind === 'id' && (operator === '=' || operator === '!=') && value.kind !== 'list') {
    const id = readValue(value, subject, context)
    return id && { negated: operator === '!=', test: { kind: 'contains', value: id } }
  }
  if (!supports(operator, sign, subject, context)) return null
  if (value.kind === 'list' && subject.type.kind !== 'coordinates') {
    if (operator !== '=' && operator !== '!=') context.report(value, say.wrongType(value.text, 'one value'))
    else if (value.items.length === 1 || supports('IN', sign, subject, context)) return oneOf(value.items, operator === '!=', subject, context)
    return null
  }
  const read = readValue(value, operator === '=' || operator === '!=' ? subject : ordered(subject, value), context)
  if (!read) return null
  switch (operator) {
    case '=':
    case '!=':
      return { negated: operator === '!=', test: { kind: 'is', values: [read] } }
    case '>':
    case '>=':
      return range({ value: read, inclusive: operator === '>=' }, null)
    case '<':
    case '<=':
      return range(null, { value: read, inclusive: operator === '<=' })
  }
}

/** What has no order of its own, such as a text, is asked for as a number or a date where an order is asked for. */
function ordered(subject: Subject, { kind, text }: Literal): Subject {
  if (subject.type.kind !== 'any' || kind === 'figure') return subject
  return { ...subject, type: readDecimal(text) === null ? date : decimal }
}

function range(from: Limit | null, to: Limit | null): Asked {
  return { negated: false, test: { kind: 'range', from, to } }
}

function oneOf(items: readonly Literal[], negated: boolean, subject: Subject, context: CheckContext): Asked | null {
  const values = items.map((item) => readValue(item, subject, context)).filter((value): value is Value => value !== null)
  return values.length === items.length ? { negated, test: { kind: 'is', values } } : null
}

/** Merchants write `= NULL` for IS NULL; nothing equals NULL, so nothing else can be meant. */
function equalsNull(operator: Exclude<Comparison, ':'>, value: Literal, sign: Span, subject: Subject, context: CheckContext): Asked | null {
  const place = { start: sign.start, end: value.end }
  const negated = operator !== '!='
  if (!takesNull(!negated, place, subject, context)) return null
  context.report(place, say.equalsNull(negated ? 'IS NULL' : 'IS NOT NULL'))
  return { negated, test: { kind: 'present' } }
}

/** Whether the subject takes the operator; if not, says what to write instead. */
function supports(operator: Operator, sign: Span, subject: Subject, { report }: CheckContext, negated = false): boolean {
  if (takes(subject, operator)) return true
  const supported = operatorsOf(subject)
  if (operator === 'IN') report(sign, say.oneValue(subject.name))
  else report(sign, say.unsupportedOperator(subject.name, operator, supported, replacementFor(operator, negated, supported)))
  return false
}

/** Totals are 0 rather than empty. */
function takesNull(negated: boolean, place: Span, subject: Subject, context: CheckContext): boolean {
  const { type, nullable } = subject
  const total = !nullable && (type.kind === 'money' || (type.kind === 'integer' && type.min === undefined))
  if (!total) return supports('IS NULL', place, subject, context)
  context.report(place, say.neverNull(subject.name, negated ? '> 0' : '= 0'))
  return false
}

function replacementFor(operator: Operator, negated: boolean, supported: readonly Operator[]): string | null {
  if (operator === '=' && supported.includes('CONTAINS')) return 'CONTAINS'
  if (operator === '!=' && supported.includes('CONTAINS')) return 'NOT CONTAINS'
  if (operator === 'CONTAINS' && supported.includes('=')) return negated ? '!=' : '='
  return null
}
