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
    ['number_of_orders IN (1 2) AND x = 1', ['error unexpected 1:23', 'error unknown-filter 1:30']],
    ['products_purchased MATCHES (id IN (1, 2 AND date > -3d)', ['error unclosed-parenthesis 1:34']],
    ["products_purchased MATCHES (tag LIKE 'x%')", ['error unexpected 1:32']],
    ['orders_placed = (count > 3)', ['error unexpected 1:23']],
    ['number_of_orders > 3)', ['error unexpected 1:20']],
    ['() AND number_of_orders > 3', ['error empty-group 1:0']],
    ['NOT', ['error dangling 1:0']],
    ["customer_tags CONTAINS 'vip", ['error unclosed-quote 1:23']],
    ['number_of_orders > 3 /* why', ['error unclosed-comment 1:21']],
    ['number_of_orders > 1,000', ['error grouped-number 1:19']],
    ['amount_spent > $500', ['error unexpected 1:15']],
    ['number_of_orders BETWEEN 1', ['error between-needs-and 1:17']],
    ['number_of_orders IS 3', ['error unexpected 1:20']],
    ['number_of_orders > 2.5', ['error not-whole 1:19']],
    ['last_order_date >= 2020-02-30', ['error impossible-date 1:19']],
    ['last_order_date > 01/02/2025', ['error wrong-type 1:18']],
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
    ["products_purchased MATCHES (category = 'Shoes', vendor = 'A', date > -36h)", ['error not-for-shopify 1:48', 'error not-for-shopify 1:62']],
    ['shopify_email.opened MATCHES (date NOT BETWEEN -3d AND today)', ['error not-for-shopify 1:30']],
    ['customer_within_distance MATCHES ()', ['error place-needs-both 1:33']],
    ['customer_within_distance IS NULL', ['error place-needs-both 1:0']],
    ['customer_within_distance MATCHES (distance_km = 5)', ['error place-needs-both 1:33']],
    ['customer_within_distance(coordinates: (1, 2), distance_km: 1, distance_mi: 2) = true', ['error one-distance 1:62']],
    ['customer_within_distance MATCHES (coordinates = (91, 2), distance_km = 1)', ['error wrong-type 1:48']],
    ['has_note', ['error name-alone 1:0']],
    ['amount_spent > 500 EUR', ['error unexpected 1:19']],
    ['number_of_orders > 3 nonsense AND amount_spent > 3', ['error unexpected 1:21']],
    ["customer_tags CONTAINS ('a', 'b')", ['error contains-one 1:23']],
    ["customer_tags NOT IN ('a', 'b')", ['error contains-one 1:14']],
    ["discount_code = 'A'", ['error unknown-filter 1:0']],
    ['orders_placed THEN orders_placed MATCHES () WITHIN 1d', ['error name-alone 1:0']],
    ['has_note > true', ['error unsupported-operator 1:9']],
    ['has_note IS NULL', ['error unsupported-operator 1:9']],
    ['refund_share > 130', ['error not-share 1:15']],
    ['refund_share > -0.1', ['error not-share 1:15']],
    ['orders_placed MATCHES (month = 13, weekday >= 0, hour < 24, nth = 0)', ['error out-of-range 1:31', 'error out-of-range 1:46', 'error out-of-range 1:56', 'error out-of-range 1:66']],
    ["orders_placed MATCHES (month = 'Nevermber')", ['error wrong-type 1:31']],
    ["in_segment('a', 'b')", ['error segment-form 1:16']],
    ['in_segment()', ['error segment-form 1:0']],
    ["in_segment('a', date > -3d)", ['error segment-form 1:16']],
    ['entered_segment()', ['error segment-form 1:0']],
    ['left_segment(date > -3d)', ['error segment-form 1:0']],
    ["entered_segment('a', 'b')", ['error segment-form 1:21']],
    ["entered_segment('a', date > -3d, date < -1d)", ['error repeated-parameter 1:33']],
    ["entered_segment('a', count > 3)", ['error unknown-parameter 1:21']],
    ["left_segment('a', date > 3)", ['error wrong-type 1:25']],
    ["left_segment('a', date: -3d)", ['warning ambiguous-date 1:18']],
    ["left_segment('a') > -3d", ['error true-or-false 1:18']],
    ["enterd_segment('a')", ['error unknown-filter 1:0']],
    ["in_segment('')", ['error unknown-segment 1:11']],
    ["in_segment('a') > 3", ['error true-or-false 1:16']],
    ['age >= 18', ['error age-form 1:0']],
    ["age ('metafields.facts.birth_date') >= -1", ['error out-of-range 1:39']],
    ["age ('metafields.facts.birth_date') IS NULL", ['error unsupported-operator 1:36']],
    ["anniversary NOT MATCHES ('metafields.facts.birth_date') = today", ['error anniversary-form 1:24']],
    ["anniversary ('number_of_orders') = today", ['error not-a-metafield 1:13']],
    ['orders_placed MATCHES () THEN orders_placed MATCHES ()', ['error missing-within 1:54']],
    ['orders_placed MATCHES () THEN NOT WITHIN 30d', ['error unexpected 1:34']],
    ['orders_placed MATCHES () THEN', ['error ends-early 1:29']],
    ['orders_placed MATCHES () WITHIN 30d', ['error unexpected 1:25']],
    ['orders_placed MATCHES () THEN orders_placed MATCHES () WITHIN soon', ['error wrong-type 1:62']],
    ['orders_placed MATCHES () THEN orders_placed MATCHES () WITHIN 1d THEN orders_placed MATCHES () WITHIN 1d', ['error unexpected 1:65']],
    ['orders_placed MATCHES (count > 1) THEN orders_placed NOT MATCHES () WITHIN 1d', ['error aggregate-in-step 1:23', 'error negated-step 1:39']],
    ["products_purchased(category: 'x') = true THEN orders_placed(sum_amount_at_least: 5) = true WITHIN 1d", ['error delegated-step 1:19', 'error aggregate-in-step 1:60']],
    ["shopify_email.opened MATCHES () THEN customer_tags CONTAINS 'x' WITHIN 1d", ['error not-a-step 1:0', 'error not-a-step 1:37']],
    ['(orders_placed MATCHES () OR x = 1) THEN orders_placed MATCHES () WITHIN 1d', ['error steps-alone 1:36']],
    ['last_order_date BETWEEN -30d AND -90d', ['warning never-matches 1:24']],
    ['last_order_date BETWEEN -30d AND -1m', []],
    ['last_order_date BETWEEN -27d AND -1m', ['warning never-matches 1:24']],
    ['last_order_date BETWEEN 2026-01-02 AND 2026-01-01', ['warning never-matches 1:24']],
    ['amount_spent BETWEEN 100.1 AND 100.09', ['warning never-matches 1:21']],
    ['amount_spent NOT BETWEEN 2 AND 1', ['warning always-matches 1:25']],
    ['orders_placed MATCHES (month IN ())', ['warning never-matches 1:29']],
    ['number_of_orders NOT IN ()', ['warning always-matches 1:17']],
    ["anniversary ('metafields.facts.birth_date') BETWEEN 2000-12-25 AND 2000-01-05", []],
    ["anniversary ('metafields.facts.birth_date') BETWEEN 2000-12-25T10:00:00 AND +7d", []],
    ["anniversary ('metafields.facts.birth_date') NOT BETWEEN 2000-12-25 AND 2000-01-05", []],
    ["anniversary ('metafields.facts.birth_date') BETWEEN +7d AND today", ['warning never-matches 1:52']],
    ["anniversary ('metafields.facts.birth_date') >= today", ['warning open-anniversary 1:44']],
    ["metafields.facts.seen BETWEEN 2000-12-25 AND 2000-01-05", ['warning never-matches 1:30']],
    ['metafields.quiz.seen CONTAINS -7d', ['error not-an-element 1:30']],
    ['metafields.quiz.seen NOT CONTAINS today', ['error not-an-element 1:34']],
    ['metafields.quiz.seen CONTAINS 2026-01-31', []],
    ['orders_placed(until: -90d) = true', ['warning only-until 1:14']],
    ["customer_tags CONTAINS ' vip'", ['warning never-matches 1:23']],
    ["customer_email_domain = 'Example.com'", ['warning unlikely-domain 1:24']],
    ['number_of_orders = 1\nAND bad = 2\r\nAND worse = 3', ['error unknown-filter 2:4', 'error unknown-filter 3:4']],
    ['x = 1 AND ((number_of_orders >> "a") OR customer_tags = 5', ['error unknown-filter 1:0', 'error unclosed-parenthesis 1:10', 'error not-an-operator 1:29', 'error wrong-type 1:32', 'warning foreign-quotes 1:32', 'error unsupported-operator 1:54']],
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
    ["customer_tags NOT_CONTAINS 'vip'", "customer_tags NOT CONTAINS 'vip'"],
    ['customers.number_of_orders > 3', 'number_of_orders > 3'],
    ['customer.total_spent > 3', 'amount_spent > 3'],
    ['metafields.quiz.seen CONTAINS -7d', "metafields.quiz.seen CONTAINS '-7d'"],
    ['orders_placed MATCHES (month BETWEEN 11 AND 1)', 'orders_placed MATCHES (month IN (11, 12, 1))'],
    ['orders_placed MATCHES (hour NOT BETWEEN 23 AND 2)', 'orders_placed MATCHES (hour NOT IN (23, 0, 1, 2))'],
    ['orders_placed MATCHES (nth BETWEEN 3 AND 2)', 'orders_placed MATCHES (nth BETWEEN 2 AND 3)'],
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
    ['last_order_date >= 2025-1-5', 'last_order_date >= 2025-01-05'],
    ['last_order_date >= 2025/12/31', 'last_order_date >= 2025-12-31'],
    ['last_order_date >= 2025-01-01T10:00', 'last_order_date >= 2025-01-01T10:00:00'],
    ['last_order_date >= 7 days ago AND first_order_date < -2 Weeks', 'last_order_date >= -7d AND first_order_date < -2w'],
    ['last_order_date BETWEEN -90days AND +1 month', 'last_order_date BETWEEN -90d AND +1m'],
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
    ['refund_share >= 30%', 'refund_share >= 0.3'],
    ['refund_share >= 30', 'refund_share >= 0.3'],
    ["refund_share >= '12.5'", 'refund_share >= 0.125'],
    ["has_note = 'yes' OR has_phone = 0", 'has_note = true OR has_phone = false'],
    ['orders_placed MATCHES (discounted)', 'orders_placed MATCHES (discounted = true)'],
    ["orders_placed MATCHES (month = 'November')", 'orders_placed MATCHES (month = 11)'],
    ["orders_placed MATCHES (month IN (nov, 'Dec.'), weekday = Sunday)", 'orders_placed MATCHES (month IN (11, 12), weekday = 7)'],
    ["orders_placed MATCHES (order_tag CONTAINS 'gift', discount_code NOT CONTAINS 'A')", "orders_placed MATCHES (order_tag = 'gift', discount_code != 'A')"],
    ['orders_placed >= 3', 'orders_placed MATCHES (count >= 3)'],
    ['orders_placed = true', 'orders_placed MATCHES ()'],
    ['customer_within_distance MATCHES (lng = 2, lat = 1, radius = 5, units = miles)', 'customer_within_distance MATCHES (coordinates = (1, 2), distance_mi = 5)'],
    ['customer_within_distance MATCHES (coordinates = (1, 2), distance_km != 5)', 'customer_within_distance MATCHES (coordinates = (1, 2), distance_km > 5)'],
    ["customer_address MATCHES (zip = '10')", "customer_address MATCHES (postcode_prefix = '10')"],
    ['customer_address MATCHES (postcode_prefix = 10)', "customer_address MATCHES (postcode_prefix = '10')"],
    ['orders_placed MATCHES () THEN orders_placed MATCHES () WITHIN 30 days', 'orders_placed MATCHES () THEN orders_placed MATCHES () WITHIN 30d'],
    ['orders_placed MATCHES () THEN orders_placed MATCHES () WITHIN -2weeks', 'orders_placed MATCHES () THEN orders_placed MATCHES () WITHIN 2w'],
    ["in_segment = 'VIP'", "in_segment('VIP')"],
    ["left_segment = 'VIP'", "left_segment('VIP')"],
    ["enterd_segment('VIP')", "entered_segment('VIP')"],
    ["entered_segment('VIP', dte > -3d)", "entered_segment('VIP', date > -3d)"],
    ['in_segment(VIP)', "in_segment('VIP')"],
    ["age ('facts.birth_date') >= 18", "age ('metafields.facts.birth_date') >= 18"],
    ['anniversary (metafields.facts.birth_date) = today', "anniversary ('metafields.facts.birth_date') = today"],
    ['loyalty.balance > 5', 'metafields.loyalty.balance > 5'],
    ["metafields.loyalty.balance > '5'", 'metafields.loyalty.balance > 5'],
    ['customer_tags CONTAINS “it\'s”', "customer_tags CONTAINS 'it\\'s'"],
  ])('%s', (wrong, right) => {
    expect(repaired(wrong)).toBe(right)
    expect(understand(right)).toMatchObject({ ok: true, problems: [] })
  })
})

