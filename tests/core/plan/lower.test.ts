// What the evaluator is handed: the exact normal form of each kind of condition.
import { describe, expect, test } from 'vitest'
import type { PlanNode } from '#app/core/plan/plan.ts'
import { understand } from '#app/core/segment.ts'
import { fingerprintOf } from '#tests/core/language/rules.ts'

function planOf(rule: string): PlanNode {
  const understood = understand(rule)
  if (!understood.ok) throw new Error(JSON.stringify(understood.problems))
  return understood.plan.root
}

const day = { kind: 'day', year: 2020, month: 5, day: 30 } as const
const exactly = (value: string) => ({ min: { value, inclusive: true }, max: { value, inclusive: true } })
const atLeast = (value: string) => ({ min: { value, inclusive: true }, max: null })
const atMost = (value: string) => ({ min: null, max: { value, inclusive: true } })

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
  expect(planOf('number_of_orders != 2.0')).toEqual({ kind: 'not', of: { kind: 'number', column: 'numberOfOrders', range: exactly('2') } })
  expect(planOf("customer_tags NOT CONTAINS 'V i P'")).toEqual({ kind: 'not', of: { kind: 'contains', column: 'tags', value: 'v i p' } })
  expect(planOf("customer_email_domain IS NULL")).toEqual({ kind: 'not', of: { kind: 'present', column: 'emailDomain' } })
  expect(planOf("rfm_group NOT IN ('NEW', 'LOYAL')")).toEqual({ kind: 'not', of: { kind: 'any', of: [{ kind: 'text', column: 'rfmGroup', value: 'NEW' }, { kind: 'text', column: 'rfmGroup', value: 'LOYAL' }] } })
  expect(planOf('last_order_date NOT BETWEEN 2020-05-30 AND 2020-05-30')).toMatchObject({ kind: 'not', of: { kind: 'date' } })
  expect(planOf('abandoned_checkout_date IS NULL')).toEqual({ kind: 'not', of: { kind: 'present', column: 'abandonedCheckout' } })
})

test('texts compare as written, tags by their identity, statuses as the Admin API spells them', () => {
  expect(planOf("customer_cities CONTAINS 'US-NY-NewYorkCity'")).toEqual({ kind: 'contains', column: 'cities', value: 'US-NY-NewYorkCity' })
  expect(planOf("customer_tags CONTAINS 'E\u0301TE\u0301'")).toEqual({ kind: 'contains', column: 'tags', value: 'été' })
  expect(planOf("product_subscription_status = 'SUBSCRIBED'")).toEqual({ kind: 'text', column: 'productSubscription', value: 'ACTIVE' })
  expect(planOf("product_subscription_status = 'CANCELLED'")).toEqual({ kind: 'text', column: 'productSubscription', value: 'CANCELLED' })
})

test('true and false', () => {
  expect(planOf('has_note = true')).toEqual({ kind: 'flag', column: 'hasNote' })
  expect(planOf('has_note = false')).toEqual({ kind: 'not', of: { kind: 'flag', column: 'hasNote' } })
  expect(planOf('has_phone != false')).toEqual({ kind: 'flag', column: 'hasPhone' })
})

test('numbers of our own', () => {
  expect(planOf('average_order_value >= 80.50')).toEqual({ kind: 'metric', metric: 'averageOrderValue', range: atLeast('80.5') })
  expect(planOf('refund_share != 0.3')).toEqual({ kind: 'not', of: { kind: 'metric', metric: 'refundShare', range: exactly('0.3') } })
  expect(planOf('overdue_ratio IS NULL')).toEqual({ kind: 'not', of: { kind: 'metric', metric: 'overdueRatio', range: null } })
})

describe('metafields: the literal says how the value is read', () => {
  const path = 'metafields.facts.note'
  const field = (is: unknown): unknown => ({ kind: 'metafield', path, is })
  test.each<[string, unknown]>([
    ["= 'a'", field({ as: 'text', values: ['a'] })],
    ["IN ('b', 'a', 'b')", field({ as: 'text', values: ['a', 'b'] })],
    ['!= 5', { kind: 'not', of: field({ as: 'number', range: exactly('5') }) }],
    ['IN (1, 2)', { kind: 'any', of: [field({ as: 'number', range: exactly('1') }), field({ as: 'number', range: exactly('2') })] }],
    ['BETWEEN 1.5 AND 3', field({ as: 'number', range: { min: { value: '1.5', inclusive: true }, max: { value: '3', inclusive: true } } })],
    ['= true', field({ as: 'boolean', value: true })],
    ['< -30d', field({ as: 'date', range: { from: null, to: { moment: { kind: 'offset', count: -30, unit: 'd' }, at: 'start' } } })],
    ['= 2020-05-30', field({ as: 'date', range: { from: { moment: day, at: 'start' }, to: { moment: day, at: 'end' } } })],
    ["CONTAINS 'x'", field({ as: 'element', value: 'x' })],
    ['NOT CONTAINS 02.50', { kind: 'not', of: field({ as: 'element', value: '2.5' }) }],
    ['IS NOT NULL', field({ as: 'present' })],
  ])('%s', (tail, plan) => {
    expect(planOf(`metafields.facts.note ${tail}`)).toEqual(plan)
    expect(planOf(`customer.metafields.facts.note ${tail}`)).toEqual(plan)
  })
})

