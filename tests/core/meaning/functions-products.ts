// Lines, refunds and abandoned checkouts.
import type { CheckoutFacts, LineFacts, OrderFacts, ProductFacts } from '#app/core/facts/facts.ts'
import { NOW } from '#tests/core/evaluate/ask.ts'
import type { Facts } from '#tests/core/evaluate/ask.ts'
import { checkout, details, line, order } from '#tests/core/facts/people.ts'
import { calendar } from '#tests/core/meaning/functions-calendar.ts'
import { ordersOfLines } from '#tests/core/meaning/functions-orders.ts'
import { equalled, equalledOrOut, flagged, ordered } from '#tests/core/meaning/functions-question.ts'
import type { Question } from '#tests/core/meaning/functions-question.ts'

const DAY = 86_400_000

/** 11 and 12 have all of it, 13 is known and has none, 14 is deleted; 0 is a line without a product. */
const products: readonly ProductFacts[] = [
  { number: 11, id: '211', known: true, tags: ['New', 'Red'], type: 'Mug', vendor: 'Ota', title: 'Large mug', collections: [{ id: '8', handle: 'clay' }, { id: '9', handle: 'sale' }] },
  { number: 12, id: '212', known: true, tags: ['Blue'], type: 'mug', vendor: 'OTA', title: 'large mug', collections: [{ id: '6', handle: 'tea' }] },
  { number: 13, id: '213', known: true, tags: [], type: null, vendor: null, title: null, collections: [] },
  { number: 14, id: '214', known: false, tags: ['Red'], type: 'Mug', vendor: 'Ota', title: 'Large mug', collections: [{ id: '9', handle: 'sale' }] },
]

/** Asked of customers with the products 11, 12, 13 and 14; the same of 11, 12, 0 and nothing. */
function ofTheProduct(event: (product: number) => Facts): readonly Question[] {
  const customers = (...numbers: readonly number[]): readonly Facts[] => numbers.map((number) => ({ ...event(number), products }))
  const [known, gone] = [customers(11, 12, 13, 14), [...customers(11, 12, 0), {}]]
  const values = { tag: ["'RED'", "'blue'"], collection: ["'sale'", "'6'"], title: ["'Large mug'", "'large mug'"], type: ["'Mug'", "'mug'"], vendor: ["'Ota'", "'OTA'"] } as const
  return [
    ...Object.entries(values).flatMap(([parameter, [one, other]]) => [{ parameter, customers: known, rows: equalled(one, other) }, { parameter, customers: gone, rows: equalledOrOut(one, other) }]),
    { parameter: 'id', customers: gone, rows: equalledOrOut('211', '212') },
  ]
}

const lines = (...changes: readonly Partial<LineFacts>[]): readonly LineFacts[] => changes.map((one) => line(1, one))
function bought(lines: readonly LineFacts[], keys: { readonly variant: string | null; readonly sku: string | null } = { variant: null, sku: null }): Facts {
  return { orders: [order(NOW - DAY, { lines, details: details(1000, { lines: lines.map(() => keys) }) })] }
}
const keyed = (variant: string | null, sku: string | null): Facts => bought(lines({}), { variant, sku })
const each = (...carts: readonly (readonly LineFacts[])[]): readonly Facts[] => carts.map((one) => bought(one))

