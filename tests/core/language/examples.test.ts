// Every query of the collection, by its class: what Shopify takes is read, what it refuses is answered.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { understand } from '#app/core/segment.ts'

const lines = readFileSync(new URL('language-examples.tsv', import.meta.url), 'utf8').split('\n')
const examples = lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('\t') as [string, string])
const ofClass = (...classes: string[]): string[] => examples.filter(([, kind]) => classes.includes(kind)).map(([query]) => query)

test('the collection is whole', () => {
  expect(examples).toHaveLength(102)
})

describe.each(['ok', 'ok-legacy', 'field', 'template'])('%s', (kind) => {
  test.each(ofClass(kind))('%s', (query) => {
    const understood = understand(query)
    const errors = understood.problems.filter(({ severity }) => severity === 'error')
    expect(errors.filter(({ code }) => code !== 'not-yet-evaluated')).toEqual([])
    expect(understood.ok).toBe(errors.length === 0)
  })
})

describe('invalid and dubious', () => {
  test.each(ofClass('invalid', 'dubious'))('%s', (query) => {
    expect(understand(query).problems).not.toEqual([])
  })
  test.each(ofClass('invalid'))('refused: %s', (query) => {
    expect(understand(query).ok).toBe(false)
  })
})

test.each(ofClass('superset'))('read, with a warning: %s', (query) => {
  expect(understand(query)).toMatchObject({ ok: true, problems: [{ severity: 'warning', code: 'many-clauses' }] })
})

test('a problem says where, what and what to do, in the words Shopify uses', () => {
  expect(understand('not a valid segment query ???').problems).toMatchObject([
    { line: 1, column: 4, start: 4, end: 5, message: "'a' filter cannot be found." },
    { line: 1, column: 6, start: 6, end: 11, message: expect.stringMatching(/^'valid' is unexpected\. /) as string },
  ])
  expect(understand("customer_tags = 'VIP'").problems).toMatchObject([
    { line: 1, column: 14, replacement: 'CONTAINS', message: expect.stringMatching(/^customer_tags does not support operator '='/) as string },
  ])
  expect(understand('orders_placed MATCHES (date > 2025-01-01, date < 2025-02-01)').problems).toMatchObject([
    { message: "This isn't valid because `date` is used twice. Write date BETWEEN 2025-01-01 AND 2025-02-01." },
  ])
})