test('anniversary and age keep the path and the range', () => {
  expect(planOf("anniversary ('metafields.facts.birth_date') BETWEEN today AND +7d")).toEqual({ kind: 'anniversary', path: 'metafields.facts.birth_date', range: {
    from: { moment: { kind: 'offset', count: 0, unit: 'd' }, at: 'start' }, to: { moment: { kind: 'offset', count: 7, unit: 'd' }, at: 'end' },
  } })
  expect(planOf("anniversary MATCHES ('metafields.facts.birth_date') != today")).toMatchObject({ kind: 'not', of: { kind: 'anniversary' } })
  expect(planOf("age ('metafields.facts.birth_date') >= 18")).toEqual({ kind: 'age', path: 'metafields.facts.birth_date', range: atLeast('18') })
})

describe('addresses: a centre and a distance are one condition in metres', () => {
  const within = (tail: string): PlanNode => planOf(`customer_within_distance MATCHES (coordinates = (40.7128, -74.006), ${tail})`)
  const distance = (metres: unknown): unknown => ({ kind: 'place', where: [{ on: 'distance', latitude: '40.7128', longitude: '-74.006', metres, negated: false }] })
  test.each<[string, unknown]>([
    ['distance_km = 10', atMost('10000')],
    ['distance_km <= 10.5', atMost('10500')],
    ['distance_mi = 10', atMost('16093.44')],
    ['distance_mi < 0.5', { min: null, max: { value: '804.672', inclusive: false } }],
    ['distance_km > 3', { min: { value: '3000', inclusive: false }, max: null }],
    ['distance_km BETWEEN 1 AND 2', { min: { value: '1000', inclusive: true }, max: { value: '2000', inclusive: true } }],
  ])('%s', (tail, metres) => {
    expect(within(tail)).toEqual(distance(metres))
  })
  test('all of one address, sets in one order, postcodes without blanks', () => {
    expect(planOf("customer_address MATCHES (postcode_prefix IN ('sw1a 2', 'SW1A2', '10'), country NOT IN ('US', 'DE'))")).toEqual({ kind: 'place', where: [
      { on: 'country', values: ['DE', 'US'], negated: true },
      { on: 'postcode', prefixes: ['10', 'SW1A2'], negated: false },
    ] })
    expect(planOf('customer_address NOT MATCHES ()')).toEqual({ kind: 'not', of: { kind: 'place', where: [] } })
  })
})

describe('what only Shopify can answer is asked as its positive clause', () => {
  test.each<[string, unknown]>([
    ['companies IS NULL', { kind: 'not', of: { kind: 'delegated', clause: 'companies IS NOT NULL' } }],
    ['companies NOT CONTAINS 12', { kind: 'not', of: { kind: 'delegated', clause: 'companies CONTAINS 12' } }],
    ['created_by_app_id NOT IN (1, 2)', { kind: 'not', of: { kind: 'any', of: [{ kind: 'delegated', clause: 'created_by_app_id = 1' }, { kind: 'delegated', clause: 'created_by_app_id = 2' }] } }],
    ['shopify_email.opened(count_at_least: 2, date: -30d) = false', { kind: 'not', of: { kind: 'delegated', clause: 'shopify_email.opened MATCHES (date = -30d, count >= 2)' } }],
    ['storefront_event.product_viewed MATCHES (count >= 2, id IN (12, 7, 12))', { kind: 'delegated', clause: 'storefront.product_viewed MATCHES (id IN (7, 12), count >= 2)' }],
    ["products_purchased MATCHES (date >= -30d, category = 'Mugs')", { kind: 'delegated', clause: "products_purchased MATCHES (category = 'Mugs', date >= -30d)" }],
  ])('%s', (rule, plan) => {
    expect(planOf(rule)).toEqual(plan)
  })
})

test('a segment by its name, as names compare', () => {
  expect(planOf("in_segment('Très  VIP')")).toEqual({ kind: 'named', segment: 'très vip' })
  expect(planOf("in_segment('VIP') = false")).toEqual({ kind: 'not', of: { kind: 'named', segment: 'vip' } })
  expect(planOf("left_segment('VIP')")).toEqual({ kind: 'named', segment: 'vip', history: { kind: 'left', range: null } })
  expect(planOf("entered_segment('VIP', date >= -7d)")).toEqual({
    kind: 'named', segment: 'vip', history: { kind: 'entered', range: { from: { moment: { kind: 'offset', count: -7, unit: 'd' }, at: 'start' }, to: null } },
  })
})

