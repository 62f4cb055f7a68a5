// Orders, lines, refunds and checkouts by everything a merchant can ask of them, on both sides of each boundary.
import { describe, expect, test } from 'vitest'
import type { OrderDetails, OrderFacts } from '#app/core/facts/facts.ts'
import { NOW, ask, told } from '#tests/core/evaluate/ask.ts'
import { checkout, details, line, order } from '#tests/core/facts/people.ts'

const DAY = 86_400_000
const at = (text: string): number => Date.parse(text)
const detailed = (when: number, changes: Partial<OrderDetails> = {}, more: Partial<OrderFacts> = {}): OrderFacts =>
  order(when, { ...more, details: details(more.total, { lines: (more.lines ?? []).map(() => ({ variant: null, sku: null })), ...changes }) })

describe('what an order was', () => {
  const one = detailed(NOW - DAY, {
    discounts: 250, fulfillmentStatus: 'FULFILLED', channel: 'pos', shippingCountry: 'DE', shippingRegion: 'DE-BE', discountCodes: ['Welcome10'], tags: ['  Gift  Wrap'],
    source: 'google', utmSource: 'news', utmMedium: 'email', utmCampaign: 'may',
  }, { appId: '5', financialStatus: 'PAID' })
  test.each([
    ["discount_code = 'WELCOME10'", 'yes'], ["discount_code IN ('x', 'welcome10')", 'yes'], ["discount_code != 'welcome10'", 'no'], ["discount_code NOT IN ('x', 'y')", 'yes'],
    ["order_tag = 'gift wrap'", 'yes'], ["order_tag = 'gift'", 'no'], ["order_tag NOT IN ('gift wrap', 'x')", 'no'],
    ['discounted = true', 'yes'], ['discounted = false', 'no'], ['discounted != false', 'yes'], ['discount_amount >= 2.50', 'yes'], ['discount_amount > 2.50', 'no'],
    ["channel = 'pos'", 'yes'], ["channel = 'POS'", 'no'], ["channel IN ('web', 'pos')", 'yes'], ["source = 'google'", 'yes'], ["utm_source = 'google'", 'no'],
    ["utm_source = 'news', utm_medium = 'email', utm_campaign = 'may'", 'yes'], ["fulfillment_status != 'FULFILLED'", 'no'], ["payment_status = 'PAID'", 'yes'],
    ["shipping_country = 'DE', shipping_region = 'DE-BE'", 'yes'], ["shipping_country NOT IN ('AT', 'CH')", 'yes'], ['location_id != 7', 'yes'], ['app_id IN (4, 5)', 'yes'],
  ])('%s', (parameters, answer) => {
    expect(told(`orders_placed MATCHES (${parameters})`, { orders: [one] })).toBe(answer)
  })
  test('what is missing equals nothing', () => {
    const bare = detailed(NOW - DAY, { channel: null }, { financialStatus: null })
    expect(told("orders_placed MATCHES (channel = 'web')", { orders: [bare] })).toBe('no')
    expect(told("orders_placed MATCHES (channel != 'web', payment_status != 'PAID', discount_code != 'x')", { orders: [bare] })).toBe('yes')
  })
  test('a code makes an order discounted even where it took nothing off', () => {
    expect(told('orders_placed MATCHES (discounted = true)', { orders: [detailed(NOW - DAY, { discountCodes: ['FREESHIP'] })] })).toBe('yes')
    expect(told('orders_placed MATCHES (discounted = true)', { orders: [detailed(NOW - DAY)] })).toBe('no')
  })
  test('details that were not loaded are a defect, not an answer', () => {
    expect(() => told('orders_placed MATCHES (discounted = true)', { orders: [order(NOW - DAY)] })).toThrow(/without it/)
  })
})

