// Law 1: print and parse undo each other, both dialects say the same, and no text on earth makes the parser throw.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planOfRule, understand } from '#app/core/segment.ts'
import { fields } from '#app/core/vocabulary/fields.ts'
import { functions } from '#app/core/vocabulary/functions.ts'
import { fingerprintOf } from '../language/rules.ts'
import { rule } from './rules.arbitrary.ts'

/** More of them by LAW_RUNS, for the night. */
const RUNS = Number(process.env.LAW_RUNS ?? 20_000)
const TIMEOUT = Math.max(30_000, RUNS)
const seeded = { seed: 20_261_001, numRuns: Math.ceil(RUNS / 40) }
const collected = readFileSync(new URL('../language/language-examples.tsv', import.meta.url), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('\t')[0]!)
const examples = [
  ...collected,
  ...fields.map(({ example }) => example),
  ...functions.map(({ example }) => example),
  "NOT in_segment('VIP') OR age ('metafields.facts.birth_date') >= 18",
  "products_purchased MATCHES (tag = 'A', month IN (11, 12)) THEN NOT orders_placed() = true WITHIN 30d AND refund_share > 0.5",
]

test('canonical text means the same as the rule, and is its own canonical text', () => {
  fc.assert(fc.property(rule, ({ current }) => {
    const understood = understand(current)
    if (!understood.ok) throw new Error(JSON.stringify(understood.problems))
    const again = understand(understood.canonical)
    expect(again).toMatchObject({ ok: true, canonical: understood.canonical, plan: understood.plan })
  }), seeded)
}, TIMEOUT)

test('both dialects give one plan', () => {
  fc.assert(fc.property(rule, ({ current, legacy }) => {
    expect(fingerprintOf(legacy)).toBe(fingerprintOf(current))
  }), seeded)
}, TIMEOUT)

const fragments = fc.constantFrom(
  'AND', 'OR', 'NOT', '(', ')', ',', ':', '=', '>=', '>>', "'", '"', '‘', '\\', '--', '/*', '*/', '\n', ' ', 'BETWEEN', 'IN', 'IS', 'NULL', 'MATCHES', 'NOT_MATCHES', 'CONTAINS', 'WHERE', 'FROM', 'ORDER BY', ';', 'THEN', 'WITHIN', '30d', '%',
  'number_of_orders', 'orders_placed', 'products_purchased', 'customer_tags', 'anniversary', 'age', 'in_segment', 'left_segment', 'customer_within_distance', 'coordinates', 'distance_km', 'lat', 'lng', 'month', 'november', 'refund_share', 'has_note', 'metafields.a.b', 'metafields.$app:a.b', 'since', 'date', 'id', 'true', '-30d', '2026-02-30', '1.5', '99999999999999999999', "'vip'", 'today', '\ud800', '\u0000', 'é', '😀',
)

/** Any text, texts of our own pieces, and known queries with a piece cut out, put in or doubled. */
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fragments, { maxLength: 40 }).map((parts) => parts.join(' ')),
  fc.array(fragments, { maxLength: 40 }).map((parts) => parts.join('')),
  fc.tuple(fc.constantFrom(...examples), fc.nat(), fc.nat(8), fc.oneof(fragments, fc.string({ unit: 'binary', maxLength: 3 }))).map(([query, at, cut, put]) => {
    const place = at % (query.length + 1)
    return query.slice(0, place) + put + query.slice(place + cut)
  }),
)

test('nothing throws; what is refused has a reason; every problem lies inside the text, in order', () => {
  fc.assert(fc.property(anything, (text) => {
    const understood = understand(text, { knownTags: ['vip'], knownSegments: ['VIP'], currency: 'JPY' })
    const errors = understood.problems.filter(({ severity }) => severity === 'error')
    expect(errors.length > 0).toBe(!understood.ok)
    const plan = planOfRule(text)
    if (understood.ok) expect(plan?.fingerprint).toBe(understood.plan.fingerprint)
    // Which segments there are, the plan alone is not told.
    else if (errors.some(({ code }) => code !== 'unknown-segment')) expect(plan).toBeNull()
    let before = 0
    for (const { start, end, line, column, message } of understood.problems) {
      if (start < before || end < start || end > text.length || line < 1 || column < 0 || message === '') throw new Error(`misplaced: ${start}-${end} ${message}`)
      before = start
    }
    if (understood.ok) expect(fingerprintOf(understood.canonical)).toBe(understood.plan.fingerprint)
  }), { ...seeded, numRuns: RUNS })
}, TIMEOUT)
