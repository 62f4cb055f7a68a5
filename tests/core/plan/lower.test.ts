// What the evaluator is handed: the exact normal form of each kind of condition.
import { describe, expect, test } from 'vitest'
import type { PlanNode } from '#app/core/plan/plan.ts'
import { understand } from '#app/core/segment.ts'

function planOf(rule: string): PlanNode {
  const understood = understand(rule)
  if (!understood.ok) throw new Error(JSON.stringify(understood.problems))
  return understood.plan.root
}

const day = { kind: 'day', year: 2020, month: 5, day: 30 } as const

describe('dates: a day is all its instants', () => {
  test.each([
    ['=', { from: { moment: day, at: 'start' }, to: { moment: day, at: 'end' } }],
    ['>', { from: { moment: day, at: 'end' }, to: null }],
    ['>=', { from: { moment: day, at: 'start' }, to: null }],
    ['<', { from: null, to: { moment: day, at: 'start' } }],
    ['<=', { from: null, to: { moment: day, at: 'end' } }],
  ])('%s', (operator, range) => {
    expect(planOf(`last_order_date ${operator} 2020-05-30`)).toEqual({ kind: 'date', column: 'lastOrder', range })
  })
  test('the ends of BETWEEN may be of different kinds, and both belong to it', () => {
    expect(planOf('first_order_date BETWEEN 2020-05-30T16:00:05 AND +3w')).toEqual({ kind: 'date', column: 'firstOrder', range: {
      from: { moment: { ...day, kind: 'datetime', hour: 16, minute: 0, second: 5 }, at: 'start' },
      to: { moment: { kind: 'offset', count: 3, unit: 'w' }, at: 'end' },
    } })
  })
  test('hours and minutes are durations in milliseconds', () => {
    expect(planOf('customer_added_date > -90min')).toEqual({ kind: 'date', column: 'customerCreated', range: { from: { moment: { kind: 'duration', ms: -5_400_000 }, at: 'end' }, to: null } })
  })
})

test('negative operators are the complement of the positive test, so that a missing value makes them true', () => {
  const range = { min: { value: '2', inclusive: true }, max: { value: '2', inclusive: true } }
  expect(planOf('number_of_orders != 2.0')).toEqual({ kind: 'not', of: { kind: 'number', column: 'numberOfOrders', range } })
  expect(planOf("customer_tags NOT CONTAINS 'V i P'")).toEqual({ kind: 'not', of: { kind: 'contains', column: 'tags', value: 'v i p' } })
  expect(planOf("customer_email_domain IS NULL")).toEqual({ kind: 'not', of: { kind: 'present', column: 'emailDomain' } })
  expect(planOf("rfm_group NOT IN ('NEW', 'LOYAL')")).toEqual({ kind: 'not', of: { kind: 'any', of: [{ kind: 'text', column: 'rfmGroup', value: 'NEW' }, { kind: 'text', column: 'rfmGroup', value: 'LOYAL' }] } })
  expect(planOf('last_order_date NOT BETWEEN 2020-05-30 AND 2020-05-30')).toMatchObject({ kind: 'not', of: { kind: 'date' } })
})

test('texts compare as written, tags by their identity, statuses as the Admin API spells them', () => {
  expect(planOf("customer_cities CONTAINS 'US-NY-NewYorkCity'")).toEqual({ kind: 'contains', column: 'cities', value: 'US-NY-NewYorkCity' })
  expect(planOf("customer_tags CONTAINS 'E\u0301TE\u0301'")).toEqual({ kind: 'contains', column: 'tags', value: 'été' })
  expect(planOf("product_subscription_status = 'SUBSCRIBED'")).toEqual({ kind: 'text', column: 'productSubscription', value: 'ACTIVE' })
  expect(planOf("product_subscription_status = 'CANCELLED'")).toEqual({ kind: 'text', column: 'productSubscription', value: 'CANCELLED' })
})

test('parameters filter events, aggregates test what is left', () => {
  expect(planOf("products_purchased NOT MATCHES (count != 1, id NOT IN (10, 9, 10), tag = 'Red Hats', quantity >= 2, sum_quantity < 5, date != 2020-05-30)")).toEqual({
    kind: 'not',
    of: {
      kind: 'products',
      where: [
        { on: 'product', ids: ['9', '10'], negated: true },
        { on: 'productTag', value: 'red hats', negated: false },
        { on: 'date', range: { from: { moment: day, at: 'start' }, to: { moment: day, at: 'end' } }, negated: true },
        { on: 'quantity', range: { min: { value: '2', inclusive: true }, max: null }, negated: false },
      ],
      having: [
        { of: 'count', range: { min: { value: '1', inclusive: true }, max: { value: '1', inclusive: true } }, negated: true },
        { of: 'sumQuantity', range: { min: null, max: { value: '5', inclusive: false } }, negated: false },
      ],
    },
  })
  expect(planOf('orders_placed MATCHES (amount NOT BETWEEN 1.50 AND 2, app_id = 18446744073709551615, location_id != 7, sum_amount > 0099.90)')).toEqual({
    kind: 'orders',
    where: [
      { on: 'amount', range: { min: { value: '1.5', inclusive: true }, max: { value: '2', inclusive: true } }, negated: true },
      { on: 'app', ids: ['18446744073709551615'], negated: false },
      { on: 'location', ids: ['7'], negated: true },
    ],
    having: [{ of: 'sumAmount', range: { min: { value: '99.9', inclusive: false }, max: null }, negated: false }],
  })
  expect(planOf('orders_placed MATCHES ()')).toEqual({ kind: 'orders', where: [], having: [] })
})

test('AND binds tighter than OR, NOT tighter than both; like in like is flat', () => {
  const orders = (value: string): PlanNode => ({ kind: 'number', column: 'numberOfOrders', range: { min: { value, inclusive: true }, max: { value, inclusive: true } } })
  const rule = 'number_of_orders = 1 OR NOT number_of_orders = 2 AND (number_of_orders = 3 AND number_of_orders = 4) OR (number_of_orders = 5 OR number_of_orders = 6)'
  expect(planOf(rule)).toEqual({ kind: 'any', of: [orders('1'), { kind: 'all', of: [{ kind: 'not', of: orders('2') }, orders('3'), orders('4')] }, orders('5'), orders('6')] })
})