test('the way out is said in words where no replacement can say it', () => {
  const message = (rule: string): string | undefined => understand(rule).problems[0]?.message
  expect(message("customer_tags NOT CONTAINS ('a', 'b')")).toBe("CONTAINS takes one value. Write customer_tags NOT CONTAINS 'a' AND customer_tags NOT CONTAINS 'b'.")
  expect(message("customer_tags NOT CONTAINS 'a,b'")).toBe('Nothing can equal this: a tag contains no comma. Write one condition for each tag.')
  expect(message("financial_status = 'paid'")).toBe("'financial_status' filter cannot be found. It belongs in a question about events: orders_placed MATCHES (payment_status …).")
  expect(message("product_tag = 'a'")).toContain('products_purchased MATCHES (tag …)')
  expect(message("products_purchased MATCHES (tag = 'a', tag = 'b')")).toContain('`tag` is used twice')
  expect(message("products_purchased MATCHES (id = 1, id = 2)")).toContain('Write id IN (1, 2) for either of them')
})

test('a segment is looked for among those of the shop, once they are known', () => {
  const knownSegments = ['VIP', 'Big spenders']
  expect(understand("in_segment('vip') OR in_segment('  Big  spenders ')", { knownSegments })).toMatchObject({ ok: true, problems: [] })
  expect(understand("in_segment('VIP  club')", { knownSegments: ['VIP  club'] })).toMatchObject({ ok: true, problems: [] })
  expect(understand("in_segment('Big spender')", { knownSegments })).toMatchObject({ ok: false, problems: [{ code: 'unknown-segment', start: 11, replacement: "'Big spenders'" }] })
  expect(understand("in_segment('Nobody')").ok).toBe(true)
})

