// Every query of the collection, by its class: what Shopify takes is read, what it refuses is answered with place, cause and remedy.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { understand } from '#app/core/segment.ts'
import { answers, fingerprintOf } from './rules.ts'

const lines = readFileSync(new URL('language-examples.tsv', import.meta.url), 'utf8').split('\n')
const examples = lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('\t') as [query: string, kind: string])
const ofClass = (...classes: string[]): string[] => examples.filter(([, kind]) => classes.includes(kind)).map(([query]) => query)

test('the collection is whole', () => {
  expect(examples).toHaveLength(102)
  expect(new Set(examples.map(([, kind]) => kind))).toEqual(new Set(['ok', 'ok-legacy', 'field', 'template', 'superset', 'invalid', 'dubious']))
})

/** What is worth saying of some of them although they are read. */
const remarks: Readonly<Record<string, string[]>> = {
  'number_of_orders >= 0': ['always-matches 0'],
  'abandoned_checkout_date >= 7_days_ago': ['deprecated-date 27 → -7d'],
  "products_purchased(tag: 'Family Christmas Pajamas', date: -60d) = true": ['ambiguous-date 52 → since: -60d'],
}

describe.each(['ok', 'ok-legacy', 'field', 'template'])('%s: read, and can be pasted back', (kind) => {
  test.each(ofClass(kind))('%s', (query) => {
    expect(answers(query)).toEqual(remarks[query] ?? [])
    expect(understand(query)).toMatchObject({ ok: true, native: true })
  })
})

describe('superset: read, with a warning that it cannot be pasted back', () => {
  test.each(ofClass('superset'))('%s', (query) => {
    expect(understand(query)).toMatchObject({ ok: true, native: false, problems: [{ severity: 'warning', code: 'many-clauses', start: query.lastIndexOf('customer_countries') }] })
  })
})

/** Code, 0-based column and remedy of each. */
const refused: Readonly<Record<string, string[]>> = {
  'not a valid segment query ???': ['unknown-filter 4', 'unexpected 6'],
  'last_order_date BETWEEN 1pm AND 3pm': ['wrong-type 24', 'wrong-type 32'],
  "orders_placed MATCHES (financial_status = 'paid', date > -30d)": ['unknown-parameter 23 → payment_status'],
  'products_purchased(id: (2012162031638, 1012132033639) = false': ['missing-close 53 → )'],
  "customer_within_distance() MATCHES (lat = -33.8688, lng = 151.2093, distance = 50, unit = 'km')": ['parentheses-before-matches 24 → ', 'unknown-parameter 36 → coordinates = (-33.8688, 151.2093)', 'unknown-parameter 68 → distance_km = 50'],
  'number_of_orders >> 3 AND': ['not-an-operator 17 → >', 'dangling 22 → '],
  "number_of_orders > 0'": ['unclosed-quote 20 → '],
}

/** These have one plain meaning: they are read, with a warning. */
const read: Readonly<Record<string, { readonly answers: string[]; readonly means: string }>> = {
  "email_subscription_status = 'SUBSCRIBED' AND (last_order_date = NULL OR last_order_date < 2026-08-11)": {
    answers: ['equals-null 62 → IS NULL'],
    means: "email_subscription_status = 'SUBSCRIBED' AND (last_order_date IS NULL OR last_order_date < 2026-08-11)",
  },
  "customer_cities CONTAINS 'Toronto'": { answers: ['city-without-country 25'], means: "customer_cities CONTAINS 'Toronto'" },
  "orders_placed MATCHES (date > '2025-01-01', count >= 5)": { answers: ['quoted-date 30 → 2025-01-01'], means: 'orders_placed MATCHES (date > 2025-01-01, count >= 5)' },
}

describe('invalid and dubious', () => {
  test('each has its answer here', () => {
    expect(new Set(ofClass('invalid', 'dubious'))).toEqual(new Set([...Object.keys(refused), ...Object.keys(read)]))
    expect(ofClass('invalid').every((query) => query in refused)).toBe(true)
  })
  test.each(Object.entries(refused))('refused: %s', (query, problems) => {
    expect(answers(query)).toEqual(problems)
    expect(understand(query)).toMatchObject({ ok: false, native: false, delegated: [], sentence: null })
  })
  test.each(Object.entries(read))('read, with a warning: %s', (query, { answers: warnings, means }) => {
    expect(answers(query)).toEqual(warnings)
    expect(fingerprintOf(query)).toBe(fingerprintOf(means))
  })
})

test('a problem says where, what and what to do, in the words Shopify uses', () => {
  expect(understand('not a valid segment query ???').problems).toMatchObject([
    { line: 1, column: 4, start: 4, end: 5, message: "'a' filter cannot be found." },
    { line: 1, column: 6, start: 6, end: 11, message: expect.stringMatching(/^'valid' is unexpected\. /) as string },
  ])
  expect(understand("customer_tags = 'VIP'").problems).toMatchObject([
    { line: 1, column: 14, replacement: 'CONTAINS', message: expect.stringMatching(/^customer_tags does not support operator '='/) as string },
  ])
  expect(understand('').problems).toMatchObject([{ message: expect.stringMatching(/^Query can't be blank\. /) as string }])
  expect(understand('orders_placed MATCHES (date > 2025-01-01, date < 2025-02-01)').problems).toMatchObject([
    { message: "This isn't valid because `date` is used twice. Write date BETWEEN 2025-01-01 AND 2025-02-01, which includes both." },
  ])
})