describe('local time', () => {
  // Sunday 25 October 2026: clocks go back at 3:00, so that 2:30 comes twice.
  test.each([
    ['2026-10-24T23:59:59.999+02:00', 'weekday = 6, day = 24, hour = 23'], ['2026-10-25T00:00:00+02:00', 'weekday = 7, day = 25, hour = 0'],
    ['2026-10-25T02:30:00+02:00', 'hour = 2'], ['2026-10-25T02:30:00+01:00', 'hour = 2'], ['2026-10-25T03:00:00+01:00', 'hour = 3'],
    ['2025-12-31T23:00:00Z', 'year = 2026, month = 1, day = 1, weekday = 4'], ['2025-12-31T22:59:59Z', 'year = 2025, month = 12'],
    ['2026-02-28T12:00:00+01:00', 'month IN (11, 2), day BETWEEN 28 AND 31'], ['2026-03-29T01:00:00Z', 'hour BETWEEN 3 AND 3'],
  ])('%s is %s', (instant, parameters) => {
    expect(told(`orders_placed MATCHES (${parameters})`, { orders: [order(at(instant))] })).toBe('yes')
    for (const one of parameters.split(/, (?=[a-z])/)) expect(told(`orders_placed MATCHES (${one})`, { orders: [order(at(instant) + 400 * DAY + 13 * 3_600_000)] })).toBe('no')
  })
  test('only in November and December: every order is, and there is one', () => {
    const rule = 'orders_placed MATCHES (month IN (11, 12)) AND orders_placed NOT MATCHES (month NOT IN (11, 12))'
    const autumn = [order(at('2025-11-01T00:00:00+01:00')), order(at('2024-12-31T23:59:59+01:00'))]
    expect(told(rule, { orders: autumn })).toBe('yes')
    expect(told(rule, { orders: [...autumn, order(at('2025-10-31T23:59:59+01:00'))] })).toBe('no')
    expect(told(rule, {})).toBe('no')
  })
  test('in at least 2 of the last 3 Novembers, whatever the year: until a new November pushes one out', () => {
    const rule = 'orders_placed MATCHES (month = 11, months_ago BETWEEN 0 AND 35, years >= 2)'
    const twice = [order(at('2023-11-30T23:59:59+01:00')), order(at('2024-11-01T00:00:00+01:00'))]
    expect(ask(rule, { orders: twice }, at('2025-06-01T12:00:00Z'))).toEqual({ answer: 'yes', until: at('2026-11-01T00:00:00+01:00') })
    expect(ask(rule, { orders: [...twice, order(at('2026-11-30T12:00:00Z'))] }, at('2026-12-01T12:00:00Z'))).toEqual({ answer: 'yes', until: at('2027-11-01T00:00:00+01:00') })
    // Two in one November are one.
    expect(told(rule, { orders: [order(at('2025-11-02T12:00:00Z')), order(at('2025-11-03T12:00:00Z'))] })).toBe('no')
  })
  test('the same with the years written out', () => {
    const rule = 'orders_placed MATCHES (month = 11, date >= 2024-01-01, years >= 2)'
    const november = (year: number) => order(at(`${year}-11-15T10:00:00+01:00`))
    expect(told(rule, { orders: [november(2024), november(2024), november(2023)] })).toBe('no')
    expect(told(rule, { orders: [november(2024), november(2026), november(2023)] })).toBe('yes')
    expect(ask(rule.replace('2024-01-01', '-3y'), { orders: [november(2024), november(2026)] })).toEqual({ answer: 'yes', until: at('2027-11-16T00:00:00+01:00') })
  })
})

describe('places of orders', () => {
  const orders = [order(NOW - 300 * DAY, { total: 5000 }), order(NOW - 200 * DAY, { cancelledAt: NOW - 50 * DAY }), order(NOW - 100 * DAY, { total: 900 }), order(NOW - 250 * DAY, { test: true })]
  test('from the oldest and from the newest, without those that do not count', () => {
    expect(told('orders_placed MATCHES (nth = 1, amount >= 50)', { orders })).toBe('yes')
    expect(told('orders_placed MATCHES (nth = 2, amount = 9)', { orders })).toBe('yes')
    expect(told('orders_placed MATCHES (nth = 3)', { orders })).toBe('no')
    expect(told('orders_placed MATCHES (nth_latest = 1, amount = 9)', { orders })).toBe('yes')
    expect(told('orders_placed MATCHES (nth_latest IN (2, 3), amount = 50)', { orders })).toBe('yes')
  })
  test('one cancelled later counts until then', () => {
    expect(ask('orders_placed MATCHES (nth = 3)', { orders }, NOW - 60 * DAY)).toEqual({ answer: 'yes', until: NOW - 50 * DAY })
    expect(ask('orders_placed MATCHES (nth = 2, amount = 9)', { orders }, NOW - 60 * DAY)).toEqual({ answer: 'no', until: NOW - 50 * DAY })
  })
  test('the same of lines: the first product they bought', () => {
    const bought = [order(NOW - 9 * DAY, { lines: [line(3)] }), order(NOW - 5 * DAY, { lines: [line(1)] })]
    expect(told('products_purchased MATCHES (id = 103, nth = 1)', { orders: bought })).toBe('yes')
    expect(told('products_purchased MATCHES (id = 101, nth = 1)', { orders: bought })).toBe('no')
  })
  test('orders of one instant share the better place', () => {
    const twins = [order(NOW - DAY, { total: 1 }), order(NOW - DAY, { total: 2 })]
    expect(told('orders_placed MATCHES (nth = 1, count = 2)', { orders: twins })).toBe('yes')
    expect(told('orders_placed MATCHES (nth = 2)', { orders: twins })).toBe('no')
  })
})