test('a tag nobody carries is compared with those that are carried', () => {
  const knownTags = ['VIP', 'Wholesale', 'Größe L']
  const warnings = (rule: string): (string | undefined)[] => understand(rule, { knownTags }).problems.map(({ replacement }) => replacement)
  expect(warnings("customer_tags CONTAINS 'wholsale'")).toEqual(["'Wholesale'"])
  expect(warnings("customer_tags CONTAINS 'vip' OR customer_tags CONTAINS 'GRÖSSE'")).toEqual([])
  expect(warnings("products_purchased MATCHES (tag = 'wholsale', order_tag = 'vipp')")).toEqual([])
})

test('decimals finer than the currency are pointed out and kept', () => {
  expect(understand('amount_spent > 999.99', { currency: 'JPY' })).toMatchObject({ ok: true, problems: [{ code: 'finer-than-currency' }] })
  expect(understand('amount_spent > 999.99', { currency: 'EUR' }).problems).toEqual([])
})

test('lengths: beyond what Shopify takes a warning, beyond what anybody writes a problem', () => {
  const long = Array.from({ length: 300 }, (_, at) => `amount_spent = ${100 + at}`).join(' OR ')
  expect(understand(long)).toMatchObject({ ok: true, native: false })
  expect(complaints(long)).toEqual(['warning many-clauses 1:220', 'warning long-for-shopify 1:5000'])
  expect(complaints('amount_spent > 1 OR '.repeat(2501))).toEqual(['error too-long 1:50000'])
  expect(complaints('('.repeat(40_000))).toContain('error too-deep 1:201')
  expect(complaints('NOT '.repeat(10_000))).toContain('error too-deep 1:804')
})

test('of many problems the first are told, an error among them where there is one', () => {
  const rule = `${"last_order_date > '2025-01-01' OR ".repeat(150)}nothing = 1`
  const { problems } = understand(rule)
  expect(problems).toHaveLength(100)
  expect(problems.at(-1)).toMatchObject({ code: 'unknown-filter', start: rule.lastIndexOf('nothing') })
})

test('names of JavaScript are not names of ours', () => {
  expect(() => fingerprintOf('constructor = 1')).toThrow("'constructor' filter cannot be found.")
  expect(understand("product_subscription_status = '__proto__'").ok).toBe(false)
})