export const linesBought: readonly Question[] = [
  ...ordersOfLines, ...ofTheProduct((product) => bought([line(product)])),
  { parameter: 'variant_id', customers: [keyed('55', null), keyed('9007199254740993', null), keyed(null, null), {}], rows: equalled('55', '9007199254740993') },
  { parameter: 'sku', customers: [keyed(null, 'TEA-1'), keyed(null, 'tea-1'), keyed(null, null), {}], rows: equalled("'TEA-1'", "'tea-1'") },
  { parameter: 'gift_card', customers: [...each(lines({ giftCard: true }), lines({})), {}], rows: flagged },
  { parameter: 'quantity', customers: [...each(lines({ quantity: 1 }), lines({ quantity: 2 }), lines({ quantity: 3 })), {}], rows: ordered('1', '2', '3', 'no event') },
  { parameter: 'current_quantity', customers: [...each(lines({ currentQuantity: 0 }), lines({ currentQuantity: 1 }), lines({ currentQuantity: 2 })), {}], rows: ordered('0', '1', '2', 'no event') },
  { parameter: 'line_amount', customers: [...each(lines({ discountedTotal: 1499 }), lines({ discountedTotal: 1500 }), lines({ discountedTotal: 1501 })), {}], rows: ordered('14.99', '15', '15.01', 'no event') },
  { parameter: 'count', customers: [0, 1, 2, -1].map((more) => ({ orders: Array.from({ length: more + 1 }, () => order(NOW - DAY, { lines: lines({}) })) })), rows: ordered('1', '2', '3', 'zero') },
  { parameter: 'sum_quantity', customers: [...each(lines({ quantity: 2 }, { quantity: 2 }), lines({ quantity: 2 }, { quantity: 3 }), lines({ quantity: 6 })), {}], rows: ordered('4', '5', '6', 'zero') },
  { parameter: 'sum_line_amount', customers: [...each(lines({}, { discountedTotal: 999 }), lines({}, {}), lines({}, { discountedTotal: 1001 })), {}], rows: ordered('19.99', '20', '20.01', 'zero') },
  { parameter: 'distinct_products', customers: [...each([line(1), line(1)], [line(1), line(2)], [line(1), line(2), line(3)]), {}], rows: ordered('1', '2', '3', 'zero') },
  {
    parameter: 'share_of_spend', also: "type = 'Tea'",
    customers: [39, 40, 41].map((tea) => bought([line(1, { discountedTotal: tea }), line(3, { discountedTotal: 100 - tea })])),
    rows: ordered('0.39', '0.4', '0.41', 'zero').map(([test, answers]) => [test, answers.slice(0, 3)]),
  },
]

const refunded = (...amounts: readonly number[]): Facts => ({ orders: [order(NOW - 2 * DAY, { details: details(1000, { refunds: amounts.map((amount) => ({ at: NOW - DAY, amount })) }) })] })
const refundedAt = (...instants: readonly number[]): Facts => ({ orders: [order(0, { details: details(1000, { refunds: instants.map((at) => ({ at, amount: 1 })) }) })] })

export const refunds: readonly Question[] = [
  ...calendar((at) => refundedAt(at)),
  { parameter: 'amount', customers: [refunded(999), refunded(1000), refunded(1001), refunded()], rows: ordered('9.99', '10', '10.01', 'no event') },
  { parameter: 'count', customers: [refunded(1), refunded(1, 1), refunded(1, 1, 1), refunded()], rows: ordered('1', '2', '3', 'zero') },
  { parameter: 'sum_amount', customers: [refunded(500, 499), refunded(500, 500), refunded(1001), refunded()], rows: ordered('9.99', '10', '10.01', 'zero') },
  { parameter: 'years', customers: [1, 2, 3, 0].map((years) => refundedAt(...[0, 1, 2].slice(0, years).map((back) => NOW - back * 366 * DAY))), rows: ordered('1', '2', '3', 'zero') },
]

const left = (...lines: CheckoutFacts['lines'][number][]): Facts => ({ checkouts: [checkout(NOW - DAY, { lines })] })
const units = (quantity: number, amount = 1000) => ({ product: 1, quantity, amount })
const begun = (many: number): Facts => ({ checkouts: Array.from({ length: many }, (_, at) => checkout(NOW - DAY - at, { lines: [units(1)] })) })

export const checkouts: readonly Question[] = [
  ...calendar((at) => ({ checkouts: [checkout(at, { lines: [units(1)] })] })), ...ofTheProduct((product) => left({ ...units(1), product })),
  { parameter: 'amount', customers: [left(units(1), units(1, 999)), left(units(2, 2000)), left(units(1, 2001)), {}], rows: ordered('19.99', '20', '20.01', 'no event') },
  { parameter: 'quantity', customers: [left(units(1)), left(units(2)), left(units(3)), {}], rows: ordered('1', '2', '3', 'no event') },
  { parameter: 'count', customers: [begun(1), begun(2), begun(3), {}], rows: ordered('1', '2', '3', 'zero') },
  { parameter: 'sum_amount', customers: [left(units(1), units(1, 999)), begun(2), left(units(1, 2001)), {}], rows: ordered('19.99', '20', '20.01', 'zero') },
  { parameter: 'sum_quantity', customers: [left(units(2), units(2)), left(units(2), units(3)), left(units(6)), {}], rows: ordered('4', '5', '6', 'zero') },
]

/** An order that only says that there is one. */
export const plain: OrderFacts = order(NOW - DAY, { lines: [line(1)], details: details(1000, { refunds: [{ at: NOW - DAY, amount: 1 }], lines: [{ variant: null, sku: null }] }) })