test('parameters filter events, aggregates test what is left', () => {
  expect(planOf("products_purchased NOT MATCHES (count != 1, id NOT IN (10, 9, 10), tag = 'Red Hats', quantity >= 2, sum_quantity < 5, date != 2020-05-30)")).toEqual({
    kind: 'not',
    of: {
      kind: 'events',
      of: 'lines',
      where: [
        { on: 'product', values: ['9', '10'], negated: true },
        { on: 'productTag', values: ['red hats'], negated: false },
        { on: 'date', range: { from: { moment: day, at: 'start' }, to: { moment: day, at: 'end' } }, negated: true },
        { on: 'quantity', ranges: [atLeast('2')], negated: false },
      ],
      having: [
        { of: 'count', range: exactly('1'), negated: true },
        { of: 'sumQuantity', range: { min: null, max: { value: '5', inclusive: false } }, negated: false },
      ],
    },
  })
  expect(planOf('orders_placed MATCHES (amount NOT BETWEEN 1.50 AND 2, app_id = 18446744073709551615, location_id != 7, sum_amount > 0099.90)')).toEqual({
    kind: 'events',
    of: 'orders',
    where: [
      { on: 'amount', ranges: [{ min: { value: '1.5', inclusive: true }, max: { value: '2', inclusive: true } }], negated: true },
      { on: 'app', values: ['18446744073709551615'], negated: false },
      { on: 'location', values: ['7'], negated: true },
    ],
    having: [{ of: 'sumAmount', range: { min: { value: '99.9', inclusive: false }, max: null }, negated: false }],
  })
  expect(planOf('orders_placed MATCHES ()')).toEqual({ kind: 'events', of: 'orders', where: [], having: [] })
})

test('AND binds tighter than OR, NOT tighter than both; like in like is flat', () => {
  const orders = (value: string): PlanNode => ({ kind: 'number', column: 'numberOfOrders', range: exactly(value) })
  const rule = 'number_of_orders = 1 OR NOT number_of_orders = 2 AND (number_of_orders = 3 AND number_of_orders = 4) OR (number_of_orders = 5 OR number_of_orders = 6)'
  expect(planOf(rule)).toEqual({ kind: 'any', of: [orders('1'), { kind: 'all', of: [{ kind: 'not', of: orders('2') }, orders('3'), orders('4')] }, orders('5'), orders('6')] })
})

test('equal fingerprints mean equal plans: rules that differ in anything but spelling have different ones', () => {
  const rules = [
    'has_note = true', 'has_phone = true', 'overdue_ratio > 2', 'overdue_ratio >= 2', 'overdue_ratio IS NOT NULL', 'metafields.a.b IS NOT NULL', "metafields.a.b = '1'",
    'metafields.a.b = 1', 'metafields.a.b = true', "metafields.a.b = 'true'", 'metafields.a.b CONTAINS 1', 'metafields.a.b = 2020-05-30', "metafields.a.b = '2020-05-30'", "anniversary ('metafields.a.b') = today",
    "age ('metafields.a.b') = 18", "age ('metafields.a.c') = 18", 'customer_within_distance MATCHES (coordinates = (1, 2), distance_km = 3)',
    'customer_within_distance MATCHES (coordinates = (2, 1), distance_km = 3)', "customer_address MATCHES (country = 'DE')", "customer_address MATCHES (country != 'DE')",
    "customer_address MATCHES (city = 'DE-Ulm')", "customer_address MATCHES (postcode_prefix = 'DE')", "in_segment('a')", 'companies IS NOT NULL', 'refunds_received MATCHES (count > 1)',
    'checkouts_abandoned MATCHES (count > 1)', 'orders_placed MATCHES (month IN (11, 12))', 'orders_placed MATCHES (month = 11)', 'orders_placed MATCHES (discounted = true)',
    'orders_placed MATCHES (discounted = false)', 'orders_placed MATCHES () THEN orders_placed MATCHES () WITHIN 30d', 'orders_placed MATCHES () THEN NOT orders_placed MATCHES () WITHIN 30d',
    'orders_placed MATCHES () THEN orders_placed MATCHES () WITHIN 30h',
  ]
  expect(new Set(rules.map(fingerprintOf)).size).toBe(rules.length)
  expect(fingerprintOf("customer_address MATCHES (city = 'DE-Ulm', country IN ('US', 'DE'))")).toBe(fingerprintOf("customer_address MATCHES (country IN ('DE', 'US'), city = 'DE-Ulm')"))
})
