// What can be pasted back into Shopify, in which words, and what stands in the way.
import { expect, test } from 'vitest'
import { isNative, printNative } from '#app/core/language/print-native.ts'
import { understand } from '#app/core/segment.ts'
import { print } from '#app/core/language/print.ts'
import { meaningOfRule } from './meanings.ts'

const written = (rule: string, dialect: 'current' | 'legacy'): string => {
  const native = printNative(meaningOfRule(rule), dialect)
  return native.ok ? native.text : `! ${native.obstacles.map(({ clause, why }) => `${clause ?? 'the rule'}: ${why}`).join(' ! ')}`
}

/** `null`: the legacy dialect cannot say it. */
test.each<[rule: string, legacy: string | null, current?: string]>([
  ['orders_placed MATCHES ()', 'orders_placed() = true'],
  ['orders_placed NOT MATCHES ()', 'orders_placed() = false'],
  ['NOT products_purchased MATCHES (id = 1)', 'products_purchased(id: 1) = false', 'products_purchased NOT MATCHES (id = 1)'],
  ['products_purchased MATCHES (id IN (2, 10))', 'products_purchased(id: (2, 10)) = true'],
  ["products_purchased MATCHES (tag = 'Red hats')", "products_purchased(tag: 'Red hats') = true"],
  ['orders_placed MATCHES (date >= -30d)', 'orders_placed(since: -30d) = true'],
  ['orders_placed MATCHES (date <= 2025-01-31)', 'orders_placed(until: 2025-01-31) = true'],
  ['orders_placed MATCHES (date BETWEEN -1y AND today)', 'orders_placed(since: -1y, until: today) = true'],
  ['orders_placed MATCHES (date = today)', 'orders_placed(date: today) = true'],
  ['shopify_email.opened MATCHES (count >= 5)', 'shopify_email.opened(count_at_least: 5) = true'],
  ['orders_placed MATCHES (date >= -365d, sum_amount >= 1000)', 'orders_placed(since: -365d, sum_amount_at_least: 1000) = true'],
  ['customer_within_distance MATCHES (coordinates = (40.7128, -74.006), distance_mi = 6.2)', 'customer_within_distance(coordinates: (40.7128, -74.006), distance_mi: 6.2) = true'],
  ["anniversary ('metafields.facts.birth_date') BETWEEN today AND +30d", "anniversary(date: 'metafields.facts.birth_date') BETWEEN today AND +30d"],
  ['storefront.product_viewed MATCHES (date > -7d)', null],
  ['orders_placed MATCHES (amount > 5)', null],
  ['orders_placed MATCHES (count <= 5)', null],
  ['products_purchased MATCHES (id NOT IN (1, 2))', null],
  ['last_order_date < 12_months_ago', 'last_order_date < -12m', 'last_order_date < -12m'],
  ['last_order_date = NULL -- never', 'last_order_date IS NULL', 'last_order_date IS NULL'],
  ['last_order_date < tomorrow', 'last_order_date < +1d', 'last_order_date < +1d'],
  ["rfm_group IN ('NEW', 'LOYAL') AND number_of_orders > 1", "(rfm_group = 'NEW' OR rfm_group = 'LOYAL') AND number_of_orders > 1", "(rfm_group = 'NEW' OR rfm_group = 'LOYAL') AND number_of_orders > 1"],
  ["rfm_group NOT IN ('NEW', 'LOYAL')", "rfm_group != 'NEW' AND rfm_group != 'LOYAL'", "rfm_group != 'NEW' AND rfm_group != 'LOYAL'"],
  ['number_of_orders NOT BETWEEN 2 AND 5', 'number_of_orders < 2 OR number_of_orders > 5', 'number_of_orders < 2 OR number_of_orders > 5'],
  ['NOT last_order_date > -7d', 'last_order_date <= -7d OR last_order_date IS NULL', 'last_order_date <= -7d OR last_order_date IS NULL'],
  ["NOT (number_of_orders > 3 OR customer_tags CONTAINS 'VIP')", "number_of_orders <= 3 AND customer_tags NOT CONTAINS 'VIP'", "number_of_orders <= 3 AND customer_tags NOT CONTAINS 'VIP'"],
  ['metafields.loyalty.balance >= 1000', 'metafields.loyalty.balance >= 1000'],
  ['metafields.loyalty.balance < 1000', 'metafields.loyalty.balance < 1000'],
  ['metafields.club.since <= 2024-03-01', 'metafields.club.since <= 2024-03-01'],
  ['metafields.club.since BETWEEN -1m AND today', 'metafields.club.since BETWEEN -1m AND today'],
  ...([
    ['metafields.club.since < 2024-03-01', 'metafields.club.since <= 2024-02-29'],
    ['metafields.club.since > 2023-12-31', 'metafields.club.since >= 2024-01-01'],
    ['metafields.club.since < today', 'metafields.club.since <= yesterday'],
    ['metafields.club.since > -1w', 'metafields.club.since >= -6d'],
    ['NOT metafields.club.since >= -2d', 'metafields.club.since <= -3d OR metafields.club.since IS NULL'],
    ['metafields.club.since != yesterday', 'metafields.club.since <= -2d OR metafields.club.since >= today OR metafields.club.since IS NULL'],
    ['metafields.club.since NOT BETWEEN 2024-01-01 AND 2024-01-31', 'metafields.club.since <= 2023-12-31 OR metafields.club.since >= 2024-02-01 OR metafields.club.since IS NULL'],
    ['metafields.club.since NOT IN (today, -9d)', '(metafields.club.since <= yesterday OR metafields.club.since >= +1d OR metafields.club.since IS NULL) AND (metafields.club.since <= -10d OR metafields.club.since >= -8d OR metafields.club.since IS NULL)'],
  ] as const).map(([rule, text]): [string, string, string] => [rule, text, text]),
])('%s', (rule, legacy, current) => {
  expect(written(rule, 'current')).toBe(current ?? rule)
  if (legacy === null) expect(written(rule, 'legacy')).toMatch(/^! .*legacy dialect has no words/)
  else expect(written(rule, 'legacy')).toBe(legacy)
})

