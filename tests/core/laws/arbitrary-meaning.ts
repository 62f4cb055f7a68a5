// Random meanings over the whole vocabulary: every field, function, parameter and relation that the checker lets through.
import fc from 'fast-check'
import { readDecimal } from '#app/core/language/decimal.ts'
import type { Asked, Condition, Given, Meaning, Step, Value } from '#app/core/language/meaning.ts'
import { askedOf } from '#app/core/language/relation.ts'
import type { Relation } from '#app/core/language/relation.ts'
import { countries } from '#app/core/vocabulary/countries.ts'
import { readDate } from '#app/core/vocabulary/dates.ts'
import type { Within } from '#app/core/vocabulary/dates.ts'
import { fieldNamed, fields } from '#app/core/vocabulary/fields.ts'
import { functions } from '#app/core/vocabulary/functions.ts'
import type { EventFunction, Parameter } from '#app/core/vocabulary/functions.ts'
import { segmentFunctions } from '#app/core/vocabulary/segment-functions.ts'
import { takes } from '#app/core/vocabulary/types.ts'
import type { Subject, ValueType } from '#app/core/vocabulary/types.ts'

const odd = fc.constantFrom('VIP', "it's", 'a, b or c', 'back\\slash', 'ends\\', 'say “so” and „so“', '"', ')', ' and then within ', '', '5', 'today', '$&', '€5')
export const texts: fc.Arbitrary<string> = fc.oneof(odd, fc.string({ unit: 'grapheme', maxLength: 10 }).filter((text) => !/[\n\r]/.test(text)))

const number = (of: fc.Arbitrary<string>): fc.Arbitrary<Value> => of.map((text): Value => ({ kind: 'number', number: readDecimal(text)! }))
const text = (of: fc.Arbitrary<string>): fc.Arbitrary<Value> => of.map((text): Value => ({ kind: 'text', text }))
const amounts = number(fc.tuple(fc.integer({ min: -2000, max: 2_000_000 }), fc.nat(999)).map(([whole, rest]) => `${whole}.${rest}`))
const written = fc.oneof(
  fc.date({ min: new Date('0100-01-01T00:00:00Z'), max: new Date('2150-01-01T00:00:00Z'), noInvalidDate: true }).chain((date) => fc.constantFrom(date.toISOString().slice(0, 10), date.toISOString().slice(0, 19))),
  fc.tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 120 }), fc.constantFrom('d', 'w', 'm', 'y', 'h', 'min')).map((parts) => parts.join('')),
  fc.constantFrom('today', 'yesterday', 'tomorrow', '-1m', '-1w', '-1h', '-30d', '+30d'),
)
const moments = written.map((one): Value => {
  const reading = readDate(one)
  if (!('moment' in reading)) throw new Error(one)
  return { kind: 'moment', moment: reading.moment }
})
const days = moments.filter((value) => value.kind === 'moment' && value.moment.kind === 'day')
const booleans = fc.boolean().map((boolean): Value => ({ kind: 'boolean', boolean }))
const elements = fc.oneof(amounts, days, booleans, text(texts))

function valueOf(type: ValueType): fc.Arbitrary<Value> {
  switch (type.kind) {
    case 'date': return moments
    case 'money': case 'decimal': return amounts
    case 'share': return number(fc.nat(1000).map((share) => String(share / 1000)))
    case 'integer': return number(fc.oneof(fc.constantFrom(1, 2), fc.integer({ min: type.min ?? 0, max: type.max ?? 100_000 })).map((whole) => String(Math.max(whole, type.min ?? 0))))
    case 'boolean': return booleans
    case 'id': return fc.bigInt({ min: 0n, max: 18_446_744_073_709_551_615n }).map((id): Value => ({ kind: 'id', id: String(id) }))
    case 'enum': return text(fc.constantFrom(...type.values))
    case 'country': return text(fc.constantFrom(...countries))
    case 'coordinates': return fc.tuple(fc.integer({ min: -9000, max: 9000 }), fc.integer({ min: -18_000, max: 18_000 })).map(([latitude, longitude]): Value => ({ kind: 'point', latitude: readDecimal(String(latitude / 100))!, longitude: readDecimal(String(longitude / 100))! }))
    case 'any': return fc.oneof(amounts, moments, booleans, text(texts))
    default: return text(texts)
  }
}

function relationsOf(subject: Subject): readonly Relation[] {
  const all = ['=', '!=', '>', '>=', '<', '<='] as const
  return [
    ...all.filter((operator) => takes(subject, operator)),
    ...(takes(subject, 'BETWEEN') ? (['BETWEEN', 'NOT BETWEEN'] as const) : []),
    ...(takes(subject, 'CONTAINS') ? (['CONTAINS', 'NOT CONTAINS'] as const) : []),
    ...(takes(subject, 'IS NULL') ? (['IS NULL', 'IS NOT NULL'] as const) : []),
  ]
}

/** Metafields compare numbers and dates in order, and their lists hold no day that moves; every other type its own values. */
export function asked(subject: Subject): fc.Arbitrary<Asked> {
  return fc.constantFrom(...relationsOf(subject)).chain((relation) => {
    const equals = relation === '=' || relation === '!='
    const range = relation.includes('BETWEEN') || /[<>]/.test(relation)
    const value = subject.type.kind === 'any' && range ? fc.constantFrom(amounts, moments) : fc.constant(subject.type.kind === 'any' && relation.includes('CONTAINS') ? elements : valueOf(subject.type))
    const count = relation.includes('BETWEEN') ? 2 : relation.includes('NULL') ? 0 : 1
    return value.chain((of) => fc.array(of, { minLength: count, maxLength: equals && subject.many ? 4 : count })).map((values) => askedOf({ relation, values })!)
  })
}

