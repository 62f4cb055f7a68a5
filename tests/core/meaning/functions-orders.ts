// Orders, and what a line is asked of its order.
import type { OrderDetails, OrderFacts } from '#app/core/facts/facts.ts'
import { NOW } from '#tests/core/evaluate/ask.ts'
import type { Facts } from '#tests/core/evaluate/ask.ts'
import { details, line, order } from '#tests/core/facts/people.ts'
import { calendar } from '#tests/core/meaning/functions-calendar.ts'
import { equalled, flagged, listed, ordered } from '#tests/core/meaning/functions-question.ts'
import type { Question } from '#tests/core/meaning/functions-question.ts'

const DAY = 86_400_000

/** An order of one line; `changes` are its details. */
function placed(changes: Partial<OrderDetails> = {}, more: Partial<OrderFacts> = {}): OrderFacts {
  const one = { lines: [line(1)], ...more }
  return order(NOW - DAY, { ...one, details: details(one.total, { lines: one.lines.map(() => ({ variant: null, sku: null })), ...changes }) })
}
const having = (...changes: readonly Partial<OrderDetails>[]): readonly Facts[] => [...changes.map((one) => ({ orders: [placed(one)] })), {}]
const being = (...changes: readonly Partial<OrderFacts>[]): readonly Facts[] => [...changes.map((one) => ({ orders: [placed({}, one)] })), {}]

/** Three orders, of which the one of three units and 77 euros is the first, the second or the third. */
const places = [0, 1, 2].map((place): Facts => ({
  orders: [0, 1, 2].map((at) => ({ ...placed({}, at === place ? { total: 7700, lines: [line(1, { quantity: 3 })] } : {}), at: NOW - (9 - at) * DAY })),
}))
const backwards = [places[2]!, places[1]!, places[0]!]

/** `one` tells the order of the places apart, by a parameter of the function. */
const ofTheOrder = (one: string): readonly Question[] => [
  { parameter: 'channel', customers: having({ channel: 'pos' }, { channel: 'POS' }, { channel: null }), rows: equalled("'pos'", "'POS'") },
  { parameter: 'source', customers: having({ source: 'google' }, { source: 'bing' }, {}), rows: equalled("'google'", "'bing'") },
  { parameter: 'utm_campaign', customers: having({ utmCampaign: 'may' }, { utmCampaign: 'May' }, {}), rows: equalled("'may'", "'May'") },
  { parameter: 'utm_medium', customers: having({ utmMedium: 'email' }, { utmMedium: 'cpc' }, {}), rows: equalled("'email'", "'cpc'") },
  { parameter: 'utm_source', customers: having({ utmSource: 'news' }, { utmSource: 'google' }, {}), rows: equalled("'news'", "'google'") },
  { parameter: 'discount_code', customers: having({ discountCodes: ['first', 'Ten'] }, { discountCodes: ['Twenty'] }, {}), rows: equalled("'TEN'", "'twenty'") },
  { parameter: 'order_tag', customers: having({ tags: ['Wrapped', 'Gift'] }, { tags: ['Rush'] }, {}), rows: equalled("'gift'", "'RUSH'") },
  { parameter: 'fulfillment_status', customers: having({ fulfillmentStatus: 'FULFILLED' }, { fulfillmentStatus: 'UNFULFILLED' }, {}), rows: equalled("'FULFILLED'", "'UNFULFILLED'") },
  { parameter: 'payment_status', customers: being({ financialStatus: 'PENDING' }, { financialStatus: 'PAID' }, { financialStatus: null }), rows: equalled("'PENDING'", "'PAID'") },
  { parameter: 'shipping_country', customers: having({ shippingCountry: 'AT' }, { shippingCountry: 'DE' }, {}), rows: equalled("'AT'", "'DE'") },
  { parameter: 'shipping_region', customers: having({ shippingRegion: 'DE-BE' }, { shippingRegion: 'US-NY' }, {}), rows: equalled("'DE-BE'", "'US-NY'") },
  { parameter: 'discounted', customers: having({ discounts: 1 }, { discounts: 0 }), rows: flagged },
  { parameter: 'refunded', customers: having({ refunds: [{ at: NOW, amount: 1 }] }, { refunds: [{ at: NOW + 1, amount: 1 }] }), rows: flagged },
  { parameter: 'nth', customers: [...places, {}], rows: listed('1', '2', '3'), also: one },
  { parameter: 'nth_latest', customers: [...backwards, {}], rows: listed('1', '2', '3'), also: one },
]

const totals = (...orders: readonly (readonly number[])[]): readonly Facts[] => orders.map((one) => ({ orders: one.map((total) => placed({}, { total })) }))
/** 10 euros each, less what was refunded a day ago. */
const kept = (...amounts: readonly number[]): readonly OrderFacts[] => amounts.map((left) => placed({ currentTotal: left, refunds: [{ at: NOW - 1, amount: 1000 - left }] }))
const yearly = (event: (at: number) => OrderFacts): readonly Facts[] => [1, 2, 3, 0].map((years) => ({
  orders: Array.from({ length: years }, (_, back) => [event(NOW - back * 366 * DAY), event(NOW - back * 366 * DAY)]).flat(),
}))

const years: Question = { parameter: 'years', customers: yearly((at) => ({ ...placed(), at })), rows: ordered('1', '2', '3', 'zero') }

/** What lines are asked of their order, and when it was. */
export const ordersOfLines: readonly Question[] = [...ofTheOrder('quantity = 3'), ...calendar((at) => ({ orders: [{ ...placed(), at }] })), years]

export const orders: readonly Question[] = [
  ...ofTheOrder('amount = 77'), ...calendar((at) => ({ orders: [{ ...placed(), at }] })), years,
  { parameter: 'amount', customers: [...totals([1999], [2000], [2001]), {}], rows: ordered('19.99', '20', '20.01', 'no event') },
  { parameter: 'app_id', customers: being({ appId: '5' }, { appId: '18446744073709551615' }, {}), rows: equalled('5', '18446744073709551615') },
  { parameter: 'location_id', customers: being({ locationId: '7' }, { locationId: '9007199254740993' }, {}), rows: equalled('7', '9007199254740993') },
  { parameter: 'discount_amount', customers: having({ discounts: 499 }, { discounts: 500 }, { discounts: 501 }), rows: ordered('4.99', '5', '5.01', 'no event') },
  { parameter: 'net_amount', customers: [...[499, 500, 501].map((left) => ({ orders: kept(left) })), {}], rows: ordered('4.99', '5', '5.01', 'no event') },
  { parameter: 'count', customers: totals([1], [1, 1], [1, 1, 1], []), rows: ordered('1', '2', '3', 'zero') },
  { parameter: 'sum_amount', customers: totals([1000, 999], [2000], [1, 2000], []), rows: ordered('19.99', '20', '20.01', 'zero') },
  { parameter: 'sum_net_amount', customers: [[250, 249], [500], [1, 500], []].map((left) => ({ orders: kept(...left) })), rows: ordered('4.99', '5', '5.01', 'zero') },
  { parameter: 'average_amount', customers: totals([1000, 2998], [1000, 3000], [1000, 3002], []), rows: ordered('19.99', '20', '20.01', 'missing') },
]
