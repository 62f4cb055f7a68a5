// Random values and tests of them, as a merchant writes them, by the type of what is asked.
import fc from 'fast-check'
import type { Subject, ValueType } from '#app/core/vocabulary/types.ts'

export const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`

const day = fc.date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2050-01-01T00:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString())
const offset = (...units: string[]): fc.Arbitrary<string> => fc.tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 900 }), fc.constantFrom(...units)).map((parts) => parts.join(''))

/** What Shopify's own language has. */
const nativeMoment = fc.oneof(day.map((text) => text.slice(0, 10)), day.map((text) => text.slice(0, 19)), offset('d', 'w', 'm', 'y'), fc.constantFrom('today', 'yesterday', '7_days_ago', '12_months_ago'))
const moment = fc.oneof(nativeMoment, offset('h', 'min'), fc.constant('tomorrow'))

const texts = fc.string({ maxLength: 12, unit: 'grapheme' }).filter((text) => !/[\n\r]/.test(text)).map(quoted)
export const whole = fc.nat(100_000).map(String)
export const amount = fc.tuple(fc.integer({ min: -1000, max: 100_000 }), fc.nat(99)).map(([units, cents]) => `${units}.${cents}`)
const truth = fc.constantFrom('true', 'FALSE')
/** Of a list in a metafield: no day that moves. */
const element = fc.oneof(texts, amount, day.map((text) => text.slice(0, 10)), truth)

export function valueOf(type: ValueType, native: boolean): fc.Arbitrary<string> {
  switch (type.kind) {
    case 'enum': return fc.constantFrom(...type.values, ...(type.aliases?.keys() ?? [])).map(quoted)
    case 'country': return fc.constantFrom('CA', 'DE', 'XK').map(quoted)
    case 'date': return native ? nativeMoment : moment
    case 'money':
    case 'decimal': return amount
    case 'share': return fc.nat(1000).map((share) => String(share / 1000))
    case 'boolean': return truth
    case 'integer': return fc.integer({ min: type.min ?? 0, max: type.max ?? 100_000 }).map(String)
    case 'id': return whole
    case 'any': return fc.oneof(texts, amount, moment, truth)
    default: return texts
  }
}

const ORDERED: ReadonlySet<ValueType['kind']> = new Set(['date', 'integer', 'money', 'decimal', 'share'] as const)

/** `>= 3`, `NOT IN ('a')`, … `native`: nothing that Shopify's own language has not. */
export function testOf(subject: Subject, native = false): fc.Arbitrary<string> {
  const { type, nullable, many, list } = subject
  const value = valueOf(type, native)
  const isNull = nullable ? [fc.constantFrom('IS NULL', 'is not null')] : []
  const contains = fc.tuple(fc.constantFrom('CONTAINS', 'NOT CONTAINS'), type.kind === 'any' ? element : value).map((parts) => parts.join(' '))
  if (list) return fc.oneof(contains, ...isNull)
  const equal = fc.tuple(fc.constantFrom('=', '!='), value).map((parts) => parts.join(' '))
  const among = many && (!native || type.kind === 'id') ? [fc.tuple(fc.constantFrom('IN', 'NOT IN'), fc.array(value, { minLength: 1, maxLength: 4 })).map(([word, of]) => `${word} (${of.join(', ')})`)] : []
  if (type.kind === 'any') return fc.oneof(equal, contains, ordered(amount, native), ordered(moment, native), ...among, ...isNull)
  return fc.oneof(equal, ...among, ...isNull, ...(ORDERED.has(type.kind) ? [ordered(value, native)] : []))
}

function ordered(value: fc.Arbitrary<string>, native: boolean): fc.Arbitrary<string> {
  const compared = fc.tuple(fc.constantFrom('>', '>=', '<', '<='), value).map((parts) => parts.join(' '))
  const between = fc.tuple(native ? fc.constant('BETWEEN') : fc.constantFrom('BETWEEN', 'NOT BETWEEN'), value, value).map(([word, low, high]) => `${word} ${low} AND ${high}`)
  return fc.oneof(compared, between)
}
