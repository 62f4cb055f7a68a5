// Rows of a builder: what they look like, and what is said of those that are half filled in.
import { expect, test } from 'vitest'
import { print } from '#app/core/language/print.ts'
import { meaningOf } from '#app/core/language/tree/meaning-of.ts'
import { treeOf } from '#app/core/language/tree/tree-of.ts'
import { meaningOfRule } from './meanings.ts'

const store = { knownTags: null, knownSegments: ['VIP'], currency: 'EUR' }
const group = (...of: unknown[]): unknown => ({ kind: 'group', match: 'all', of })

/** `code at 0.1`, or the rule. */
function read(tree: unknown): string {
  const reading = meaningOf(tree, store)
  return reading.ok ? print(reading.meaning) : reading.problems.filter(({ severity }) => severity === 'error').map(({ code, at }) => `${code} at ${at.join('.')}`).join(', ')
}

test('a rule in rows', () => {
  const rule = "amount_spent >= 500 AND NOT (customer_tags CONTAINS 'VIP' OR rfm_group IN ('NEW', 'LOYAL')) AND products_purchased MATCHES (tag = 'A', date BETWEEN -1y AND today)"
  expect(treeOf(meaningOfRule(rule))).toEqual({
    kind: 'group',
    match: 'all',
    of: [
      { kind: 'row', subject: 'amount_spent', operator: '>=', values: [{ as: 'number', text: '500' }] },
      {
        kind: 'group',
        match: 'none',
        of: [
          { kind: 'row', subject: 'customer_tags', operator: 'CONTAINS', values: [{ as: 'text', text: 'VIP' }] },
          { kind: 'row', subject: 'rfm_group', operator: 'IN', values: [{ as: 'text', text: 'NEW' }, { as: 'text', text: 'LOYAL' }] },
        ],
      },
      {
        kind: 'row',
        subject: 'products_purchased',
        operator: 'MATCHES',
        parameters: [
          { subject: 'tag', operator: '=', values: [{ as: 'text', text: 'A' }] },
          { subject: 'date', operator: 'BETWEEN', values: [{ as: 'date', text: '-1y' }, { as: 'date', text: 'today' }] },
        ],
      },
    ],
  })
  expect(read(treeOf(meaningOfRule(rule)))).toBe(rule)
})

test('a single condition is a group of one row, and a sequence is one row', () => {
  expect(treeOf(meaningOfRule("in_segment('VIP')"))).toEqual({ kind: 'group', match: 'all', of: [{ kind: 'row', subject: 'in_segment', operator: '=', values: [{ as: 'text', text: 'VIP' }] }] })
  expect(treeOf(meaningOfRule("NOT entered_segment('VIP', date >= -7d)")).of).toEqual([
    { kind: 'row', subject: 'entered_segment', operator: '!=', values: [{ as: 'text', text: 'VIP' }], date: { subject: 'date', operator: '>=', values: [{ as: 'date', text: '-7d' }] } },
  ])
  expect(treeOf(meaningOfRule('orders_placed MATCHES (nth = 1) THEN NOT orders_placed MATCHES () WITHIN 36h')).of).toEqual([
    { kind: 'row', subject: 'orders_placed', parameters: [{ subject: 'nth', operator: '=', values: [{ as: 'number', text: '1' }] }], operator: 'THEN NOT', then: { subject: 'orders_placed', parameters: [] }, within: '36h' },
  ])
})

test.each<[string, unknown, string]>([
  ['no subject', group({ kind: 'row' }), 'tree-no-subject at 0'],
  ['no operator', group({ kind: 'row', subject: 'amount_spent' }), 'name-alone at 0'],
  ['no value', group({ kind: 'row', subject: 'amount_spent', operator: '>=', values: [] }), 'missing-value at 0'],
  ['an empty number', group({ kind: 'row', subject: 'amount_spent', operator: '>=', values: [{ as: 'number', text: ' ' }] }), 'missing-value at 0'],
  ['one end of a range', group({ kind: 'row', subject: 'amount_spent', operator: 'BETWEEN', values: [{ as: 'number', text: '5' }] }), 'missing-value at 0'],
  ['an unknown filter', group({ kind: 'row', subject: 'shoe_size', operator: '=', values: [{ as: 'number', text: '42' }] }), 'unknown-filter at 0'],
  ['a value of another type', group({ kind: 'row', subject: 'number_of_orders', operator: '=', values: [{ as: 'text', text: 'many' }] }), 'wrong-type at 0'],
  ['an unknown segment', group({ kind: 'row', subject: 'in_segment', operator: '=', values: [{ as: 'text', text: 'Vap' }] }), 'unknown-segment at 0'],
  ['a date half filled in', group({ kind: 'row', subject: 'left_segment', operator: '=', values: [{ as: 'text', text: 'VIP' }], date: { subject: 'date', operator: '>=', values: [] } }), 'missing-value at 0'],
  ['an empty group inside', group({ kind: 'row', subject: 'amount_spent', operator: '>', values: [{ text: '5' }] }, { kind: 'group', match: 'any', of: [] }), 'tree-empty-group at 1'],
  ['problems at two rows', group({ kind: 'row', subject: '' }, group({ kind: 'row', subject: 'has_note', operator: '=', values: [{ text: 'maybe' }] })), 'tree-no-subject at 0, not-boolean at 1.0'],
  ['no tree at all', 'amount_spent > 5', 'tree-unknown at '],
  ['an empty root', group(), 'tree-empty-group at '],
])('%s is a problem at its place', (_, tree, problem) => {
  expect(read(tree)).toBe(problem)
})

test('what is typed into a value stays a value', () => {
  const row = (subject: string, text: string): unknown => group({ kind: 'row', subject, operator: subject === 'customer_tags' ? 'CONTAINS' : '=', values: [{ as: 'number', text }] })
  expect(read(row('customer_tags', "x' OR number_of_orders = 1 OR customer_tags CONTAINS 'y"))).toBe("customer_tags CONTAINS 'x\\' OR number_of_orders = 1 OR customer_tags CONTAINS \\'y'")
  expect(read(row('number_of_orders', '1 OR amount_spent > 5'))).toBe('wrong-type at 0')
  expect(read(row('number_of_orders', '1 -- '))).toBe('wrong-type at 0')
})
