// Mistakes merchants make: each is found at its place, several at once, and the offered replacement mends the rule.
import { describe, expect, test } from 'vitest'
import { understand } from '#app/core/segment.ts'
import { complaints, fingerprintOf, repaired } from './rules.ts'

describe('one rule, its problems', () => {
  test.each<[rule: string, problems: string[]]>([
    ['', ['error blank 1:0']],
    [' \n -- nothing\n', ['error blank 1:0']],
    ['WHERE', ['error blank 1:0']],
    ['FROM customers SHOW customer_name', ['error without-where 1:0']],
    ['number_of_orders', ['error name-alone 1:0']],
    ['number_of_orders >', ['error missing-value 1:17']],
    ['number_of_orders > AND amount_spent > 3', ['error missing-value 1:17']],
    ['number_of_orders > 3 amount_spent > 3', ['error missing-joint 1:21']],
    ['number_of_orders > 3 AND', ['error dangling 1:21']],
    ['number_of_orders > 3 AND AND amount_spent > 3', ['error unexpected 1:25']],
    ['AND number_of_orders > 3', ['error unexpected 1:0']],
    ['(number_of_orders > 3', ['error unclosed-parenthesis 1:0']],
    ['number_of_orders > 3)', ['error unexpected 1:20']],
    ['() AND number_of_orders > 3', ['error empty-group 1:0']],
    ['NOT', ['error dangling 1:0']],
    ["customer_tags CONTAINS 'vip", ['error unclosed-quote 1:23']],
    ['number_of_orders > 3 /* why', ['error unclosed-comment 1:21']],
    ['number_of_orders > 1,000', ['error unexpected 1:20']],
    ['amount_spent > $500', ['error unexpected 1:15']],
    ['number_of_orders BETWEEN 1', ['error between-needs-and 1:17']],
    ['number_of_orders IS 3', ['error unexpected 1:20']],
    ['number_of_orders > 2.5', ['error not-whole 1:19']],
    ['last_order_date >= 2020-02-30', ['error impossible-date 1:19']],
    ['last_order_date >= 2020-01-01T24:00:00', ['error impossible-date 1:19']],
    ['last_order_date > -9999999d', ['error far-date 1:18']],
    ['customer_tags MATCHES ()', ['error takes-no-parameters 1:22']],
    ['orders_placed > 3', ['error needs-matches 1:0']],
    ['orders_placed MATCHES date > -30d', ['error unexpected 1:22']],
    ['orders_placed MATCHES (-30d)', ['error unnamed-parameter 1:23']],
    ["customer_tags CONTAINS 'a' OR 'b'", ['error unexpected 1:30']],
    ['orders_placed(count: 3) = 3', ['error true-or-false 1:24']],
    ['orders_placed MATCHES (count > 1 OR count = 0)', ['error joint-in-parameters 1:33']],
    ['orders_placed MATCHES (count IN (1, 2))', ['error one-value 1:29']],
    ['orders_placed MATCHES (count > 1, count < 9, count != 3)', ['error repeated-parameter 1:34', 'error repeated-parameter 1:45']],
    ['products_purchased MATCHES (id = 18446744073709551616)', ['error id-out-of-range 1:33']],
    ["rfm_group > 'NEW'", ["error unsupported-operator 1:10"]],
    ["rfm_group = 'SPENDY_FOLK'", ['error unknown-value 1:12']],
    ["products_purchased MATCHES (category = 'Shoes')", ['error not-yet-evaluated 1:28']],
    ['last_order_date BETWEEN -30d AND -90d', ['warning never-matches 1:24']],
    ['last_order_date BETWEEN -30d AND -1m', []],
    ['last_order_date BETWEEN -27d AND -1m', ['warning never-matches 1:24']],
    ['last_order_date BETWEEN 2026-01-02 AND 2026-01-01', ['warning never-matches 1:24']],
    ['amount_spent BETWEEN 100.1 AND 100.09', ['warning never-matches 1:21']],
    ['amount_spent NOT BETWEEN 2 AND 1', ['warning not-native 1:13', 'warning always-matches 1:25']],
    ['last_order_date > -36h', ['warning not-native 1:18']],
    ['last_order_date < tomorrow', ['warning not-native 1:18']],
    ['orders_placed(until: -90d) = true', ['warning only-until 1:14']],
    ["customer_tags CONTAINS ' vip'", ['warning never-matches 1:23']],
    ["customer_email_domain = 'Example.com'", ['warning unlikely-domain 1:24']],
    ['number_of_orders = 1\nAND bad = 2\r\nAND worse = 3', ['error unknown-filter 2:4', 'error unknown-filter 3:4']],
    ['x = 1 AND ((number_of_orders >> "a") OR customer_tags = 5', ['error unknown-filter 1:0', 'error unclosed-parenthesis 1:10', 'error not-an-operator 1:29', 'warning foreign-quotes 1:32', 'error wrong-type 1:32', 'error unsupported-operator 1:54']],
  ])('%s', (rule, problems) => {
    expect(complaints(rule)).toEqual(problems)
  })
})

