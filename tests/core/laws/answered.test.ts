// What is answered from values as they are written, from postcodes cut short and from Shopify's own answers: the columns say what the naive path says.
import fc from 'fast-check'
import type { Arbitrary } from 'fast-check'
import { expect, test } from 'vitest'
import type { MetafieldFact, Place } from '#app/core/facts/facts.ts'
import { answer } from '#app/core/naive/answer.ts'
import type { NaiveShop } from '#app/core/naive/answer.ts'
import type { MetafieldTest, PlanNode, PlanTest } from '#app/core/plan/plan.ts'
import { localClock } from '#app/engine/local-clock.ts'
import { customer } from '#tests/core/facts/people.ts'
import { answersOf, blockOf, programOf } from '#tests/core/laws/evaluated.ts'

const RUNS = Number(process.env.LAW_RUNS ?? 500)
const seed = Number(process.env.LAW_SEED ?? 20261122)
const now = Date.UTC(2026, 10, 22, 12)
const PATHS = ['metafields.facts.one', 'metafields.facts.two']

const values = fc.constantFrom(
  '', 'tea', 'true', 'false', '0', '-0', '1', '01', '+1', '1.50', '1.5', '2.', '.5', '1e3', '0.1234567890123456', '99999999999999999999', '2026-02-29', '2026-02-28', '2024-02-29', '0001-01-01', '2026-11-22T12:00:00Z',
  '2026-11-22T12:00', '2026-11-22 13:00:00.5694+0100', '2026-11-22T24:00:00Z', '2026-11-22T12:00:59.999+01:00', '[]', '["tea","1"]', '[1,2.50,"03.10","-0.0","x"]', '[true]', '{"a":1}', '["2026-02-28"]', 'null')
const types = fc.constantFrom('single_line_text_field', 'number_integer', 'number_decimal', 'boolean', 'date', 'date_time', 'list.single_line_text_field', 'list.number_decimal', 'list.number_integer', 'json')
const fact: Arbitrary<MetafieldFact> = fc.record({ type: types, value: values })

const bound = fc.option(fc.record({ value: fc.constantFrom('0', '-1', '1', '1.5', '0.12345678901234', '99999999999999999998.5', '2025', '40'), inclusive: fc.boolean() }))
const range = fc.record({ min: bound, max: bound })
const edge = fc.record({
  moment: fc.oneof(
    fc.record({ kind: fc.constant('offset' as const), count: fc.integer({ min: -40, max: 1 }), unit: fc.constantFrom('d' as const, 'm' as const) }),
    fc.constant({ kind: 'datetime' as const, year: 2026, month: 11, day: 22, hour: 12, minute: 0, second: 0 })),
  at: fc.constantFrom('start' as const, 'end' as const),
})
const is: Arbitrary<MetafieldTest> = fc.oneof(
  fc.constant({ as: 'present' as const }), fc.record({ as: fc.constant('text' as const), values: fc.array(values, { minLength: 1, maxLength: 3 }) }),
  fc.record({ as: fc.constant('element' as const), value: fc.constantFrom('tea', '1', '2.5', '3.1', '0', 'true', 'x', '2026-02-28') }), fc.record({ as: fc.constant('boolean' as const), value: fc.boolean() }),
  fc.record({ as: fc.constant('number' as const), range }), fc.record({ as: fc.constant('date' as const), range: fc.record({ from: fc.option(edge), to: fc.option(edge) }) }))

const postcode = fc.record({ on: fc.constant('postcode' as const), prefixes: fc.array(fc.constantFrom('10', '1011', '101155', 'SW1A', 'SW1A2AA', 'S'), { minLength: 1, maxLength: 2 }), negated: fc.boolean() })
const country = fc.record({ on: fc.constant('country' as const), values: fc.constant(['DE']), negated: fc.boolean() })
const places: Arbitrary<Place[]> = fc.array(fc.record({
  country: fc.constantFrom('DE', 'US', null), region: fc.constant(null), city: fc.constant(null), zip: fc.constantFrom('1011', '10 115', 'sw1a', 'SW1A 2', '', null), lat: fc.constant(null), lon: fc.constant(null),
}), { maxLength: 3 })

const leaf: Arbitrary<PlanTest> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('metafield' as const), path: fc.constantFrom(...PATHS), is }) },
  fc.record({ kind: fc.constant('age' as const), path: fc.constantFrom(...PATHS), range }),
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('place' as const), where: fc.array(fc.oneof(postcode, postcode, country), { maxLength: 2 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('delegated' as const), clause: fc.constantFrom('answered', 'never asked') }) },
  fc.constant({ kind: 'named' as const, segment: 'gone' }))
const node: Arbitrary<PlanNode> = fc.oneof(leaf, leaf.map((of) => ({ kind: 'not' as const, of })), fc.record({ kind: fc.constantFrom('all' as const, 'any' as const), of: fc.tuple(leaf, leaf) }))

const shop: Arbitrary<NaiveShop> = fc.record({
  zone: fc.constant(localClock('Europe/Berlin')), currency: fc.constant('EUR'), historyFrom: fc.constant(null), productsKnown: fc.constant(true), products: fc.constant(new Map()),
  metafieldsKnown: fc.constantFrom(null, new Set(PATHS), new Set([PATHS[0]!])), postcodesCut: fc.boolean(),
  delegated: fc.record({ members: fc.uniqueArray(fc.integer({ min: 1, max: 9 })).map((numbers) => new Set(numbers)), knownBelow: fc.integer({ min: 1, max: 9 }), knownUntil: fc.constantFrom(now, now + 1, now + 1e9) })
    .map(({ members, ...rest }) => new Map([['answered', { ...rest, members: { has: (number: number) => members.has(number) } }]])),
})
const person = fc.record({ number: fc.integer({ min: 1, max: 9 }), places, one: fc.option(fact), two: fc.option(fact) }).map(({ number, places: known, one, two }) => ({
  customer: customer(number, { places: known, metafields: { ...(one && { [PATHS[0]!]: one }), ...(two && { [PATHS[1]!]: two }) } }), orders: [], checkouts: [],
}))

test('the columns agree with the naive path', () => {
  const met = new Set<string>()
  fc.assert(fc.property(shop, person, node, (terms, who, root) => {
    const [{ answer: said }] = answersOf(programOf({ root, fingerprint: '' }, terms), blockOf([who], terms), now) as [{ answer: string, until: number }]
    met.add(said)
    expect(said).toBe(answer(root, who, terms, now))
  }), { seed, numRuns: RUNS * 8 })
  expect(met.size).toBe(3)
}, 60_000)
