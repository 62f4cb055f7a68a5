// The many ways to write one thing: dialects, spellings, cases and frames that must give the same plan.
import { expect, test } from 'vitest'
import { canonicalOf, fingerprintOf } from './rules.ts'

test.each<[canonical: string, ...others: string[]]>([
  ['products_purchased MATCHES (id = 1)', 'products_purchased(id: 1) = true', 'products_purchased (id: (1)) != false', 'products_purchased matches ( id in (1, 1) )', 'products_purchased MATCHES (id = 01)'],
  ['products_purchased NOT MATCHES (id = 1)', 'NOT products_purchased MATCHES (id = 1)', 'products_purchased NOT_MATCHES (id = 1)', 'products_purchased(id: 1) = false', 'products_purchased(id: 1) != true', 'not products_purchased(id: 1) = TRUE', 'NOT NOT products_purchased NOT MATCHES (id = 1)'],
  ['products_purchased MATCHES (id IN (2, 10))', 'products_purchased(id: (10, 2)) = true', 'products_purchased MATCHES (id IN (10, 2, 10))'],
  ['products_purchased MATCHES (id NOT IN (1, 2))', 'products_purchased MATCHES (id not in (2,1))', 'products_purchased MATCHES (id != (1, 2))'],
  ['orders_placed MATCHES ()', 'orders_placed() = true', 'orders_placed IS NOT NULL'],
  ['orders_placed NOT MATCHES ()', 'orders_placed() = false', 'orders_placed IS NULL'],
  ['orders_placed MATCHES (date >= -30d)', 'orders_placed(since: -30d) = true', 'orders_placed(date: >= -30d) = true', 'orders_placed MATCHES (date >= 30_days_ago)', 'orders_placed MATCHES (since = -30d)'],
  ['orders_placed MATCHES (date <= 2025-01-31)', 'orders_placed(until: 2025-01-31) = true'],
  ['orders_placed MATCHES (date BETWEEN -1y AND today)', 'orders_placed(since: -1y, until: today) = true', 'orders_placed(until: today, since: -1y) = true', 'orders_placed(date: BETWEEN -1y AND today) = true'],
  ['orders_placed MATCHES (count >= 2, sum_amount <= 50)', 'orders_placed(count_at_least: 2, sum_amount_at_most: 50.00) = true', 'orders_placed MATCHES (sum_amount <= 050, count >= 2.0)'],
  ['orders_placed MATCHES (amount BETWEEN 1 AND 5)', 'orders_placed(amount_between: (1, 5)) = true'],
  ['last_order_date IS NULL', 'NOT last_order_date IS NOT NULL', 'last_order_date = null', 'last_order_date is null'],
  ['last_order_date BETWEEN -7d AND yesterday', 'last_order_date BETWEEN 7_days_ago AND -1d', "last_order_date between '-7D' and 'yesterday'", 'last_order_date BETWEEN −7d AND yesterday'],
  ['last_order_date < -12m', 'last_order_date < 12_months_ago'],
  ['last_order_date > -36h', 'last_order_date > -2160min'],
  ['number_of_orders != 2', 'NOT number_of_orders = 2', 'number_of_orders != 2.0'],
  ["customer_tags NOT CONTAINS 'vip'", "NOT customer_tags CONTAINS 'vip'", "customer_tags not contains 'VIP'", "customer_tags NOT CONTAINS “vip”", 'customer_tags NOT CONTAINS "vip"', 'customer_tags NOT CONTAINS ‘vip’'],
  ["product_subscription_status = 'SUBSCRIBED'", "product_subscription_status = 'ACTIVE'"],
  ["product_subscription_status != 'CANCELED'", "product_subscription_status != 'CANCELLED'"],
  ["rfm_group IN ('NEW', 'LOYAL')", "rfm_group = 'NEW' OR rfm_group = 'LOYAL'"],
  ['number_of_orders = 1 AND amount_spent > 2 OR amount_spent > 3', '(number_of_orders = 1 AND (amount_spent > 2)) OR ((amount_spent > 3))', 'number_of_orders = 1 and amount_spent > 2 or amount_spent > 3'],
  ['number_of_orders = 1 AND (amount_spent > 2 OR amount_spent > 3)', 'WHERE number_of_orders = 1 -- new\n AND (amount_spent > 2 /* or */ OR amount_spent > 3);', 'FROM customers\nSHOW customer_name\nWHERE number_of_orders = 1 AND (amount_spent > 2 OR amount_spent > 3)\nORDER BY updated_at'],
  ["products_purchased MATCHES (tag = 'A') THEN NOT orders_placed MATCHES () WITHIN 30d", "(products_purchased(tag: 'a') = true) then not orders_placed() = true within 30D"],
  ['orders_placed MATCHES () THEN refunds_received MATCHES (amount > 50) WITHIN 36h', 'orders_placed() = true THEN refunds_received MATCHES (amount > 50.00) WITHIN 2160min'],
  ["age ('metafields.facts.birth_date') BETWEEN 18 AND 30", "age(date: 'metafields.facts.birth_date') BETWEEN 18 AND 30", "age matches ('customer.metafields.facts.birth_date') between 18 and 30.0"],
  ["anniversary ('metafields.facts.birth_date') BETWEEN today AND +7d", "anniversary(date: 'metafields.facts.birth_date') BETWEEN today AND +7D"],
  ["in_segment('VIP')", "in_segment MATCHES ('vip')", "in_segment('VIP') = true", "NOT in_segment('vip') = false"],
  ["entered_segment('VIP', date >= -7d)", "entered_segment MATCHES ('vip', date >= -7d)", "NOT entered_segment('vip', since: -7d) = false"],
  ['metafields.loyalty.balance >= 1000', 'customer.metafields.loyalty.balance >= 1000.0'],
  ["orders_placed MATCHES (discount_code IN ('A', 'B'), discounted = true, month IN (11, 12))", "orders_placed(discount_code: ('b', 'a'), month: (12, 11), discounted: TRUE) = true"],
  ['customer_within_distance MATCHES (coordinates = (40.7128, -74.006), distance_mi = 6.2)', 'customer_within_distance(coordinates: (40.7128, -74.0060), distance_mi: 6.2) = true'],
  ['NOT (number_of_orders = 1 OR amount_spent > 2)', 'NOT NOT NOT (number_of_orders = 1 OR amount_spent > 2)'],
])('%s', (canonical, ...others) => {
  expect(canonicalOf(canonical)).toBe(canonical)
  for (const other of others) expect(fingerprintOf(other), other).toBe(fingerprintOf(canonical))
})

test('canonical text keeps the order and the spelling of values, and drops what is not needed', () => {
  expect(canonicalOf("((customer_tags contains 'VIP')) and (not products_purchased(tag: 'Red hats', since: 12_months_ago) = true)")).toBe(
    "customer_tags CONTAINS 'VIP' AND products_purchased NOT MATCHES (tag = 'Red hats', date >= -12m)",
  )
})

test('quotes and backslashes inside a text survive', () => {
  for (const tag of ["it's", 'back\\slash', 'ends\\', '\\\\', "\\'", '“quoted”', 'O’Brien', "'"]) {
    const quoted = canonicalOf(`customer_tags CONTAINS '${tag.replace(/[\\']/g, '\\$&')}'`)
    expect(canonicalOf(quoted)).toBe(quoted)
    expect(fingerprintOf(quoted)).toBe(`tags~${JSON.stringify(tag.toLowerCase())}`)
  }
  expect(fingerprintOf('customer_tags CONTAINS ‘O’Brien’')).toBe('tags~"o’brien"')
  expect(fingerprintOf("customer_tags CONTAINS 'a\\b'")).toBe('tags~"a\\\\b"')
})