describe('the replacement mends it', () => {
  test.each([
    ['nunber_of_orders = 3', 'number_of_orders = 3'],
    ['Number_Of_Orders = 3', 'number_of_orders = 3'],
    ['total_spent > 100', 'amount_spent > 100'],
    ["tags CONTAINS 'vip'", "customer_tags CONTAINS 'vip'"],
    ["customer_tags = 'vip'", "customer_tags CONTAINS 'vip'"],
    ["customer_tags != 'vip'", "customer_tags NOT CONTAINS 'vip'"],
    ['customer_tags CONTAINS New York AND number_of_orders = 1', "customer_tags CONTAINS 'New York' AND number_of_orders = 1"],
    ["customer_countries CONTAINS 'uk'", "customer_countries CONTAINS 'GB'"],
    ["customer_countries CONTAINS 'ca'", "customer_countries CONTAINS 'CA'"],
    ["customer_cities CONTAINS 'US-NY-New York City'", "customer_cities CONTAINS 'US-NY-NewYorkCity'"],
    ["rfm_group = 'at risk'", "rfm_group = 'AT_RISK'"],
    ['rfm_group = AT_RISK', "rfm_group = 'AT_RISK'"],
    ["email_subscription_status = 'subscribed'", "email_subscription_status = 'SUBSCRIBED'"],
    ["number_of_orders > '3'", 'number_of_orders > 3'],
    ["number_of_orders > 0'", 'number_of_orders > 0'],
    ['number_of_orders => 3', 'number_of_orders >= 3'],
    ['number_of_orders ≥ 3 && amount_spent <> 5', 'number_of_orders >= 3 AND amount_spent != 5'],
    ['number_of_orders IS NULL', 'number_of_orders = 0'],
    ['number_of_orders != NULL', 'number_of_orders > 0'],
    ['last_order_date = NULL', 'last_order_date IS NULL'],
    ['last_order_date >= 30d', 'last_order_date >= -30d'],
    ["last_order_date >= '2025-01-01'", 'last_order_date >= 2025-01-01'],
    ['last_order_date >= 2025-01-01T10:00:00Z', 'last_order_date >= 2025-01-01T10:00:00'],
    ['last_order_date >= 7_days_ago', 'last_order_date >= -7d'],
    ['last_order_date BETWEEN -30d AND -90d', 'last_order_date BETWEEN -90d AND -30d'],
    ['products_purchased(id: (1, 2) = false', 'products_purchased(id: (1, 2)) = false'],
    ['products_purchased(id: 1)', 'products_purchased(id: 1) = true'],
    ['products_purchased(date: -45d) = true', 'products_purchased(since: -45d) = true'],
    ['products_purchased() MATCHES (id = 1)', 'products_purchased MATCHES (id = 1)'],
    ['products_purchased MATCHES (id = 1) = true', 'products_purchased MATCHES (id = 1) '],
    ['products_purchased MATCHES (id = 1 AND date > -3d)', 'products_purchased MATCHES (id = 1 , date > -3d)'],
    ["products_purchased MATCHES (id = 'gid://shopify/Product/77')", 'products_purchased MATCHES (id = 77)'],
    ['customer_tags CONTAINS “it\'s”', "customer_tags CONTAINS 'it\\'s'"],
  ])('%s', (wrong, right) => {
    expect(repaired(wrong)).toBe(right)
    expect(understand(right)).toMatchObject({ ok: true, problems: [] })
  })
})

test('a filter we know and cannot evaluate yet is named, and never false silently', () => {
  const rules = [
    'abandoned_checkout_date IS NULL', 'companies CONTAINS 12', 'created_by_app_id = 5', "metafields.loyalty.tier = 'gold'", 'customer.metafields.a.b > 2026-01-01',
    'metafields.$app:vip.since >= -1y', "storefront.product_viewed MATCHES (tag = 'x')", 'storefront_event.collection_viewed MATCHES ()', "store_credit_accounts MATCHES (currency = 'EUR', balance > 5)",
    'customer_within_distance MATCHES (coordinates = (40.7, -74), distance_km = 5)', "anniversary MATCHES ('metafields.facts.birth_date') BETWEEN today AND +30d", 'shopify_email.clicked NOT MATCHES ()',
  ]
  for (const rule of rules) expect(understand(rule).problems.filter(({ severity }) => severity === 'error').map(({ code }) => code), rule).toEqual(['not-yet-evaluated'])
})

test('a tag nobody carries is compared with those that are carried', () => {
  const knownTags = ['VIP', 'Wholesale', 'Größe L']
  const warnings = (rule: string): (string | undefined)[] => understand(rule, { knownTags }).problems.map(({ replacement }) => replacement)
  expect(warnings("customer_tags CONTAINS 'wholsale'")).toEqual(["'Wholesale'"])
  expect(warnings("customer_tags CONTAINS 'vip' OR customer_tags CONTAINS 'GRÖSSE'")).toEqual([])
})

test('decimals finer than the currency are pointed out and kept', () => {
  expect(understand('amount_spent > 999.99', { currency: 'JPY' })).toMatchObject({ ok: true, problems: [{ code: 'finer-than-currency' }] })
  expect(understand('amount_spent > 999.99', { currency: 'EUR' }).problems).toEqual([])
})

test('lengths: beyond what Shopify takes a warning, beyond what anybody writes a problem', () => {
  const clause = 'amount_spent > 1 OR '
  const long = clause.repeat(300) + 'amount_spent > 2'
  expect(understand(long).ok).toBe(true)
  expect(complaints(long)).toEqual(['warning many-clauses 1:200', 'warning long-for-shopify 1:5000'])
  expect(complaints(clause.repeat(2501))).toEqual(['error too-long 1:50000'])
  expect(complaints('('.repeat(40_000))).toContain('error too-deep 1:201')
  expect(complaints('NOT '.repeat(10_000))).toContain('error too-deep 1:804')
})

test('names of JavaScript are not names of ours', () => {
  expect(() => fingerprintOf('constructor = 1')).toThrow("'constructor' filter cannot be found.")
  expect(understand("product_subscription_status = '__proto__'").ok).toBe(false)
})
