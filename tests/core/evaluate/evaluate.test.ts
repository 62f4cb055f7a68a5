// Worked examples of the three things a merchant is promised: who is in, until when, and not knowing when we cannot.
import { expect, test } from 'vitest'
import { evaluate } from '#app/core/evaluate/evaluate.ts'
import { NO, UNKNOWN, YES } from '#app/core/evaluate/verdict.ts'
import { BlockBuilder } from '#app/core/facts/block-builder.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { CustomerFacts, OrderFacts } from '#app/core/facts/facts.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { compile } from '#app/core/plan/compile.ts'
import { needsOf } from '#app/core/plan/needs.ts'
import type { DateEdge, NumberRange, PlanNode } from '#app/core/plan/plan.ts'
import { zoneTable } from '#app/engine/zone-table.ts'
import { customer, order } from '#tests/core/facts/people.ts'

const DAY = 86_400_000
const berlin = { zone: zoneTable('Europe/Berlin'), currency: 'EUR', historyFrom: null as number | null, productsKnown: true, metafieldsKnown: null }
const now = Date.parse('2026-11-22T12:00:00Z')
const ago = (count: number, unit: 'd' | 'm' = 'd'): DateEdge => ({ moment: { kind: 'offset', count: -count, unit }, at: 'start' })
const atLeast = (value: string): NumberRange => ({ min: { value, inclusive: true }, max: null })
const twiceIn = (days: number): PlanNode =>
  ({ kind: 'events', of: 'orders', where: [{ on: 'date', range: { from: ago(days), to: null }, negated: false }], having: [{ of: 'count', range: atLeast('2'), negated: false }] })

function blockWith(orders: readonly OrderFacts[], changes: Partial<CustomerFacts> = {}): Block {
  const builder = new BlockBuilder({ foldTag })
  builder.addCustomer(customer(1, { numberOfOrders: orders.length, ...changes }))
  for (const one of orders) builder.addOrder(1, one)
  return builder.build().block
}

function verdict(root: PlanNode, block: Block, shop = berlin, at = now): { member: number, until: number } {
  const { member, until } = evaluate(compile({ root, fingerprint: '' }, shop), block, at)
  return { member: member[0]!, until: until[0]! }
}

test('a window closes at the shop\'s midnight, summer time or not', () => {
  const last = Date.parse('2026-10-20T23:30:00+02:00')
  const rule: PlanNode = { kind: 'date', column: 'lastOrder', range: { from: ago(60), to: null } }
  expect(verdict(rule, blockWith([order(last)]))).toEqual({ member: YES, until: Date.parse('2026-12-20T00:00:00+01:00') })
})

test('the second most recent order decides how long "two in 90 days" holds', () => {
  const dates = ['2026-09-01T10:00:00+02:00', '2026-11-01T10:00:00+01:00', '2026-11-20T10:00:00+01:00'].map((text) => Date.parse(text))
  expect(verdict(twiceIn(90), blockWith(dates.map((at) => order(at))))).toEqual({ member: YES, until: Date.parse('2027-01-31T00:00:00+01:00') })
})

test('orders of one day leave together: an answer that only flickers in between stands', () => {
  const rule: PlanNode = { kind: 'events', of: 'orders', where: [{ on: 'date', range: { from: ago(30), to: null }, negated: false }], having: [{ of: 'count', range: { min: { value: '1', inclusive: true }, max: { value: '1', inclusive: true } }, negated: true }] }
  expect(verdict(rule, blockWith([order(now - 2 * DAY), order(now - 2 * DAY - 1000)]))).toEqual({ member: YES, until: Infinity })
})

test('a false AND waits for the last of its false parts', () => {
  const rule: PlanNode = { kind: 'all', of: [
    { kind: 'date', column: 'customerCreated', range: { from: null, to: ago(30) } },
    { kind: 'date', column: 'lastOrder', range: { from: null, to: ago(10) } },
  ] }
  const block = blockWith([order(now - DAY)], { createdAt: now - DAY })
  expect(verdict(rule, block)).toEqual({ member: NO, until: Date.parse('2026-12-22T00:00:00+01:00') })
})

test('a customer is nobody before the day of creation', () => {
  const block = blockWith([], { createdAt: now })
  const everybody: PlanNode = { kind: 'constant', value: true }
  expect(verdict(everybody, block, berlin, now - 1000)).toEqual({ member: NO, until: now })
  expect(verdict(everybody, block)).toEqual({ member: YES, until: Infinity })
})

test('an order that was cancelled later counted until then', () => {
  const block = blockWith([order(now - 5 * DAY, { cancelledAt: now - DAY })])
  const bought: PlanNode = { kind: 'events', of: 'orders', where: [], having: [] }
  expect(verdict(bought, block, berlin, now - 2 * DAY)).toEqual({ member: YES, until: now - DAY })
  expect(verdict(bought, block)).toEqual({ member: NO, until: Infinity })
})

test('what may lie before the readable history is unknown, in NOT too', () => {
  const shop = { ...berlin, historyFrom: now - 60 * DAY }
  const block = blockWith([order(now - 10 * DAY)], { numberOfOrders: 5 })
  const bought = (count: string): PlanNode => ({ kind: 'events', of: 'orders', where: [], having: [{ of: 'count', range: atLeast(count), negated: false }] })
  expect(verdict(bought('1'), block, shop).member).toBe(YES)
  expect(verdict(bought('2'), block, shop)).toEqual({ member: UNKNOWN, until: Infinity })
  expect(verdict({ kind: 'not', of: bought('2') }, block, shop).member).toBe(UNKNOWN)
  expect(verdict(bought('2'), blockWith([order(now)]), shop).member).toBe(NO)
  // Within 30 days nothing is hidden; within 90 days nothing will be, a month from now.
  expect(verdict(twiceIn(30), block, shop).member).toBe(NO)
  expect(verdict(twiceIn(90), block, shop)).toEqual({ member: UNKNOWN, until: Date.parse('2026-12-23T00:00:00+01:00') })
})

test('product tags are unknown until products are known', () => {
  const rule: PlanNode = { kind: 'events', of: 'lines', where: [{ on: 'productTag', values: ['x'], negated: false }], having: [] }
  expect(verdict(rule, blockWith([]), { ...berlin, productsKnown: false }).member).toBe(UNKNOWN)
})

test('stepping from until to until meets every flip, each at its instant', () => {
  const block = blockWith([order(now - 40 * DAY)])
  const between: PlanNode = { kind: 'events', of: 'orders', where: [{ on: 'date', range: { from: ago(60), to: ago(50) }, negated: false }], having: [] }
  const enters = Date.parse('2026-12-03T00:00:00+01:00')
  const leaves = Date.parse('2026-12-13T00:00:00+01:00')
  expect(verdict(between, block)).toEqual({ member: NO, until: enters })
  expect(verdict(between, block, berlin, enters)).toEqual({ member: YES, until: leaves })
  expect(verdict(between, block, berlin, leaves)).toEqual({ member: NO, until: Infinity })
})

test('what a plan reads', () => {
  const root: PlanNode = { kind: 'all', of: [{ kind: 'contains', column: 'tags', value: 'vip' }, { kind: 'not', of: { kind: 'events', of: 'lines', where: [{ on: 'productTag', values: ['x'], negated: false }], having: [] } }, { kind: 'member', segment: 3 }] }
  expect(needsOf({ root, fingerprint: '' })).toMatchObject({ parts: new Set(['tags', 'orders', 'product', 'members']), products: new Set(['tags']), segments: new Set([3]) })
})
