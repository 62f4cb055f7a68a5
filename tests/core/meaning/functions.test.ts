// What each parameter of each function means: with every comparison it takes, on both sides of each boundary, and where there is no value.
import { describe, expect, test } from 'vitest'
import type { Place } from '#app/core/facts/facts.ts'
import { functions } from '#app/core/vocabulary/functions.ts'
import { operatorsOf } from '#app/core/vocabulary/types.ts'
import { understand } from '#app/core/segment.ts'
import { NOW, told } from '#tests/core/evaluate/ask.ts'
import { verdictOf } from '#tests/core/evaluate/verdict-of.ts'
import { checkout } from '#tests/core/facts/people.ts'
import { orders } from '#tests/core/meaning/functions-orders.ts'
import { checkouts, linesBought, plain, refunds } from '#tests/core/meaning/functions-products.ts'
import type { Question } from '#tests/core/meaning/functions-question.ts'
import { equalled } from '#tests/core/meaning/functions-question.ts'

const opposite = { no: 'yes', yes: 'no' } as const
const asked: Readonly<Record<string, readonly Question[]>> = { orders_placed: orders, products_purchased: linesBought, refunds_received: refunds, checkouts_abandoned: checkouts }

describe.each(Object.entries(asked))('%s', (name, questions) => {
  const rows = questions.flatMap(({ parameter, customers, rows, also }) => rows.map(([row, answers]) => [`${parameter} ${row}${also === undefined ? '' : `, ${also}`}`, answers, customers] as const))
  test.each(rows)('%s: %j', (parameters, answers, customers) => {
    expect(customers.map((facts) => told(`${name} MATCHES (${parameters})`, facts))).toEqual(answers)
    expect(customers.map((facts) => told(`${name} NOT MATCHES (${parameters})`, facts))).toEqual(answers.map((answer) => opposite[answer]))
  })
})

const place = (changes: Partial<Place>): readonly Place[] => [{ country: null, region: null, city: null, zip: null, lat: null, lon: null, ...changes }]
const answers = (rule: string, customers: readonly (readonly Place[])[]): readonly string[] => customers.map((places) => verdictOf(rule, { now: NOW, customer: { places } })[0])

// The fourth has no address, the third one of which this is not known.
const addresses = [
  { parameter: 'country', customers: [place({ country: 'DE' }), place({ country: 'AT' }), place({}), []], rows: equalled("'DE'", "'AT'") },
  { parameter: 'region', customers: [place({ region: 'DE-BE' }), place({ region: 'US-NY' }), place({ country: 'DE' }), []], rows: equalled("'DE-BE'", "'US-NY'") },
  { parameter: 'city', customers: [place({ city: 'DE-BE-Berlin' }), place({ city: 'US-NY-NewYorkCity' }), place({ country: 'DE' }), []], rows: equalled("'DE-BE-Berlin'", "'US-NY-NewYorkCity'") },
  { parameter: 'postcode_prefix', customers: [place({ zip: 'SW1A 2AA' }), place({ zip: '10115' }), place({ country: 'DE' }), []], rows: equalled("'sw1 a2'", "'101'") },
]

// One degree of the equator is 111.195 km or 69.093 mi. Half of it, one, two, and an address that cannot be placed.
const apart = [place({ lat: 0, lon: 0.5 }), place({ lat: 0, lon: 1 }), place({ lat: 0, lon: 2 }), place({})]
const distances = [['distance_km', '111.194', '111.196'], ['distance_mi', '69.092', '69.095']].flatMap(([unit, less, more]) => [
  [`${unit} = ${more}`, 'yes yes no no'], [`${unit} = ${less}`, 'yes no no no'], [`${unit} <= ${more}`, 'yes yes no no'], [`${unit} <= ${less}`, 'yes no no no'],
  [`${unit} < ${more}`, 'yes yes no no'], [`${unit} < ${less}`, 'yes no no no'], [`${unit} > ${less}`, 'no yes yes no'], [`${unit} > ${more}`, 'no no yes no'],
  [`${unit} >= ${less}`, 'no yes yes no'], [`${unit} >= ${more}`, 'no no yes no'], [`${unit} BETWEEN ${less} AND ${more}`, 'no yes no no'], [`${unit} BETWEEN ${more} AND 150`, unit === 'distance_km' ? 'no no no no' : 'no no yes no'],
] as const)

