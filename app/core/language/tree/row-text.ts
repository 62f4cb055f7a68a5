// A row of a builder as the text of its condition, however little of it is filled in: what is missing is then missing in the text, and its reader says so.
import { fieldNamed } from '#app/core/vocabulary/fields.ts'
import { functionNamed } from '#app/core/vocabulary/functions.ts'
import { segmentFunctionNamed } from '#app/core/vocabulary/segment-functions.ts'
import type { ValueType } from '#app/core/vocabulary/types.ts'
import { writeQuoted } from '../quotes.ts'

export type Loose = Readonly<Record<string, unknown>>

const OPERATORS: ReadonlySet<unknown> = new Set(['=', '!=', '>', '>=', '<', '<=', 'BETWEEN', 'NOT BETWEEN', 'CONTAINS', 'NOT CONTAINS', 'IS NULL', 'IS NOT NULL', 'IN', 'NOT IN'])
const NAME = /^[\p{L}_$][\w.$:-]*$/u

/** Nothing in a value can become a condition of its own: what is no plain figure or word is quoted. */
export function rowText(row: Loose): string {
  const subject = nameOf(row.subject)
  if (row.operator === 'THEN' || row.operator === 'THEN NOT') {
    return `${eventsText(row)} ${row.operator} ${isLoose(row.then) ? eventsText(row.then) : ''} WITHIN ${wordOf(row.within)}`
  }
  if (functionNamed(subject)) return eventsText(row)
  if (segmentFunctionNamed(subject)) {
    const date = isLoose(row.date) ? [`date ${testText(row.date, { kind: 'date' })}`] : []
    return `${row.operator === '!=' ? 'NOT ' : ''}${subject}(${[...valuesOf(row).map(({ text }) => writeQuoted(text)), ...date].join(', ')})`
  }
  const dated = subject === 'anniversary' || subject === 'age'
  const type: ValueType | null = subject === 'anniversary' ? { kind: 'date' } : subject === 'age' ? { kind: 'integer' } : (fieldNamed(subject)?.type ?? null)
  return `${subject}${dated ? ` (${writeQuoted(typeof row.path === 'string' ? row.path : '')})` : ''} ${testText(row, type)}`
}

export function isLoose(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function eventsText(step: Loose): string {
  const subject = nameOf(step.subject)
  const given = (Array.isArray(step.parameters) ? step.parameters : []).filter(isLoose).map((one) => {
    const name = nameOf(one.subject)
    return `${name} ${testText(one, functionNamed(subject)?.parameters.find((parameter) => parameter.name === name)?.type ?? null)}`
  })
  return `${subject} ${step.operator === 'NOT MATCHES' ? 'NOT MATCHES' : 'MATCHES'} (${given.join(', ')})`
}

function testText(row: Loose, type: ValueType | null): string {
  if (!OPERATORS.has(row.operator)) return ''
  const operator = String(row.operator)
  const values = valuesOf(row).map((value) => valueText(value, type))
  if (operator.startsWith('IS ')) return operator
  if (operator === 'IN' || operator === 'NOT IN') return `${operator} (${values.join(', ')})`
  return `${operator} ${operator.endsWith('BETWEEN') ? `${values[0] ?? ''} AND ${values[1] ?? ''}` : (values[0] ?? '')}`
}

interface LooseValue {
  readonly as: unknown
  readonly text: string
}

function valuesOf(row: Loose): readonly LooseValue[] {
  const values: readonly unknown[] = Array.isArray(row.values) ? row.values : []
  return values.filter(isLoose).map(({ as, text }) => ({ as, text: typeof text === 'string' ? text.replace(/[\n\r]+/g, ' ') : '' }))
}

const TEXTS: ReadonlySet<unknown> = new Set(['text', 'enum', 'language', 'domain', 'tag', 'code', 'postcode', 'segment', 'country', 'region', 'city'])

function valueText({ as, text }: LooseValue, type: ValueType | null): string {
  const kind = type === null || type.kind === 'any' ? as : type.kind
  if (TEXTS.has(kind)) return writeQuoted(text)
  const trimmed = text.trim()
  if (kind === 'point' || kind === 'coordinates') return /^[-+\d., ]*$/.test(trimmed) ? `(${trimmed})` : writeQuoted(trimmed)
  return /^[-+]?[\w.:-]*$/.test(trimmed) && !trimmed.includes('--') ? trimmed : writeQuoted(trimmed)
}

/** Another name is quoted, and as such no name. */
function nameOf(name: unknown): string {
  return typeof name === 'string' && NAME.test(name) ? name : writeQuoted(typeof name === 'string' ? name : '')
}

function wordOf(word: unknown): string {
  return typeof word === 'string' && /^\w+$/.test(word) ? word : ''
}
