// What only Shopify can answer: known of those it was asked about, for as long as the answer is young enough, and never guessed.
import { expect, test } from 'vitest'
import { evaluate } from '#app/core/evaluate/evaluate.ts'
import { NO, UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'
import { BlockBuilder } from '#app/core/facts/block-builder.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { compile } from '#app/core/plan/compile.ts'
import type { PlanNode } from '#app/core/plan/plan.ts'
import { zoneTable } from '#app/engine/zone-table.ts'
import { customer } from '#tests/core/facts/people.ts'

const HOUR = 3_600_000
const now = Date.parse('2026-11-22T12:00:00Z')
const knownUntil = now + 18 * HOUR
const asked: PlanNode = { kind: 'delegated', clause: 'companies IS NOT NULL' }
const spender: PlanNode = { kind: 'number', column: 'amountSpent', range: { min: { value: '1', inclusive: true }, max: null } }
const forever = Infinity

/** Customers 2, 4 and 9 are members; those from 8 on were not known when it was asked. Customers 1, 4 and 8 have spent. */
const answered = { members: Uint32Array.of(2, 4, 9), knownBelow: 8, knownUntil }
const builder = new BlockBuilder({ foldTag })
for (const number of [1, 2, 4, 8, 9]) builder.addCustomer(customer(number, { amountSpent: [1, 4, 8].includes(number) ? 500 : 0 }))
const { block } = builder.build()

function verdicts(root: PlanNode, at = now, delegated = new Map([['companies IS NOT NULL', answered]])): (readonly [number, number])[] {
  const terms = { zone: zoneTable('Europe/Berlin'), currency: 'EUR', historyFrom: null, productsKnown: true, metafieldsKnown: new Set<string>(), delegated }
  const { member, until } = evaluate(compile({ root, fingerprint: '' }, terms), block, at)
  return [...member].map((one, row) => [one, until[row]!] as const)
}

const not = (of: PlanNode): PlanNode => ({ kind: 'not', of })
const all = (...of: PlanNode[]): PlanNode => ({ kind: 'all', of })
const any = (...of: PlanNode[]): PlanNode => ({ kind: 'any', of })

test.each([
  ['asked', asked, [[NO, knownUntil], [YES, knownUntil], [YES, knownUntil], [UNKNOWN, forever], [YES, knownUntil]]],
  ['not', not(asked), [[YES, knownUntil], [NO, knownUntil], [NO, knownUntil], [UNKNOWN, forever], [NO, knownUntil]]],
  // A NO beside it rules for ever, whatever Shopify says later.
  ['and', all(spender, asked), [[NO, knownUntil], [NO, forever], [YES, knownUntil], [UNKNOWN, forever], [NO, forever]]],
  ['or', any(spender, asked), [[YES, forever], [YES, knownUntil], [YES, forever], [YES, forever], [YES, knownUntil]]],
] as const)('%s: members, others, and whoever came after the question', (_, root, expected) => {
  expect(verdicts(root)).toEqual(expected)
})

test('once the answer is too old everyone is unknown, at exactly that instant', () => {
  expect(verdicts(asked, knownUntil - 1).map(([member]) => member)).toEqual([NO, YES, YES, UNKNOWN, YES])
  expect(verdicts(asked, knownUntil)).toEqual(Array(5).fill([UNKNOWN, forever]))
  expect(verdicts(all(spender, asked), knownUntil).map(([member]) => member)).toEqual([UNKNOWN, NO, UNKNOWN, UNKNOWN, NO])
})

test('a clause that Shopify has not answered is unknown, under NOT too', () => {
  expect(verdicts(not(asked), now, new Map())).toEqual(Array(5).fill([UNKNOWN, forever]))
})

test('whoever is in two clauses becomes unknown with the older of the two answers', () => {
  const both = all(asked, { kind: 'delegated', clause: 'companies IS NULL' })
  const older = { members: Uint32Array.of(1, 2), knownBelow: 100, knownUntil: now + HOUR }
  const answers = new Map([['companies IS NOT NULL', answered], ['companies IS NULL', older]])
  // Two NO, two YES, one of each (it holds for as long as the NO does), unknown beside NO, YES beside NO.
  expect(verdicts(both, now, answers)).toEqual([[NO, knownUntil], [YES, now + HOUR], [NO, now + HOUR], [NO, now + HOUR], [NO, now + HOUR]])
})
