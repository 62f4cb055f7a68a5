// Random rules drawn from the whole vocabulary, each in both dialects at once.
import fc from 'fast-check'
import { fieldNamed, fields } from '#app/core/vocabulary/fields.ts'
import { functions } from '#app/core/vocabulary/functions.ts'
import type { EventFunction, Parameter } from '#app/core/vocabulary/functions.ts'
import { segmentFunctions } from '#app/core/vocabulary/segment-functions.ts'
import { amount, quoted, testOf, valueOf, whole } from './values.arbitrary.ts'

/** One rule, written in the current and in the legacy dialect. */
export interface Both {
  readonly current: string
  readonly legacy: string
}

const same = (text: string): Both => ({ current: text, legacy: text })

const metafields = ['metafields.loyalty.balance', 'metafields.$app:club.since-when'].map((name) => fieldNamed(name)!)
const field = fc.constantFrom(...fields, ...metafields).chain((row) => testOf(row).map((test) => same(`${row.name} ${test}`)))

const BOUNDED = /^(?:integer|money|decimal|share)$/

/** `p = v` and `p: v`, and the legacy names for bounds. */
function parameter(row: Parameter, native: boolean): fc.Arbitrary<Both> {
  const { name, type } = row
  const value = valueOf(type, native)
  const plain = testOf(row, native).map((test) => same(`${name} ${test}`))
  const equal = value.map((text) => ({ current: `${name} = ${text}`, legacy: `${name}: ${text}` }))
  const bounds: readonly [string, string][] = name === 'date' ? [['>=', 'since'], ['<=', 'until']] : BOUNDED.test(type.kind) ? [['>=', `${name}_at_least`], ['<=', `${name}_at_most`]] : []
  const bounded = bounds.map(([sign, old]) => value.map((text) => ({ current: `${name} ${sign} ${text}`, legacy: `${old}: ${text}` })))
  const between = BOUNDED.test(type.kind) ? [fc.tuple(value, value).map(([low, high]) => ({ current: `${name} BETWEEN ${low} AND ${high}`, legacy: `${name}_between: (${low}, ${high})` }))] : []
  return fc.oneof(plain, equal, ...bounded, ...between)
}

function some(rows: readonly Parameter[], native: boolean): fc.Arbitrary<readonly Both[]> {
  return fc.subarray([...rows], { maxLength: Math.min(5, rows.length) }).chain((chosen) => fc.tuple(...chosen.map((row) => parameter(row, native))))
}

function asked({ name }: EventFunction, given: readonly Both[], negated: boolean): Both {
  return {
    current: `${name} ${negated ? 'NOT MATCHES' : 'MATCHES'} (${given.map(({ current }) => current).join(', ')})`,
    legacy: `${name}(${given.map(({ legacy }) => legacy).join(', ')}) = ${String(!negated)}`,
  }
}

const [within, ...others] = ['customer_within_distance', ...functions.map(({ name }) => name).filter((name) => name !== 'customer_within_distance')].map((name) => functions.find((row) => row.name === name)!)
const ours = others.filter(({ events }) => events !== 'delegated' && events !== 'places')

/** What only Shopify can answer stands alone, or beside what its own language has. */
const event = fc.tuple(fc.constantFrom(...others), fc.boolean(), fc.boolean()).chain(([row, negated, native]) => {
  const rows = native || row.events === 'delegated' ? row.parameters.filter((one) => one.native) : row.parameters.filter(({ reads }) => reads !== null)
  return some(rows, native || row.events === 'delegated').map((given) => asked(row, given, negated))
})

const place = fc.tuple(fc.integer({ min: -90, max: 90 }), fc.integer({ min: -180, max: 180 }), fc.constantFrom('distance_km', 'distance_mi'), fc.oneof(whole.map((far) => `= ${far}`), whole.map((far) => `< ${far}`), fc.tuple(amount, amount).map(([low, high]) => `BETWEEN ${low} AND ${high}`)), fc.boolean())
  .map(([latitude, longitude, name, far, negated]) => {
    const point = `(${latitude}, ${longitude})`
    return asked(within!, [{ current: `coordinates = ${point}`, legacy: `coordinates: ${point}` }, same(`${name} ${far}`)], negated)
  })

const step = fc.constantFrom(...ours).chain((row) => some(row.parameters.filter(({ reads }) => reads !== null && 'on' in reads), false).map((given) => asked(row, given, false)))
const sequence = fc.tuple(step, step, fc.boolean(), fc.nat(900), fc.constantFrom('d', 'w', 'm', 'y', 'h', 'min')).map(([first, then, negated, count, unit]): Both => ({
  current: `${first.current} THEN ${negated ? 'NOT ' : ''}${then.current} WITHIN ${count}${unit}`,
  legacy: `${first.legacy} then ${negated ? 'not ' : ''}${then.legacy} within ${count}${unit.toUpperCase()}`,
}))

const yearly = fc.constantFrom({ kind: 'anniversary', type: { kind: 'date' } } as const, { kind: 'age', type: { kind: 'integer', min: 0 } } as const).chain(({ kind, type }) => testOf({ name: kind, type })
  .map((test): Both => ({ current: `${kind} ('metafields.facts.birth_date') ${test}`, legacy: `${kind}(date: 'customer.metafields.facts.birth_date') ${test}` })))
const segment = fc.tuple(fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }).filter((name) => name.trim() !== '' && !/[\n\r]/.test(name)).map(quoted), fc.boolean())
  .map(([name, negated]): Both => ({ current: `${negated ? 'NOT ' : ''}in_segment(${name})`, legacy: `in_segment(${name}) = ${String(!negated)}` }))

const history = fc.tuple(fc.constantFrom(...segmentFunctions.slice(1)), fc.boolean()).chain(([row, negated]) => some(row.parameters, false).map((given) =>
  asked(row, [{ current: "'VIP'", legacy: "'vip'" }, ...given], negated)))

/** Rules of any shape and about anything. */
export const rule: fc.Arbitrary<Both> = fc.letrec<{ rule: Both; joined: Both; not: Both; clause: Both }>((tie) => ({
  rule: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('clause'), tie('joined'), tie('not')),
  clause: fc.oneof({ weight: 4, arbitrary: field }, { weight: 4, arbitrary: event }, place, sequence, yearly, segment, history),
  not: tie('rule').map(({ current, legacy }) => ({ current: `NOT (${current})`, legacy: `not ( ${legacy} )` })),
  joined: fc.tuple(fc.constantFrom('AND', 'OR'), fc.array(tie('rule'), { minLength: 2, maxLength: 4 })).map(([word, of]) => ({
    current: of.map(({ current }) => `(${current})`).join(` ${word} `),
    legacy: of.map(({ legacy }) => `(${legacy})`).join(` ${word.toLowerCase()} `),
  })),
})).rule
