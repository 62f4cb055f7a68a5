// Events up to a date find whoever ever had one: said where those who stopped may be meant, and nowhere else.
import { expect, test } from 'vitest'
import { understand } from '#app/core/segment.ts'
import { complaints } from './rules.ts'

test.each([
  ['orders_placed MATCHES (date <= -6m)', ['warning only-until 1:23']],
  ['number_of_orders > 1 AND NOT products_purchased NOT MATCHES (id = 5, date < 2025-01-01, count >= 2)', ['warning only-until 1:69']],
  ['orders_placed IS NOT NULL OR refunds_received MATCHES (date < -90min)', ['warning only-until 1:55']],
  // That there is none is no such question, nor what began some day or is to come, nor a sum that may be of nothing.
  ['orders_placed(until: -90d) = false', []],
  ['NOT orders_placed MATCHES (date < -90d)', []],
  ['orders_placed MATCHES (date BETWEEN -1y AND -90d)', []],
  ['orders_placed MATCHES (date NOT BETWEEN -1y AND -90d)', []],
  ['orders_placed(since: -1y, until: -90d) = true', []],
  ['orders_placed MATCHES (date = -90d)', []],
  ['orders_placed MATCHES (date <= today)', []],
  ['orders_placed MATCHES (date <= -90d, count <= 2)', []],
  ['orders_placed MATCHES (date <= -90d, count = 0)', []],
  // Which one is meant is said.
  ['orders_placed MATCHES (date <= -90d, nth_latest = 1)', []],
  ['orders_placed MATCHES (date <= -90d, nth = 1)', []],
  ['orders_placed MATCHES (date <= -90d, year = 2026)', []],
  ['products_purchased MATCHES (date < -30d) THEN NOT products_purchased MATCHES () WITHIN 30d', []],
  // The rest of the rule says what there is since.
  ['orders_placed MATCHES (date < -90d) AND orders_placed NOT MATCHES (date >= -90d)', []],
  ['orders_placed MATCHES (date < -90d, amount > 5) AND NOT orders_placed MATCHES (date >= -90d)', []],
  ['products_purchased MATCHES (id = 5, date < -90d) AND last_order_date < -90d', []],
  ['orders_placed(until: -90d) = true AND orders_placed(since: -1y) = true', []],
  ['orders_placed MATCHES (date < -90d) AND orders_placed MATCHES (date >= -90d, count = 0)', []],
  ['refunds_received MATCHES (date < -90d) AND last_order_date < -90d', ['warning only-until 1:26']],
])('%s', (rule, problems) => {
  expect(complaints(rule)).toEqual(problems)
})

test('the remedy is a condition to add, without what is asked of several together, and silences the warning', () => {
  const rule = "products_purchased MATCHES (tag = 'Tea', date <= -6m, count >= 2)"
  const remedy = "AND products_purchased NOT MATCHES (tag = 'Tea', date > -6m)"
  expect(understand(rule).problems.map(({ message }) => message)).toEqual([expect.stringContaining(remedy)])
  expect(complaints(`${rule} ${remedy}`)).toEqual([])
})
