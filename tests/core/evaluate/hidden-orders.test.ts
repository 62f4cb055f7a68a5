// What can be said when the oldest orders cannot be read: what is sure is said, the rest is unknown.
import { describe, expect, test } from 'vitest'
import { NOW, ask, told } from '#tests/core/evaluate/ask.ts'
import { checkout, details, line, order } from '#tests/core/facts/people.ts'

const DAY = 86_400_000
const HISTORY = NOW - 60 * DAY
const bought = (days: number, product = 1) => order(NOW - days * DAY, { lines: [line(product)], details: details(1000, { lines: [{ variant: null, sku: null }] }) })
const orders = [bought(10), bought(5, 3)]

describe('two orders seen of five', () => {
  test.each([
    // Sums that only grow may be reached already.
    ['orders_placed MATCHES (sum_net_amount >= 20)', 'yes'], ['orders_placed MATCHES (sum_net_amount > 20)', 'unknown'], ['orders_placed MATCHES (sum_net_amount < 20)', 'no'],
    ['products_purchased MATCHES (distinct_products >= 2)', 'yes'], ['products_purchased MATCHES (distinct_products >= 3)', 'unknown'], ['products_purchased MATCHES (distinct_products = 2)', 'unknown'],
    ['orders_placed MATCHES (years >= 1)', 'yes'], ['orders_placed MATCHES (years >= 2)', 'unknown'], ['products_purchased MATCHES (sum_line_amount >= 20)', 'yes'],
    // Shares and averages may be anything, unless the dates leave out what is not seen.
    ["products_purchased MATCHES (type = 'Tea', share_of_spend >= 0.5)", 'unknown'], ["products_purchased MATCHES (type = 'Tea', share_of_spend >= 0.5, date >= -30d)", 'yes'],
    ['orders_placed MATCHES (average_amount >= 10)', 'unknown'], ['orders_placed MATCHES (average_amount >= 10, date >= -30d)', 'yes'],
    // The first of all orders is not seen, the latest is.
    ['orders_placed MATCHES (nth = 1)', 'unknown'], ['orders_placed MATCHES (nth = 1, date >= -30d)', 'unknown'],
    ["products_purchased MATCHES (nth_latest = 1, type = 'Cup')", 'yes'], ["products_purchased MATCHES (nth_latest = 1, type = 'Tea')", 'no'],
    ["products_purchased MATCHES (nth_latest <= 2, type = 'Tea')", 'yes'], ["products_purchased MATCHES (nth_latest = 3)", 'unknown'], ['products_purchased MATCHES (nth_latest = 3, date >= -30d)', 'no'],
    ['refunds_received MATCHES ()', 'unknown'], ['refunds_received MATCHES (date >= -1d)', 'unknown'],
    ['checkouts_abandoned MATCHES ()', 'no'], ['abandoned_checkout_date IS NULL', 'yes'],
    // An order of tea may have been followed or not, where it is not seen.
    ["products_purchased MATCHES (type = 'Tea') THEN products_purchased MATCHES (type = 'Cup') WITHIN 30d", 'yes'],
    ["products_purchased MATCHES (type = 'Tea') THEN NOT products_purchased MATCHES (type = 'Cup') WITHIN 3d", 'yes'],
    ["products_purchased MATCHES (type = 'Tea') THEN NOT products_purchased MATCHES (type = 'Cup') WITHIN 5d", 'unknown'],
    ["products_purchased MATCHES (type = 'Tea', date >= -30d) THEN NOT products_purchased MATCHES (type = 'Cup') WITHIN 5d", 'no'],
    ["products_purchased MATCHES (type = 'Cup', date >= -30d) THEN products_purchased MATCHES (type = 'Tea') WITHIN 5d", 'no'],
    ['orders_placed MATCHES (date >= -30d) THEN refunds_received MATCHES () WITHIN 5d', 'unknown'],
  ])('%s', (rule, answer) => {
    expect(told(rule, { orders, numberOfOrders: 5 }, NOW, HISTORY)).toBe(answer)
  })
})

test('a place known while an order is seen is unknown without one', () => {
  expect(told("products_purchased MATCHES (nth_latest = 1, type = 'Tea')", { orders: [], numberOfOrders: 5 }, NOW, HISTORY)).toBe('unknown')
  expect(told('orders_placed MATCHES (nth = 1)', { orders, numberOfOrders: 2 }, NOW, HISTORY)).toBe('yes')
})

test('an order seen although it is older than the history has no sure place among those not seen', () => {
  const seen = [bought(5, 3), bought(90)]
  expect(told("products_purchased MATCHES (nth_latest = 2, type = 'Tea')", { orders: seen, numberOfOrders: 5 }, NOW, HISTORY)).toBe('unknown')
  expect(told("products_purchased MATCHES (nth_latest = 1, type = 'Tea')", { orders: seen, numberOfOrders: 5 }, NOW, HISTORY)).toBe('no')
})

test('a checkout before the history may have been followed by an order that is not seen', () => {
  const left = (days: number) => ({ orders, numberOfOrders: 5, checkouts: [checkout(NOW - days * DAY)] })
  const rule = 'checkouts_abandoned MATCHES () THEN NOT orders_placed MATCHES () WITHIN 3d'
  expect(told(rule, left(70), NOW, HISTORY)).toBe('unknown')
  expect(told(rule, left(59), NOW, HISTORY)).toBe('yes')
})

test('what is unknown becomes known when the dates have left the unreadable past', () => {
  expect(ask("products_purchased MATCHES (type = 'Tea', date >= -70d, share_of_spend > 0.5)", { orders, numberOfOrders: 5 }, NOW, HISTORY))
    .toEqual({ answer: 'unknown', until: Date.parse('2026-12-03T00:00:00+01:00') })
})