describe('addresses', () => {
  test.each(addresses.flatMap(({ parameter, customers, rows }) => rows.map(([row, said]) => [`${parameter} ${row}`, said, customers] as const)))('%s: %j', (parameters, said, customers) => {
    expect(answers(`customer_address MATCHES (${parameters})`, customers)).toEqual(said)
    expect(answers(`customer_address NOT MATCHES (${parameters})`, customers)).toEqual(said.map((answer) => opposite[answer]))
  })
  test.each(distances)('coordinates = (0, 0), %s: %s', (distance, said) => {
    expect(answers(`customer_within_distance MATCHES (coordinates = (0, 0), ${distance})`, apart).join(' ')).toBe(said)
  })
})

test.each([['orders_placed', 'yes no'], ['products_purchased', 'yes no'], ['refunds_received', 'yes no'], ['checkouts_abandoned', 'yes no']])('%s at all', (name, said) => {
  const both = [{ orders: [plain], checkouts: [checkout(NOW)] }, {}]
  const all = (rule: string): string => both.map((facts) => told(rule, facts)).join(' ')
  expect([all(`${name} MATCHES ()`), all(`${name} IS NOT NULL`), all(`NOT ${name} IS NULL`)]).toEqual([said, said, said])
  expect([all(`${name} NOT MATCHES ()`), all(`${name} IS NULL`)]).toEqual(['no yes', 'no yes'])
})
test('an address at all', () => {
  for (const rule of ['customer_address MATCHES ()', 'customer_address IS NOT NULL']) expect(answers(rule, [place({}), []])).toEqual(['yes', 'no'])
  for (const rule of ['customer_address NOT MATCHES ()', 'customer_address IS NULL']) expect(answers(rule, [place({}), []])).toEqual(['no', 'yes'])
})

const delegated = functions.filter(({ events }) => events === 'delegated')
test.each(delegated.map(({ name, example }) => [name, example]))('%s is unknown until Shopify has answered', (name, example) => {
  for (const rule of [example, example.replace('MATCHES', 'NOT MATCHES'), `NOT ${example}`, `${name} IS NULL`, `${name} IS NOT NULL`]) expect(told(rule, { orders: [plain] })).toBe('unknown')
})
test('so is a category of products', () => {
  for (const row of ["= 'Shoes'", "!= 'Shoes'"]) expect(told(`products_purchased MATCHES (category ${row})`, { orders: [plain] })).toBe('unknown')
})

describe('every parameter that is answered from facts, with every comparison it takes, has a row', () => {
  const operatorOf = (row: string): string => row.replace(/^NOT /u, '').split(' ')[0]!
  const shown = new Map<string, readonly string[]>([
    ...Object.entries(asked).map(([name, questions]) => [name, questions.flatMap(({ parameter, rows }) => rows.map(([row]) => `${parameter} ${operatorOf(row)}`))] as const),
    ['customer_address', addresses.flatMap(({ parameter, rows }) => rows.map(([row]) => `${parameter} ${operatorOf(row)}`))],
    ['customer_within_distance', ['coordinates =', ...distances.map(([row]) => row.split(' ').slice(0, 2).join(' '))]],
  ])
  // Nobody asks what is not at a distance: that is `>`, and `!=` is refused.
  const refused = ['coordinates !=', 'distance_km !=', 'distance_mi !=']
  test.each(functions.filter(({ events }) => events !== 'delegated').map((one) => [one.name, one.parameters] as const))('%s', (name, parameters) => {
    const wanted = parameters.filter(({ reads }) => reads !== null).flatMap((one) => operatorsOf(one).map((operator) => `${one.name} ${operator}`))
    expect(wanted.filter((one) => !refused.includes(one) && !shown.get(name)?.includes(one))).toEqual([])
  })
  test.each([['coordinates != (0, 0), distance_km = 1'], ['coordinates = (0, 0), distance_km != 1'], ['coordinates = (0, 0), distance_mi != 1']])('%s is refused', (parameters) => {
    expect(understand(`customer_within_distance MATCHES (${parameters})`).ok).toBe(false)
  })
})
