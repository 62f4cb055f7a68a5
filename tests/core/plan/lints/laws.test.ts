// What the lints claim is so: for random rules over a few properties and random customers around random instants.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findings, planOfRule, repaired } from './linted.ts'
import { holds, scene } from './people.ts'

const whole = fc.integer({ min: -1, max: 5 }).map(String)
const moment = fc.oneof(
  fc.constantFrom('today', 'yesterday', 'tomorrow', '-7d', '-1w', '-27d', '-28d', '-29d', '-30d', '-31d', '-32d', '-1m', '-2m', '-59d', '-62d', '-12m', '-1y', '-365d', '-366d', '-367d', '+1d', '+1m'),
  fc.constantFrom('2022-06-01', '2023-02-28', '2024-01-01', '2024-01-01T10:00:00', '2024-01-02', '2026-01-01'),
  fc.constantFrom('-1h', '-24h', '-48h', '-72h', '-30min', '-2000h', '+1h'),
)
const compared = (name: string, value: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.oneof(
  fc.tuple(fc.constantFrom('=', '!=', '>', '>=', '<', '<='), value).map(([sign, one]) => `${name} ${sign} ${one}`),
  fc.tuple(fc.constantFrom('BETWEEN', 'NOT BETWEEN'), value, value).map(([word, low, high]) => `${name} ${word} ${low} AND ${high}`))
const group = fc.oneof(
  fc.tuple(fc.constantFrom('=', '!='), fc.constantFrom('LOYAL', 'NEW', 'DORMANT')).map(([sign, value]) => `rfm_group ${sign} '${value}'`),
  fc.constantFrom('rfm_group IS NULL', 'rfm_group IS NOT NULL', "rfm_group IN ('LOYAL', 'NEW')", "rfm_group NOT IN ('NEW', 'DORMANT')"))
const tags = fc.tuple(fc.constantFrom('CONTAINS', 'NOT CONTAINS'), fc.constantFrom('a', 'B', 'b', 'c')).map(([word, tag]) => `customer_tags ${word} '${tag}'`)
const parameters = fc.tuple(
  fc.option(fc.oneof(fc.constantFrom('date >= -30d', 'date >= -1m', 'date >= -7d', 'date < -7d', 'date > +1d'), moment.map((date) => `date >= ${date}`))),
  fc.option(fc.oneof(compared('months_ago', fc.constantFrom('0', '1', '2', '13')), fc.constantFrom('months_ago IN (0, 2)', 'months_ago NOT IN (1, 12)', 'month = 2', 'month >= 3'))),
  fc.option(fc.constantFrom('amount >= 10', 'amount > 9', 'amount BETWEEN 10 AND 20', 'amount < 10')),
  fc.option(fc.constantFrom('count >= 1', 'count >= 2', 'count = 0', 'count < 2', 'sum_amount >= 10', 'sum_amount > 20')),
).map((given) => given.filter((one) => one !== null).join(', '))
const events = fc.tuple(fc.constantFrom('MATCHES', 'NOT MATCHES'), parameters).map(([word, given]) => `orders_placed ${word} (${given})`)

const clause = fc.oneof(compared('number_of_orders', whole), compared('last_order_date', moment), fc.constantFrom('last_order_date IS NULL', 'last_order_date IS NOT NULL'), group, tags, events)
const rule = fc.letrec<{ rule: string }>((tie) => ({
  rule: fc.oneof({ maxDepth: 3, depthSize: 'small' },
    clause,
    fc.tuple(fc.constantFrom(' AND ', ' OR '), fc.array(tie('rule'), { minLength: 2, maxLength: 4 })).map(([joint, parts]) => `(${parts.join(joint)})`),
    tie('rule').map((one) => `NOT ${one}`)),
})).rule

test('a clause reported redundant, and one that can never match, changes no answer by going', () => {
  fc.assert(fc.property(rule, scene, (written, { now, people }) => {
    const shorter = repaired(written)
    if (shorter === written) return
    const [before, after] = [planOfRule(written), planOfRule(shorter)]
    for (const person of people) expect(holds(after, person, now), `${written}\n${shorter}\n${JSON.stringify(person)} ${now}`).toBe(holds(before, person, now))
  }), { numRuns: 1200, seed: 1 })
})

test('a rule that can never match matches nobody, one that always matches everybody', () => {
  fc.assert(fc.property(rule, scene, (written, { now, people }) => {
    const [constant] = findings(written).filter(({ code, replacement }) => replacement === undefined && (code === 'never-matches' || code === 'always-matches'))
    if (!constant) return
    const plan = planOfRule(written)
    for (const person of people) expect(holds(plan, person, now), `${written} ${JSON.stringify(person)} ${now}`).toBe(constant.code === 'always-matches')
  }), { numRuns: 1000, seed: 2 })
})

test('two rules reported the same find the same customers', () => {
  const pair = fc.tuple(rule, rule).chain(([a, b]) => fc.constantFrom([`${a} AND ${b}`, `${b} AND ${a}`], [a, b], [`NOT (${a} OR ${b})`, `NOT ${a} AND NOT ${b}`], [`${a} OR ${b}`, `${b} OR (${a} AND ${a})`]))
  fc.assert(fc.property(pair, scene, ([a, b], { now, people }) => {
    if (!findings(a, { other: b }).some(({ code }) => code === 'same-as-segment')) return
    for (const person of people) expect(holds(planOfRule(a), person, now)).toBe(holds(planOfRule(b), person, now))
  }), { numRuns: 300, seed: 3 })
})
