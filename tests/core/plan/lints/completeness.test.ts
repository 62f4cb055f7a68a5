// Of one property nothing is missed: conjunctions and disjunctions of its tests against every value it can have.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findings, planOfRule, read, repaired } from './linted.ts'
import { holds } from './people.ts'
import type { Person } from './people.ts'

const DAY = 86_400_000
const NOW = 20_000 * DAY + DAY / 2
const nobody: Person = { numberOfOrders: 0, amountSpent: 0, rfmGroup: null, tags: [], lastOrder: null, orders: [] }

const signs = fc.constantFrom('=', '!=', '>', '>=', '<', '<=')
const compared = (name: string, values: readonly string[]): fc.Arbitrary<string> => fc.oneof(
  fc.tuple(signs, fc.constantFrom(...values)).map(([sign, value]) => `${name} ${sign} ${value}`),
  fc.tuple(fc.constantFrom('BETWEEN', 'NOT BETWEEN'), fc.constantFrom(...values), fc.constantFrom(...values)).map(([word, low, high]) => `${name} ${word} ${low} AND ${high}`))

const properties: Readonly<Record<string, { readonly clause: fc.Arbitrary<string>; readonly everyone: readonly Person[] }>> = {
  'whole numbers': {
    clause: compared('number_of_orders', ['-1', '0', '1', '2', '3', '5']),
    everyone: Array.from({ length: 9 }, (_, numberOfOrders) => ({ ...nobody, numberOfOrders })),
  },
  amounts: {
    clause: compared('amount_spent', ['-1', '0', '0.5', '1', '2.5']),
    everyone: Array.from({ length: 28 }, (_, at) => ({ ...nobody, amountSpent: at / 4 - 2 })),
  },
  texts: {
    clause: fc.oneof(
      fc.tuple(fc.constantFrom('=', '!='), fc.constantFrom('LOYAL', 'NEW', 'DORMANT')).map(([sign, value]) => `rfm_group ${sign} '${value}'`),
      fc.constantFrom('rfm_group IS NULL', 'rfm_group IS NOT NULL', "rfm_group IN ('LOYAL', 'NEW')", "rfm_group NOT IN ('DORMANT', 'LOYAL')")),
    everyone: [null, 'LOYAL', 'NEW', 'DORMANT', 'ACTIVE'].map((rfmGroup) => ({ ...nobody, rfmGroup })),
  },
  dates: {
    clause: fc.oneof(compared('last_order_date', ['today', 'yesterday', '-1w', '-7d', '-8d', '-30d', '-20d']), fc.constantFrom('last_order_date IS NULL', 'last_order_date IS NOT NULL')),
    everyone: [nobody, ...Array.from({ length: 40 }, (_, days) => ({ ...nobody, lastOrder: NOW - days * DAY }))],
  },
  tags: {
    clause: fc.tuple(fc.constantFrom('CONTAINS', 'NOT CONTAINS'), fc.constantFrom('a', 'b', 'c')).map(([word, tag]) => `customer_tags ${word} '${tag}'`),
    everyone: Array.from({ length: 8 }, (_, bits) => ({ ...nobody, tags: ['a', 'b', 'c'].filter((_, bit) => bits & (1 << bit)) })),
  },
  'counts of orders': {
    clause: fc.tuple(fc.constantFrom('MATCHES', 'NOT MATCHES'), fc.constantFrom('', 'count >= 2', 'count > 0', 'count <= 3', 'count = 2', 'count BETWEEN 1 AND 3')).map(([word, given]) => `orders_placed ${word} (${given})`),
    everyone: Array.from({ length: 7 }, (_, count) => ({ ...nobody, orders: Array.from({ length: count }, () => ({ at: NOW - DAY, amount: 1 })) })),
  },
}

test.each(Object.entries(properties))('%s', (_, { clause, everyone }) => {
  const members = (written: string): string => everyone.map((person) => +holds(planOfRule(written), person, NOW)).join('')
  fc.assert(fc.property(fc.array(clause, { minLength: 1, maxLength: 4 }), fc.constantFrom(' AND ', ' OR '), (clauses, joint) => {
    const written = clauses.join(joint)
    const answers = members(written)
    const codes = findings(written).filter(({ replacement }) => replacement === undefined).map(({ code }) => code)
    const constant = !answers.includes('1') ? 'never-matches' : !answers.includes('0') ? 'always-matches' : null
    expect(codes, written).toEqual(constant === null ? [] : [constant])
    if (constant !== null) return
    const rest = repaired(written)
    expect(members(rest), `${written}\n${rest}`).toBe(answers)
    const { tree } = read(rest)
    const left = tree.kind === 'and' || tree.kind === 'or' ? tree.of.map(({ start, end }) => rest.slice(start, end)) : []
    for (const one of left) expect(members(left.filter((other) => other !== one).join(joint)), `${written}\n${rest}`).not.toBe(answers)
  }), { numRuns: 200, seed: 4 })
})