describe('lines and products', () => {
  const bought = detailed(NOW - DAY, { lines: [{ variant: '55', sku: 'TEA-1' }, { variant: null, sku: null }, { variant: '60', sku: null }] }, {
    lines: [line(1, { quantity: 3, currentQuantity: 1, discountedTotal: 1500 }), line(9, { discountedTotal: 500 }), line(0, { giftCard: true, discountedTotal: 2000 })],
  })
  test.each([
    ["type = 'Tea'", 'yes'], ["type = 'tea'", 'no'], ["type != 'Tea'", 'no'], ["vendor IN ('Ota', 'x')", 'yes'], ["title = 'Sencha'", 'yes'], ["title = 'Gone'", 'no'],
    ["collection = 'hot'", 'yes'], ["collection = '7'", 'yes'], ["collection NOT IN ('hot')", 'no'], ["variant_id = 55, sku = 'TEA-1'", 'yes'], ["variant_id = 60", 'no'], ["sku != 'TEA-1'", 'yes'],
    ['id = 109', 'yes'], ["id = 109, tag != 'Red'", 'no'], ['quantity = 3, current_quantity = 1', 'yes'], ['current_quantity > 1', 'no'], ['line_amount >= 15.00', 'yes'], ['line_amount > 15', 'no'],
    ['gift_card = true', 'no'], ['gift_card = false', 'yes'], ['sum_line_amount = 20', 'yes'], ['distinct_products = 2', 'yes'], ["type = 'Tea', distinct_products >= 2", 'no'],
    // 15 of 40 euros: the line without a product is spend too.
    ["type = 'Tea', share_of_spend = 0.375", 'yes'], ["type = 'Tea', share_of_spend > 0.375", 'no'], ["type = 'Cup', share_of_spend = 0", 'yes'],
  ])('%s', (parameters, answer) => {
    expect(told(`products_purchased MATCHES (${parameters})`, { orders: [bought] })).toBe(answer)
  })
  test('a share counts the spend in the same dates only', () => {
    const orders = [bought, detailed(NOW - 400 * DAY, {}, { lines: [line(3, { discountedTotal: 6000 })] })]
    expect(ask("products_purchased MATCHES (type = 'Cup', date >= -2y, share_of_spend >= 0.6)", { orders })).toEqual({ answer: 'yes', until: at('2027-10-19T00:00:00+02:00') })
    expect(told("products_purchased MATCHES (type = 'Cup', date >= -90d, share_of_spend > 0)", { orders })).toBe('no')
    expect(told("products_purchased MATCHES (type = 'Cup', share_of_spend = 0)", {})).toBe('yes')
  })
})

