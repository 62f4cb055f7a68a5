// Random rules drawn from the vocabulary, each in both dialects at once.
import fc from 'fast-check'
import { fields } from '#app/core/vocabulary/fields.ts'
import { functions } from '#app/core/vocabulary/functions.ts'
import type { Parameter } from '#app/core/vocabulary/functions.ts'
import type { Subject, ValueType } from '#app/core/vocabulary/types.ts'

/** One rule, written in the current and in the legacy dialect. */
export interface Both {
  readonly current: string
  readonly legacy: string
}

const same = (text: string): Both => ({ current: text, legacy: text })
const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`

const day = fc.date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2050-01-01T00:00:00Z'), noInvalidDate: true }).map((date) => date.toISOString())
const moment = fc.oneof(
  day.map((text) => text.slice(0, 10)),
  day.map((text) => text.slice(0, 19)),
  fc.tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 900 }), fc.constantFrom('d', 'w', 'm', 'y', 'h', 'min')).map((parts) => parts.join('')),
  fc.constantFrom('today', 'yesterday', 'tomorrow', '7_days_ago', '12_months_ago'),
)
const texts = fc.string({ maxLength: 12, unit: 'grapheme' }).filter((text) => !/[\n\r]/.test(text)).map(quoted)
const whole = fc.nat(100_000).map(String)
const amount = fc.tuple(fc.integer({ min: -1000, max: 100_000 }), fc.nat(99)).map(([units, cents]) => `${units}.${cents}`)

function valueOf(type: ValueType): fc.Arbitrary<string> {
  if (type.kind === 'enum') return fc.constantFrom(...type.values, ...(type.aliases?.keys() ?? [])).map(quoted)
  if (type.kind === 'country') return fc.constantFrom('CA', 'DE', 'XK').map(quoted)
  if (type.kind === 'date') return moment
  if (type.kind === 'money') return amount
  return type.kind === 'integer' || type.kind === 'id' ? whole : texts
}

function testOf(subject: Subject): fc.Arbitrary<string> {
  const value = valueOf(subject.type)
  const equal = fc.tuple(fc.constantFrom('=', '!='), value).map((parts) => parts.join(' '))
  const isNull = subject.nullable ? [fc.constantFrom('IS NULL', 'is not null')] : []
  const many = subject.many ? [fc.tuple(fc.constantFrom('IN', 'NOT IN'), fc.array(value, { minLength: 1, maxLength: 4 })).map(([word, list]) => `${word} (${list.join(', ')})`)] : []
  if (subject.list) return fc.oneof(fc.tuple(fc.constantFrom('CONTAINS', 'NOT CONTAINS'), value).map((parts) => parts.join(' ')), ...isNull)
  if (!['date', 'integer', 'money'].includes(subject.type.kind)) return fc.oneof(equal, ...many, ...isNull)
  const compared = fc.tuple(fc.constantFrom('>', '>=', '<', '<='), value).map((parts) => parts.join(' '))
  const between = fc.tuple(fc.constantFrom('BETWEEN', 'NOT BETWEEN'), value, value).map(([word, low, high]) => `${word} ${low} AND ${high}`)
  return fc.oneof(equal, compared, between, ...many, ...isNull)
}

const field = fc.constantFrom(...fields.filter(({ reads }) => reads !== null)).chain((row) => testOf(row).map((test) => same(`${row.name} ${test}`)))

/** `p = v` and `p: v`, and the legacy names for bounds. */
function parameter(row: Parameter): fc.Arbitrary<Both> {
  const plain = testOf(row).map((test) => same(`${row.name} ${test}`))
  const value = valueOf(row.type)
  const equal = value.map((text) => ({ current: `${row.name} = ${text}`, legacy: `${row.name}: ${text}` }))
  const bounds: readonly [string, string][] = row.type.kind === 'date' ? [['>=', 'since'], ['<=', 'until']] : row.type.kind === 'integer' || row.type.kind === 'money' ? [['>=', `${row.name}_at_least`], ['<=', `${row.name}_at_most`]] : []
  const bounded = bounds.map(([sign, name]) => value.map((text) => ({ current: `${row.name} ${sign} ${text}`, legacy: `${name}: ${text}` })))
  return fc.oneof(plain, equal, ...bounded)
}

const event = fc.constantFrom(...functions.filter(({ events }) => events !== null)).chain((row) =>
  fc.tuple(fc.subarray(row.parameters.filter(({ reads }) => reads !== null)).chain((rows) => fc.tuple(...rows.map(parameter))), fc.boolean()).map(([given, negated]): Both => ({
    current: `${row.name} ${negated ? 'NOT MATCHES' : 'MATCHES'} (${given.map(({ current }) => current).join(', ')})`,
    legacy: `${row.name}(${given.map(({ legacy }) => legacy).join(', ')}) = ${String(!negated)}`,
  })))

/** Rules of any shape that can be evaluated. */
export const rule: fc.Arbitrary<Both> = fc.letrec<{ rule: Both; joined: Both; not: Both; clause: Both }>((tie) => ({
  rule: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('clause'), tie('joined'), tie('not')),
  clause: fc.oneof(field, event),
  not: tie('rule').map(({ current, legacy }) => ({ current: `NOT (${current})`, legacy: `not ( ${legacy} )` })),
  joined: fc.tuple(fc.constantFrom('AND', 'OR'), fc.array(tie('rule'), { minLength: 2, maxLength: 4 })).map(([word, of]) => ({
    current: of.map(({ current }) => `(${current})`).join(` ${word} `),
    legacy: of.map(({ legacy }) => `(${legacy})`).join(` ${word.toLowerCase()} `),
  })),
})).rule