const metafield = fc.constantFrom('metafields.loyalty.balance', 'metafields.$app.vip-since', 'metafields.$app:my.key', 'metafields.a_b.c.d').map((name) => fieldNamed(name)!)
const field: fc.Arbitrary<Condition> = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...fields) }, { weight: 1, arbitrary: metafield }).chain((row) => asked(row).map((one): Condition => ({ kind: 'field', field: row, ...one })))

function given(rows: readonly Parameter[]): fc.Arbitrary<readonly Given[]> {
  return fc.shuffledSubarray([...rows], { maxLength: Math.min(rows.length, 6) }).chain((chosen) => fc.tuple(...chosen.map((parameter) => asked(parameter).map((one): Given => ({ parameter, ...one })))))
}

/** What the parameters of a function need of one another. */
function parametersOf(of: EventFunction): fc.Arbitrary<readonly Given[]> {
  const centre = of.parameters.find(({ type }) => type.kind === 'coordinates')
  if (centre) {
    const near = fc.constantFrom(...of.parameters.filter((one) => one !== centre)).chain((parameter) => asked(parameter).filter(({ negated, test }) => !negated || test.kind !== 'is').map((one): Given => ({ parameter, ...one })))
    return fc.tuple(near, valueOf(centre.type)).map(([distance, value]) => [{ parameter: centre, negated: false, test: { kind: 'is', values: [value] } }, distance])
  }
  if (of.events !== 'delegated') return given(of.parameters.filter(({ reads }) => reads !== null))
  return given(of.parameters).filter((all) => all.every(({ negated, test }) => !(negated && test.kind === 'range') && !JSON.stringify(test).includes('duration')))
}

const events: fc.Arbitrary<Condition> = fc.tuple(fc.constantFrom(...functions), fc.boolean()).chain(([of, negated]) => parametersOf(of).map((parameters): Condition => ({ kind: 'function', of, negated, parameters })))

const ours = functions.filter(({ events: source }) => source !== 'places' && source !== 'delegated')
const step: fc.Arbitrary<Step> = fc.constantFrom(...ours).chain((of) => given(of.parameters.filter(({ reads }) => reads !== null && !('of' in reads))).map((parameters) => ({ of, parameters })))
const within: fc.Arbitrary<Within> = fc.oneof(
  fc.record({ kind: fc.constant('calendar' as const), count: fc.integer({ min: 1, max: 400 }), unit: fc.constantFrom('d' as const, 'w' as const, 'm' as const, 'y' as const) }),
  fc.integer({ min: 1, max: 600 }).chain((count) => fc.constantFrom(count * 60_000, count * 3_600_000)).map((ms) => ({ kind: 'duration' as const, ms })),
)
const sequence: fc.Arbitrary<Condition> = fc.record({ kind: fc.constant('sequence' as const), first: step, then: step, negated: fc.boolean(), within })

const path = fc.constantFrom('metafields.facts.birth_date', 'metafields.$app.born')
const anniversary: fc.Arbitrary<Condition> = fc.tuple(path, asked({ name: 'anniversary', type: { kind: 'date' } })).map(([of, one]) => ({ kind: 'anniversary', path: of, ...one }))
const age: fc.Arbitrary<Condition> = fc.tuple(path, asked({ name: 'age', type: { kind: 'integer', min: 0, max: 120 } })).map(([of, one]) => ({ kind: 'age', path: of, ...one }))
const segment: fc.Arbitrary<Condition> = fc.tuple(texts.map((one) => one.trim().replace(/\s+/gu, ' ')).filter((one) => one !== ''), fc.boolean(), fc.constantFrom(...segmentFunctions))
  .chain(([name, negated, { asks, parameters }]) => given(parameters).map(([date]) => ({ kind: 'segment', asks, name, negated, date: date ? { negated: date.negated, test: date.test } : null })))

/** Any condition. */
export const condition: fc.Arbitrary<Condition> = fc.oneof({ weight: 6, arbitrary: field }, { weight: 6, arbitrary: events }, { weight: 2, arbitrary: sequence }, anniversary, age, segment)

const nativeEvents = fc.tuple(fc.constantFrom(...functions.filter(({ native, events: source }) => native && source !== 'places')), fc.boolean())
  .chain(([of, negated]) => given(of.parameters.filter(({ native }) => native)).map((parameters): Condition => ({ kind: 'function', of, negated, parameters })))

/** Mostly what Shopify's own language has, in more words than it has. */
export const nearlyNative: fc.Arbitrary<Condition> = fc.oneof(
  fc.oneof(fc.constantFrom(...fields.filter(({ native }) => native)), metafield).chain((row) => asked(row).map((one): Condition => ({ kind: 'field', field: row, ...one }))),
  nativeEvents,
  anniversary,
)

/** Rules of any shape. */
export function rulesOf(conditions: fc.Arbitrary<Condition>): fc.Arbitrary<Meaning> {
  return fc.letrec<{ meaning: Meaning; joined: Meaning; not: Meaning }>((tie) => ({
    meaning: fc.oneof({ depthSize: 'small', withCrossShrink: true }, conditions, tie('joined'), tie('not')),
    not: tie('meaning').map((of): Meaning => ({ kind: 'not', of })),
    joined: fc.tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('meaning'), { minLength: 2, maxLength: 4 })).map(([kind, of]): Meaning => ({ kind, of })),
  })).meaning
}
