// Numbers from a customer's own orders: worked examples of each, both sides of each bound, what is unknown, and when time alone changes them.
import { describe, expect, test } from 'vitest'
import type { OrderFacts } from '#app/core/facts/facts.ts'
import { details, line, order } from '#tests/core/facts/people.ts'
import { verdictOf } from '#tests/core/evaluate/verdict-of.ts'
import type { Asking } from '#tests/core/evaluate/verdict-of.ts'

const at = (text: string): number => Date.parse(text)
const now = at('2026-11-22T12:00:00Z')
const DAY = 86_400_000
const bought = (text: string, total = 1000, changes: Partial<OrderFacts> = {}): OrderFacts => order(at(text), { total, details: details(total), ...changes })

/** What does not count: a test, a voided and a cancelled order. */
const idle = [
  bought('2026-01-02T10:00:00Z', 70_000, { test: true, lines: [line(8)] }),
  bought('2026-01-03T10:00:00Z', 70_000, { financialStatus: 'VOIDED', lines: [line(8)] }),
  bought('2026-01-04T10:00:00Z', 70_000, { cancelledAt: at('2026-01-05T00:00:00Z'), lines: [line(8)], details: details(70_000, { discounts: 5, refunds: [{ at: at('2026-01-05T00:00:00Z'), amount: 70_000 }] }) }),
]
const refund = { at: at('2026-11-01T10:00:00Z'), amount: 2000 }
const three = [
  bought('2026-10-01T10:00:00Z', 10_000, { lines: [line(1), line(2), line(0)] }),
  // Edited from 100 to 90, of which 20 were refunded.
  bought('2026-10-11T10:00:00Z', 10_000, { lines: [line(2)], details: details(10_000, { currentTotal: 7000, discounts: 1, refunds: [refund] }) }),
  bought('2026-10-31T10:00:00Z', 5, { lines: [line(3)], details: details(5, { discountCodes: ['FREE'] }) }),
  ...idle,
]

function answers(orders: readonly OrderFacts[], rules: readonly string[], more: Partial<Asking> = {}): string[] {
  return rules.map((rule) => verdictOf(rule, { now, orders, ...more })[0])
}

describe('both sides of each bound', () => {
  test.each<[string, string, string, string]>([
    // name, the value exactly, just below, just above
    ['orders_counted', '3', '2', '4'],
    ['gross_spent', '200.05', '200.04', '200.0500000000000001'],
    ['net_spent', '170.05', '170.04', '170.06'],
    ['refunded_amount', '20', '19.99', '20.01'],
    // A third of 200.05 has no end: no decimal equals it.
    ['average_order_value', '', '66.68333333333333333333', '66.68333333333333333334'],
    ['refund_share', '', '0.09997500624843789052', '0.09997500624843789053'],
    ['discount_share', '', '0.66666666666666666666', '0.66666666666666666667'],
    // 10 and 20 days: the mean of the two in the middle.
    ['median_days_between_orders', '15', '14.999999999999999999', '15.000000000000000001'],
    ['distinct_products', '3', '2', '4'],
  ])('%s is %s', (name, value, below, above) => {
    const said = (tail: string): string => answers(three, [`${name} ${tail}`])[0]!
    expect([`> ${below}`, `>= ${below}`, `< ${above}`, `<= ${above}`, `BETWEEN ${below} AND ${above}`].map(said)).toEqual(['yes', 'yes', 'yes', 'yes', 'yes'])
    expect([`> ${above}`, `>= ${above}`, `< ${below}`, `<= ${below}`, `NOT BETWEEN ${below} AND ${above}`, `= ${below}`, `= ${above}`].map(said)).toEqual(Array(7).fill('no'))
    if (value !== '') expect([`= ${value}`, `>= ${value}`, `<= ${value}`, `> ${value}`, `< ${value}`, `!= ${value}`].map(said)).toEqual(['yes', 'yes', 'yes', 'no', 'no', 'no'])
  })
})

test('yen have no cents: amounts finer than the currency compare exactly', () => {
  const yen = { terms: { currency: 'JPY' } }
  expect(answers([bought('2026-10-01T10:00:00Z', 1000)], ['gross_spent > 999.99', 'gross_spent > 1000', 'gross_spent = 1000', 'average_order_value >= 1000.01', 'gross_spent < 1000.5'], yen)).toEqual(['yes', 'no', 'yes', 'no', 'yes'])
  expect(answers([bought('2026-10-01T10:00:00Z', 1000), bought('2026-10-02T10:00:00Z', 1001)], ['average_order_value = 1000.5', 'average_order_value > 1000.5'], yen)).toEqual(['yes', 'no'])
})

