// Numbers, amounts and shares of a customer: both sides of each bound, in euros and in yen, and with nothing there.
import type { CustomerFacts, OrderFacts } from '#app/core/facts/facts.ts'
import type { Asking } from '#tests/core/evaluate/verdict-of.ts'
import { details, line, order } from '#tests/core/facts/people.ts'
import { missingRowsOf, oneOfMany, oneOfManyMissing, oneOfManyZero, ordered, orderedMissing, orderedZero, rowsOf, there, thereMissing } from './attributes-forms.ts'
import type { Row, Words } from './attributes-forms.ts'

const now = Date.parse('2026-11-22T12:00:00Z')
const DAY = 86_400_000
const none: Asking = { now }
const yen: Asking['terms'] = { currency: 'JPY' }

const bought = (total: number, daysAgo = 10, changes: Partial<OrderFacts> = {}): OrderFacts => order(now - daysAgo * DAY, { total, details: details(total), ...changes })
const reported = (facts: Partial<CustomerFacts>): Asking => ({ now, customer: facts })
const having = (...orders: readonly OrderFacts[]): Asking => ({ now, orders })
/** One order, part of which came back five days later. */
const returned = (total: number, back: number): Asking =>
  having(bought(total, 10, { details: details(total, { currentTotal: total - back, refunds: [{ at: now - 5 * DAY, amount: back }] }) }))
const inYen = (facts: Asking): Asking => ({ ...facts, terms: yen })

const euros: Words = { BELOW: '120.04', VALUE: '120.05', ABOVE: '120.06' }
const wholeYen: Words = { BELOW: '119', VALUE: '120', ABOVE: '121' }
const finerThanYen: Words = { BELOW: '119.99', VALUE: '120.00', ABOVE: '120.01' }
const whole: Words = { BELOW: '2', VALUE: '3', ABOVE: '4' }
const exact: Words = { BELOW: '2.999999999', VALUE: '3', ABOVE: '3.000000001' }
const half: Words = { BELOW: '0.499999999', VALUE: '0.5', ABOVE: '0.500000001' }

const amounts: readonly (readonly [name: string, euro: Asking, yen: Asking])[] = [
  ['gross_spent', having(bought(12_005)), having(bought(120))],
  ['net_spent', returned(20_000, 7995), returned(200, 80)],
  ['refunded_amount', returned(20_000, 12_005), returned(200, 120)],
]

/** Sums that nothing adds to are 0. */
const sums: readonly Row[] = [
  ...amounts.flatMap(([name, euro, inJapan]) => [
    ...rowsOf(name, euro, euros, ordered),
    ...rowsOf(name, inYen(inJapan), wholeYen, ordered),
    ...rowsOf(name, inYen(inJapan), finerThanYen, ordered),
    ...missingRowsOf(name, none, euros, orderedZero),
    ...missingRowsOf(name, inYen(none), wholeYen, orderedZero),
  ]),
  ...rowsOf('distinct_products', having(bought(1, 9, { lines: [line(1), line(2), line(2)] }), bought(1, 8, { lines: [line(3), line(0)] })), whole, ordered),
  ...missingRowsOf('distinct_products', none, whole, orderedZero),
  ...rowsOf('orders_counted', having(bought(1, 9), bought(1, 8), bought(1, 7), bought(1, 6, { test: true }), bought(1, 5, { financialStatus: 'VOIDED' }), bought(1, 4, { cancelledAt: now })), whole, ordered),
  ...missingRowsOf('orders_counted', none, whole, orderedZero),
  ...rowsOf('amount_spent', reported({ amountSpent: 12_005 }), euros, [...ordered, ...oneOfMany]),
  ...rowsOf('amount_spent', inYen(reported({ amountSpent: 120 })), wholeYen, [...ordered, ...oneOfMany]),
  ...rowsOf('amount_spent', inYen(reported({ amountSpent: 120 })), finerThanYen, [...ordered, ...oneOfMany]),
  ...missingRowsOf('amount_spent', none, euros, [...orderedZero, ...oneOfManyZero]),
  ...rowsOf('number_of_orders', reported({ numberOfOrders: 3 }), whole, [...ordered, ...oneOfMany]),
  ...missingRowsOf('number_of_orders', none, whole, [...orderedZero, ...oneOfManyZero]),
]