test.each<[rule: string, ...clauses: string[]]>([
  ['net_spent > 5 AND amount_spent > 5', 'net_spent > 5'],
  ["orders_placed MATCHES (discount_code = 'X', count >= 2)", "orders_placed MATCHES (discount_code = 'X', count >= 2)"],
  ['orders_placed MATCHES (date NOT BETWEEN -2d AND today)', 'orders_placed MATCHES (date NOT BETWEEN -2d AND today)'],
  ['last_order_date > -36h OR first_order_date > -90min', 'last_order_date > -36h', 'first_order_date > -90min'],
  ["in_segment('VIP') AND NOT in_segment('Old')", "in_segment('VIP')", "NOT in_segment('Old')"],
  ["entered_segment('VIP') AND NOT left_segment('Old', date = today)", "entered_segment('VIP')", "NOT left_segment('Old', date = today)"],
  ["NOT age ('metafields.facts.birth_date') >= 18", "age ('metafields.facts.birth_date') >= 18"],
  ["NOT anniversary ('metafields.facts.birth_date') BETWEEN today AND +7d", "anniversary ('metafields.facts.birth_date') BETWEEN today AND +7d"],
  ['orders_placed MATCHES () THEN refunds_received MATCHES () WITHIN 30d', 'orders_placed MATCHES () THEN refunds_received MATCHES () WITHIN 30d'],
  ['refunds_received MATCHES ()', 'refunds_received MATCHES ()'],
  ['metafields.club.since < -1m AND metafields.club.since > 2024-01-01T10:00:00 AND metafields.club.since != -1y', 'metafields.club.since < -1m', 'metafields.club.since > 2024-01-01T10:00:00', 'metafields.club.since != -1y'],
  ['metafields.club.days CONTAINS 2024-01-01 OR metafields.club.yes NOT CONTAINS true', 'metafields.club.days CONTAINS 2024-01-01', 'metafields.club.yes NOT CONTAINS true'],
  ['rfm_group IS NULL AND email_subscription_status IS NULL AND companies IS NULL', 'rfm_group IS NULL'],
  [`products_purchased MATCHES (id IN (${Array.from({ length: 501 }, (_, id) => id).join(', ')}))`, `products_purchased MATCHES (id IN (${Array.from({ length: 501 }, (_, id) => id).join(', ')}))`],
])('not native: %s', (rule, ...clauses) => {
  const meaning = meaningOfRule(rule)
  const native = printNative(meaning, 'current')
  if (native.ok) throw new Error(native.text)
  expect(isNative(meaning)).toBe(false)
  expect([...new Set(native.obstacles.map(({ clause }) => clause))]).toEqual(clauses)
  for (const { clause, why } of native.obstacles) expect([print(meaning).includes(clause!), why]).toEqual([true, expect.stringMatching(/^[A-Z].*\.$/)])
})

test.each([
  ["rfm_group IN ('NEW', 'LOYAL')", false], ["rfm_group NOT IN ('NEW', 'LOYAL')", false], ["rfm_group IN ('NEW')", true], ["rfm_group = 'NEW' OR rfm_group = 'LOYAL'", true],
  ['number_of_orders NOT BETWEEN 2 AND 5', false], ['NOT number_of_orders BETWEEN 2 AND 5', true], ['number_of_orders BETWEEN 2 AND 5', true],
  ['metafields.club.since < 2024-03-01', false], ['metafields.club.since != today', false], ['metafields.club.since <= 2024-02-29', true], ['metafields.club.since = today', true],
  ["metafields.quiz.interest != 'running'", true], ['metafields.loyalty.balance != 5', true], ['products_purchased MATCHES (id IN (1, 2))', true], ['last_order_date < tomorrow', false],
] as const)('%s is in Shopify\'s own words: %s; its words for it are, too', (rule, native) => {
  expect(understand(rule)).toMatchObject({ ok: true, native })
  expect(understand(written(rule, 'current'))).toMatchObject({ ok: true, native: true })
})

test('ten conditions are native, eleven are not, counted as Shopify would have to write them', () => {
  const conditions = (count: number): string => Array.from({ length: count }, (_, at) => `number_of_orders != ${at}`).join(' AND ')
  expect(isNative(meaningOfRule(conditions(10)))).toBe(true)
  expect(written(conditions(11), 'current')).toBe('! the rule: Shopify takes at most 10 conditions; this rule needs 11.')
  expect(isNative(meaningOfRule(`${conditions(9)} AND number_of_orders NOT IN (20, 21)`))).toBe(false)
})

test('five thousand characters are native, more are not', () => {
  const long = (count: number): string => `customer_tags CONTAINS '${'x'.repeat(count - "customer_tags CONTAINS ''".length)}'`
  expect(isNative(meaningOfRule(long(5_000)))).toBe(true)
  expect(written(long(5_001), 'current')).toBe('! the rule: Shopify takes at most 5000 characters; this rule needs 5001.')
})