test('without an order sums are nothing, and shares, averages and gaps have no value', () => {
  const sums = ['orders_counted', 'gross_spent', 'net_spent', 'refunded_amount', 'distinct_products']
  const others = ['average_order_value', 'refund_share', 'discount_share', 'median_days_between_orders', 'overdue_ratio']
  expect(answers(idle, sums.flatMap((name) => [`${name} = 0`, `${name} < 0`, `${name} > 0`]))).toEqual(sums.flatMap(() => ['yes', 'no', 'no']))
  expect(answers(idle, others.flatMap((name) => [`${name} >= 0`, `${name} <= 1`, `${name} != 0`, `${name} IS NULL`]))).toEqual(others.flatMap(() => ['no', 'no', 'yes', 'yes']))
  // One order, or two on one day, are no rhythm; nothing spent has no share.
  const once = [bought('2026-11-01T08:00:00Z', 0), bought('2026-11-01T20:00:00Z', 0)]
  expect(answers(once, ['average_order_value = 0', 'discount_share = 0', 'refund_share IS NULL', 'median_days_between_orders IS NULL', 'overdue_ratio IS NULL'])).toEqual(Array(5).fill('yes'))
  expect(answers(once, ['median_days_between_orders IS NULL'], { zone: 'Asia/Tokyo' })).toEqual(['no'])
})

describe('days between orders are days of the shop\'s calendar, whatever its clocks do', () => {
  test.each<[string, string, string, string]>([
    // From before midnight to after it, over the changes of the clocks, over a day that was skipped, over 29 February and New Year.
    ['UTC', '2026-11-01T23:59:59Z', '2026-11-02T00:00:00Z', '1'],
    ['Europe/Dublin', '2026-10-24T23:00:00Z', '2026-10-25T23:59:59Z', ''],
    ['Europe/Dublin', '2026-10-24T22:59:59Z', '2026-10-26T00:00:00Z', '2'],
    ['America/New_York', '2026-11-01T03:59:59Z', '2026-11-02T05:00:00Z', '2'],
    ['Australia/Lord_Howe', '2026-10-03T13:29:59Z', '2026-10-04T13:00:00Z', '2'],
    ['Pacific/Apia', '2011-12-30T09:59:59Z', '2011-12-30T10:00:00Z', '2'],
    ['UTC', '2024-02-28T12:00:00Z', '2024-03-01T12:00:00Z', '2'],
    ['UTC', '2025-12-31T12:00:00Z', '2026-01-01T12:00:00Z', '1'],
  ])('%s: from %s to %s', (zone, first, second, days) => {
    const rule = days === '' ? 'median_days_between_orders IS NULL' : `median_days_between_orders = ${days}`
    expect(answers([bought(first), bought(second)], [rule], { zone })).toEqual(['yes'])
  })
  test('of three gaps the one in the middle, in whatever order', () => {
    const days = ['2026-01-01', '2026-01-31', '2026-02-01', '2026-02-08'].map((day) => bought(`${day}T12:00:00Z`))
    expect(answers(days, ['median_days_between_orders = 7'])).toEqual(['yes'])
  })
})