describe('refunds and what is left', () => {
  // 100 as placed, 10 taken off by an edit, 30 and 20 refunded.
  const refunds = [{ at: NOW - 40 * DAY, amount: 3000 }, { at: NOW - 10 * DAY, amount: 2000 }]
  const one = detailed(NOW - 60 * DAY, { currentTotal: 4000, refunds }, { total: 10_000 })
  test('net amounts follow each refund by its own time', () => {
    const rule = 'orders_placed MATCHES (net_amount = 60)'
    expect(ask(rule, { orders: [one] }, NOW - 41 * DAY)).toEqual({ answer: 'no', until: NOW - 40 * DAY })
    expect(ask(rule, { orders: [one] }, NOW - 40 * DAY)).toEqual({ answer: 'yes', until: NOW - 10 * DAY })
    expect(ask(rule, { orders: [one] }, NOW - 10 * DAY)).toEqual({ answer: 'no', until: null })
    expect(ask('orders_placed MATCHES (sum_net_amount >= 90)', { orders: [one] }, NOW - 60 * DAY)).toEqual({ answer: 'yes', until: NOW - 40 * DAY })
    expect(told('orders_placed MATCHES (sum_amount = 100, average_amount = 100)', { orders: [one] })).toBe('yes')
  })
  test('an order is refunded from its first refund on', () => {
    expect(ask('orders_placed MATCHES (refunded = true)', { orders: [one] }, NOW - 50 * DAY)).toEqual({ answer: 'no', until: NOW - 40 * DAY })
    expect(ask('orders_placed MATCHES (refunded = false)', { orders: [one] }, NOW - 50 * DAY)).toEqual({ answer: 'yes', until: NOW - 40 * DAY })
  })
  test('refunds are events of their own', () => {
    expect(ask('refunds_received MATCHES (date >= -30d)', { orders: [one] })).toEqual({ answer: 'yes', until: at('2026-12-13T00:00:00+01:00') })
    expect(told('refunds_received MATCHES (count = 2, sum_amount = 50)', { orders: [one] })).toBe('yes')
    expect(told('refunds_received MATCHES (amount > 30)', { orders: [one] })).toBe('no')
    expect(told('refunds_received MATCHES ()', { orders: [{ ...one, cancelledAt: NOW - DAY }] })).toBe('yes')
    expect(told('refunds_received MATCHES ()', { orders: [{ ...one, test: true }] })).toBe('no')
  })
  test('an average of nothing is no number', () => {
    expect(told('orders_placed MATCHES (average_amount < 1000)', {})).toBe('no')
    expect(told('orders_placed MATCHES (average_amount != 5)', {})).toBe('yes')
  })
})

describe('checkouts', () => {
  const left = checkout(NOW - 5 * DAY, { lines: [{ product: 1, quantity: 2, amount: 3000 }, { product: 3, quantity: 1, amount: 1000 }] })
  const finished = checkout(NOW - 3 * DAY, { completedAt: NOW - 2 * DAY, lines: [{ product: 2, quantity: 1, amount: 1000 }] })
  test.each([
    ["tag = 'green'", 'yes'], ["tag = 'black'", 'no'], ["type = 'Tea', quantity >= 2", 'yes'], ["type = 'Cup', quantity >= 2", 'no'], ['amount = 40', 'yes'], ['sum_quantity = 3', 'yes'],
    ["type = 'Tea', sum_quantity = 2", 'yes'], ['sum_amount = 40, count = 1', 'yes'], ['weekday = 2', 'yes'],
  ])('%s', (parameters, answer) => {
    expect(told(`checkouts_abandoned MATCHES (${parameters})`, { checkouts: [left, finished] })).toBe(answer)
  })
  test('a checkout is abandoned from its beginning until its completion', () => {
    const rule = "checkouts_abandoned MATCHES (tag = 'black')"
    expect(ask(rule, { checkouts: [finished] }, NOW - 3 * DAY - 1)).toEqual({ answer: 'no', until: NOW - 3 * DAY })
    expect(ask(rule, { checkouts: [finished] }, NOW - 3 * DAY)).toEqual({ answer: 'yes', until: NOW - 2 * DAY })
    expect(ask(rule, { checkouts: [finished] }, NOW - 2 * DAY)).toEqual({ answer: 'no', until: null })
  })
  test('the date of the latest one', () => {
    expect(ask('abandoned_checkout_date >= -30d', { checkouts: [left, finished] })).toEqual({ answer: 'yes', until: at('2026-12-18T00:00:00+01:00') })
    expect(ask('abandoned_checkout_date >= -4d', { checkouts: [left, finished] }, NOW - 3 * DAY)).toEqual({ answer: 'yes', until: at('2026-11-22T00:00:00+01:00') })
    expect(told('abandoned_checkout_date IS NULL', { checkouts: [finished] })).toBe('yes')
  })
})