const divided: readonly (readonly [name: string, words: Words, facts: Asking])[] = [
  ['average_order_value', euros, having(bought(12_000), bought(12_010))],
  ['average_order_value', wholeYen, inYen(having(bought(119), bought(121)))],
  ['average_order_value', { BELOW: '120', VALUE: '120.5', ABOVE: '121' }, inYen(having(bought(120), bought(121)))],
  ['discount_share', half, having(bought(1000), bought(1000, 9, { details: details(1000, { discounts: 1 }) }))],
  ['discount_share', half, having(bought(1000), bought(1000, 9, { details: details(1000, { discountCodes: ['FREE'] }) }))],
  ['refund_share', half, returned(1000, 500)],
  ['refund_share', half, inYen(returned(10, 5))],
  ['median_days_between_orders', exact, having(bought(1, 9), bought(1, 7), bought(1, 4), bought(1, 0))],
  ['median_days_between_orders', { BELOW: '2', VALUE: '2.5', ABOVE: '3' }, having(bought(1, 9), bought(1, 7), bought(1, 4))],
  ['overdue_ratio', exact, having(bought(1, 8), bought(1, 6))],
]

/** What there is nothing to divide for has no value. */
const undivided: readonly (readonly [name: string, words: Words, facts: Asking])[] = [
  ['average_order_value', euros, none],
  ['average_order_value', wholeYen, inYen(having(bought(120, 9, { test: true })))],
  ['discount_share', half, none],
  ['refund_share', half, none],
  ['median_days_between_orders', exact, none],
  ['median_days_between_orders', exact, having(bought(1, 9))],
  ['overdue_ratio', exact, none],
  ['overdue_ratio', exact, having(bought(1, 9))],
]

/** Whoever spent more than 1.00 stands above one percent, more than 2.00 above two, and so on. */
const cutPoints = {
  number: 1, at: now, frequency: [0, 1, 2, 3], recency: [40, 30, 20, 10].map((daysAgo) => now - daysAgo * DAY), spend: Array.from({ length: 100 }, (_, index) => (index + 1) * 100),
}
const compared = (...orders: readonly OrderFacts[]): Asking => ({ ...having(...orders), terms: { cutPoints } })

const scores: readonly (readonly [name: string, words: Words, facts: Asking])[] = [
  ['rfm_frequency_score', whole, compared(bought(1, 9), bought(1, 8))],
  ['rfm_monetary_score', whole, compared(bought(5050))],
  ['rfm_monetary_score', whole, compared(bought(4001))],
  ['rfm_monetary_score', whole, compared(bought(6000))],
  ['rfm_recency_score', whole, compared(bought(1, 300), bought(1, 25))],
  ['spend_percentile', { BELOW: '49', VALUE: '50', ABOVE: '51' }, compared(bought(5050))],
]

export const numbers: readonly Row[] = [
  ...sums,
  ...divided.flatMap(([name, words, facts]) => rowsOf(name, facts, words, [...ordered, ...there])),
  ...undivided.flatMap(([name, words, facts]) => missingRowsOf(name, facts, words, [...orderedMissing, ...thereMissing])),
  ...scores.flatMap(([name, words, facts]) => [
    ...rowsOf(name, facts, words, [...ordered, ...oneOfMany, ...there]),
    ...missingRowsOf(name, compared(), words, [...orderedMissing, ...oneOfManyMissing, ...thereMissing]),
    // Until there are cut points nobody knows, but whether there is an order is known.
    ...rowsOf(name, { ...facts, terms: {} }, words, [['= VALUE', 'unknown'], ['!= VALUE', 'unknown'], ['>= VALUE', 'unknown'], ['NOT IN (VALUE)', 'unknown'], ...there]),
  ]),
]