describe('overdue grows with the clock, and the instant it crosses a bound is known', () => {
  const two = [bought('2026-11-01T10:00:00Z'), bought('2026-11-11T10:00:00Z')]
  const last = at('2026-11-11T10:00:00Z')
  test.each<[string, number, 'no' | 'yes', number]>([
    ['>= 2', last + 20 * DAY - 1, 'no', last + 20 * DAY],
    ['>= 2', last + 20 * DAY, 'yes', Infinity],
    ['> 2', last + 20 * DAY, 'no', last + 20 * DAY + 1],
    ['> 2', last + 20 * DAY + 1, 'yes', Infinity],
    ['< 1.5', last, 'yes', last + 15 * DAY],
    ['<= 1.5', last, 'yes', last + 15 * DAY + 1],
    ['<= 1.5', last + 15 * DAY + 1, 'no', Infinity],
    ['= 1', last, 'no', last + 10 * DAY],
    ['= 1', last + 10 * DAY, 'yes', last + 10 * DAY + 1],
    ['BETWEEN 1 AND 2', last + DAY, 'no', last + 10 * DAY],
    ['BETWEEN 1 AND 2', last + 10 * DAY, 'yes', last + 20 * DAY + 1],
    ['BETWEEN 2 AND 1', last, 'no', Infinity],
    // A bound that falls between two milliseconds.
    ['>= 0.33333333333333333333', last, 'no', last + DAY * 10 / 3],
    ['>= 0.3333333334', last, 'no', last + DAY * 10 / 3 + 1],
    ['= 0.3333333334', last, 'no', Infinity],
    ['>= -1', last, 'yes', Infinity],
  ])('%s', (tail, when, answer, until) => {
    expect(verdictOf(`overdue_ratio ${tail}`, { now: when, orders: two })).toEqual([answer, until])
  })
  test('over a change of the clocks its days are of 24 hours', () => {
    const dublin = [bought('2026-10-14T10:00:00Z'), bought('2026-10-24T10:00:00Z')]
    expect(verdictOf('overdue_ratio >= 1', { now, zone: 'Europe/Dublin', orders: dublin })).toEqual(['yes', Infinity])
    expect(verdictOf('overdue_ratio >= 1', { now: at('2026-10-25T00:00:00Z'), zone: 'Europe/Dublin', orders: dublin })).toEqual(['no', at('2026-11-03T10:00:00Z')])
  })
})

describe('as of an earlier instant', () => {
  test('later orders, cancellations and refunds have not happened', () => {
    const early = { now: at('2026-10-20T00:00:00Z') }
    expect(answers(three, ['orders_counted = 2', 'gross_spent = 200', 'refunded_amount = 0', 'net_spent = 190', 'refund_share = 0'], early)).toEqual(Array(5).fill('yes'))
    expect(verdictOf('refunded_amount > 0', { ...early, orders: three })).toEqual(['no', refund.at])
    expect(verdictOf('net_spent > 180', { ...early, orders: three })).toEqual(['yes', refund.at])
    expect(verdictOf('orders_counted = 2', { ...early, orders: three })).toEqual(['yes', at('2026-10-31T10:00:00Z')])
    expect(verdictOf('orders_counted = 1', { now: at('2026-01-04T12:00:00Z'), orders: idle })).toEqual(['yes', at('2026-01-05T00:00:00Z')])
  })
})

describe('orders that may lie before the readable history', () => {
  const hidden = { customer: { numberOfOrders: 9 }, terms: { historyFrom: at('2026-09-01T00:00:00Z') } }
  test.each<[string, 'no' | 'yes' | 'unknown']>([
    ['orders_counted >= 3', 'yes'], ['orders_counted >= 4', 'unknown'], ['orders_counted <= 3', 'unknown'], ['orders_counted <= 2', 'no'], ['orders_counted = 3', 'unknown'],
    ['NOT orders_counted >= 3', 'no'], ['gross_spent > 200.04', 'yes'], ['gross_spent > 200.05', 'unknown'], ['gross_spent < 100', 'no'], ['distinct_products >= 3', 'yes'],
    ['distinct_products > 3', 'unknown'], ['refunded_amount >= 20', 'yes'], ['refunded_amount > 20', 'unknown'], ['net_spent >= 1', 'unknown'], ['average_order_value >= 1', 'unknown'],
    ['refund_share > 0', 'unknown'], ['discount_share > 0', 'unknown'], ['median_days_between_orders > 0', 'unknown'], ['overdue_ratio > 0', 'unknown'],
    ['overdue_ratio IS NOT NULL', 'yes'], ['average_order_value IS NULL', 'no'],
  ])('%s is %s', (rule, answer) => {
    const orders = three.slice(0, 3)
    expect(verdictOf(rule, { now, orders, ...hidden })).toEqual([answer, Infinity])
    // As many as Shopify reports, or none at all: nothing is hidden.
    expect(verdictOf(rule, { now, orders, ...hidden, customer: { numberOfOrders: 3 } })[0]).not.toBe('unknown')
  })
  test('who has no value yet may have one', () => {
    expect(answers([], ['overdue_ratio IS NULL', 'refund_share IS NOT NULL'], hidden)).toEqual(['unknown', 'unknown'])
    expect(answers([], ['orders_counted < 1'], { ...hidden, customer: { numberOfOrders: 0 } })).toEqual(['yes'])
  })
})
