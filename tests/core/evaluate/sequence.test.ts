// One thing after another, and one thing not after another: both sides of each boundary.
import { describe, expect, test } from 'vitest'
import { NOW, ask, told } from '#tests/core/evaluate/ask.ts'
import { checkout, details, line, order } from '#tests/core/facts/people.ts'

const DAY = 86_400_000
const at = (text: string): number => Date.parse(text)
const tea = (when: number) => order(when, { lines: [line(1)] })
const cup = (when: number) => order(when, { lines: [line(3)] })
const within = (time: string, not = '') => `products_purchased MATCHES (type = 'Tea') THEN ${not} products_purchased MATCHES (type = 'Cup') WITHIN ${time}`

describe('bought A, then B', () => {
  const first = at('2026-09-30T15:00:00+02:00')
  test.each([
    ['3d', '2026-10-03T23:59:59.999+02:00', 'yes'], ['3d', '2026-10-04T00:00:00+02:00', 'no'], ['0d', '2026-09-30T23:59:59+02:00', 'yes'], ['1w', '2026-10-07T23:00:00+02:00', 'yes'],
    // A month later the clocks have gone back; 30 September and a month is 30 October, not the 31st.
    ['1m', '2026-10-30T23:59:59.999+01:00', 'yes'], ['1m', '2026-10-31T00:00:00+01:00', 'no'],
    ['36h', '2026-10-02T03:00:00+02:00', 'yes'], ['36h', '2026-10-02T03:00:00.001+02:00', 'no'], ['90min', '2026-09-30T16:30:00+02:00', 'yes'],
  ])('within %s, at %s', (time, second, answer) => {
    expect(told(within(time), { orders: [tea(first), cup(at(second))] })).toBe(answer)
  })
  test('in that order, and not at once', () => {
    expect(told(within('30d'), { orders: [cup(first - 1), tea(first)] })).toBe('no')
    expect(told(within('30d'), { orders: [order(first, { lines: [line(1), line(3)] })] })).toBe('no')
    expect(told(within('30d'), { orders: [tea(first), cup(first)] })).toBe('no')
  })
  test('some first one is enough', () => {
    expect(told(within('3d'), { orders: [tea(first - 90 * DAY), tea(first), cup(first + DAY)] })).toBe('yes')
  })
  test('it is true as soon as the second comes', () => {
    const facts = { orders: [tea(first), cup(first + DAY)] }
    expect(ask(within('3d'), facts, first + DAY - 1)).toEqual({ answer: 'no', until: first + DAY })
    expect(ask(within('3d'), facts, first + DAY)).toEqual({ answer: 'yes', until: null })
  })
})

describe('bought A, then not B', () => {
  const first = at('2026-11-20T15:00:00+01:00')
  test('true from the midnight after the last day, not before', () => {
    expect(ask(within('3d', 'NOT'), { orders: [tea(first)] })).toEqual({ answer: 'no', until: at('2026-11-24T00:00:00+01:00') })
    expect(ask(within('3d', 'NOT'), { orders: [tea(first)] }, at('2026-11-24T00:00:00+01:00'))).toEqual({ answer: 'yes', until: null })
  })
  test('a duration is over in its last millisecond', () => {
    expect(ask(within('36h', 'NOT'), { orders: [tea(first)] }, first)).toEqual({ answer: 'no', until: first + 129_600_000 })
    expect(told(within('36h', 'NOT'), { orders: [tea(first), cup(first + 129_600_000)] }, first + 129_600_000)).toBe('no')
    expect(told(within('36h', 'NOT'), { orders: [tea(first), cup(first + 129_600_001)] }, first + 129_600_001)).toBe('yes')
  })
  test('a second in time keeps it false; a later first one starts anew', () => {
    expect(ask(within('3d', 'NOT'), { orders: [tea(first), cup(first + DAY)] })).toEqual({ answer: 'no', until: null })
    expect(ask(within('3d', 'NOT'), { orders: [tea(first), cup(first + DAY), tea(first + DAY + 1)] })).toEqual({ answer: 'no', until: at('2026-11-25T00:00:00+01:00') })
  })
  test('a first one within a window that moves leaves again', () => {
    const rule = "products_purchased MATCHES (type = 'Tea', date >= -10d) THEN NOT products_purchased MATCHES (type = 'Cup') WITHIN 3d"
    expect(ask(rule, { orders: [tea(first)] }, at('2026-11-24T00:00:00+01:00'))).toEqual({ answer: 'yes', until: at('2026-12-01T00:00:00+01:00') })
  })
  test('without a first one it is not true', () => {
    expect(told(within('3d', 'NOT'), { orders: [cup(first - 30 * DAY)] })).toBe('no')
  })
})

test('steps of different kinds', () => {
  const refunded = order(NOW - 20 * DAY, { details: details(1000, { refunds: [{ at: NOW - 18 * DAY, amount: 1000 }] }) })
  expect(told('refunds_received MATCHES () THEN NOT orders_placed MATCHES () WITHIN 10d', { orders: [refunded] })).toBe('yes')
  expect(told('orders_placed MATCHES () THEN refunds_received MATCHES (amount >= 10) WITHIN 1d', { orders: [refunded] })).toBe('no')
  expect(told('orders_placed MATCHES () THEN refunds_received MATCHES (amount >= 10) WITHIN 2d', { orders: [refunded] })).toBe('yes')
  const left = checkout(NOW - 19 * DAY)
  expect(told('checkouts_abandoned MATCHES () THEN orders_placed MATCHES () WITHIN 1d', { orders: [order(NOW - 18 * DAY)], checkouts: [left] })).toBe('yes')
  expect(told('orders_placed MATCHES (nth = 1) THEN orders_placed MATCHES (nth = 2) WITHIN 30d', { orders: [order(NOW - 50 * DAY), order(NOW - 20 * DAY)] })).toBe('yes')
})
