// What is said of rules that say too much, and that nothing is said where nothing is certain.
import { describe, expect, test } from 'vitest'
import { findings, told } from './linted.ts'

describe('said', () => {
  test.each([
    ['number_of_orders > 5 AND number_of_orders < 3', ['never-matches: number_of_orders < 3']],
    ['number_of_orders > 1 AND number_of_orders < 2', ['never-matches: number_of_orders < 2']],
    ['number_of_orders < 0', ['never-matches: number_of_orders < 0']],
    ['number_of_orders >= 0', ['always-matches: number_of_orders >= 0']],
    ['number_of_orders BETWEEN 5 AND 1', ['never-matches: number_of_orders BETWEEN 5 AND 1']],
    ['number_of_orders != 3 OR number_of_orders != 4', ['always-matches: number_of_orders != 4']],
    ["rfm_group = 'LOYAL' AND rfm_group = 'NEW'", ["never-matches: rfm_group = 'NEW'"]],
    ["rfm_group = 'LOYAL' AND rfm_group IS NULL", ['never-matches: rfm_group IS NULL']],
    ["customer_tags CONTAINS 'a' AND NOT customer_tags CONTAINS 'A'", ["never-matches: NOT customer_tags CONTAINS 'A'"]],
    ['has_note = true OR has_note = false', ['always-matches: has_note = false']],
    ['last_order_date > -7d AND last_order_date < -30d', ['never-matches: last_order_date < -30d']],
    ['last_order_date >= +7d', ['never-matches: last_order_date >= +7d']],
    ['last_order_date < -30d AND last_order_date IS NULL', ['never-matches: last_order_date IS NULL']],
    ['orders_placed MATCHES (date BETWEEN today AND -30d)', ['never-matches: orders_placed MATCHES (date BETWEEN today AND -30d)']],
    ['orders_placed MATCHES (date >= -30d) AND orders_placed NOT MATCHES (date >= -90d)', ['never-matches: orders_placed NOT MATCHES (date >= -90d)']],
    ['(number_of_orders >= 3 OR last_order_date >= -7d) AND number_of_orders = 1 AND last_order_date < -10d', ['never-matches: (number_of_orders >= 3 OR last_order_date >= -7d) AND number_of_orders = 1 AND last_order_date < -10d']],
    // Redundant: the place goes with the AND or OR beside it.
    ['number_of_orders >= 3 AND number_of_orders >= 2', ['redundant: AND number_of_orders >= 2']],
    ['number_of_orders >= 3 OR number_of_orders >= 2', ['redundant: number_of_orders >= 3 OR']],
    ['NOT (number_of_orders >= 3 AND number_of_orders >= 2)', ['redundant: AND number_of_orders >= 2']],
    ["rfm_group != 'LOYAL' AND rfm_group = 'NEW'", ["redundant: rfm_group != 'LOYAL' AND"]],
    ['last_order_date >= -7d AND last_order_date >= -30d', ['redundant: AND last_order_date >= -30d']],
    ['last_order_date >= -1m AND last_order_date >= -31d', ['redundant: AND last_order_date >= -31d']],
    ['last_order_date >= 2024-01-01 AND last_order_date > 2023-12-31', ['redundant: AND last_order_date > 2023-12-31']],
    ['last_order_date >= -24h AND last_order_date >= -7d', ['redundant: AND last_order_date >= -7d']],
    ['last_order_date <= today AND number_of_orders > 1 AND last_order_date IS NOT NULL', ['redundant: AND last_order_date IS NOT NULL']],
    ["customer_countries CONTAINS 'DE' AND customer_countries IS NOT NULL", ['redundant: AND customer_countries IS NOT NULL']],
    ["metafields.a.b = 'x' AND metafields.a.b IS NOT NULL", ['redundant: AND metafields.a.b IS NOT NULL']],
    ["age ('metafields.a.b') >= 18 AND age ('metafields.a.b') >= 21", ["redundant: age ('metafields.a.b') >= 18 AND"]],
    ['orders_placed MATCHES (count >= 3) AND orders_placed MATCHES (count >= 2)', ['redundant: AND orders_placed MATCHES (count >= 2)']],
    ['orders_placed MATCHES (date >= -30d) AND orders_placed MATCHES ()', ['redundant: AND orders_placed MATCHES ()']],
    ["products_purchased MATCHES (tag = 'a', date >= -30d) OR products_purchased MATCHES (tag = 'A')", ["redundant: products_purchased MATCHES (tag = 'a', date >= -30d) OR"]],
    ["customer_address MATCHES (country = 'DE', postcode_prefix = '101') AND customer_address MATCHES (postcode_prefix = '10')", ["redundant: AND customer_address MATCHES (postcode_prefix = '10')"]],
    ["in_segment('VIP') AND (in_segment('vip') OR number_of_orders > 3)", ["redundant: AND (in_segment('vip') OR number_of_orders > 3)"]],
    ["number_of_orders > 3 OR (number_of_orders <= 3 AND customer_tags CONTAINS 'a')", ['redundant: number_of_orders <= 3 AND']],
    // A part that adds nobody
    ["number_of_orders >= 3 AND (number_of_orders < 2 OR customer_tags CONTAINS 'a')", ['never-matches: number_of_orders < 2 OR']],
    ["(number_of_orders > 3 AND number_of_orders < 2) OR customer_tags CONTAINS 'a'", ['never-matches: (number_of_orders > 3 AND number_of_orders < 2) OR']],
    ["(number_of_orders >= 0 AND customer_tags CONTAINS 'a')", ['always-matches: number_of_orders >= 0 AND']],
  ])('%s', (rule, said) => {
    expect(told(rule)).toEqual(said)
  })
})

describe('not certain, not said', () => {
  test.each([
    'last_order_date >= -1m AND last_order_date >= -30d',
    'last_order_date >= -3m AND last_order_date >= -91d',
    'last_order_date > 2020-01-01 AND last_order_date < -30d',
    'last_order_date >= -36h AND last_order_date >= -2d',
    'amount_spent > 1 AND amount_spent < 2',
    'average_order_value < 10 OR average_order_value >= 10',
    // A tag that a segment writes is membership, and leaves the tags empty.
    "customer_tags CONTAINS 'a' AND customer_tags IS NOT NULL",
    'orders_placed MATCHES (date >= -30d, count >= 2) AND orders_placed MATCHES (date >= -7d)',
    'orders_placed MATCHES (date >= -30d) AND products_purchased MATCHES (date >= -30d)',
    'products_purchased MATCHES (id = 1) AND NOT products_purchased MATCHES (id = 2)',
    "customer_address MATCHES (country = 'DE') AND customer_address MATCHES (country = 'FR')",
    'metafields.a.b = 5 AND metafields.a.b = \'5\'',
    'orders_placed MATCHES () THEN NOT orders_placed MATCHES () WITHIN 30d AND orders_placed MATCHES () THEN orders_placed MATCHES () WITHIN 30d',
    'number_of_orders = 0 AND orders_placed MATCHES ()',
  ])('%s', (rule) => {
    expect(told(rule)).toEqual([])
  })
})

test('the words name the other condition', () => {
  expect(findings('number_of_orders >= 3 AND number_of_orders >= 2')[0]?.message).toBe('“number_of_orders >= 2” adds nothing: “number_of_orders >= 3” says so already. Leave it out.')
  expect(findings('number_of_orders > 5 AND number_of_orders < 3')[0]?.message).toBe('This rule can never match: “number_of_orders > 5” and “number_of_orders < 3” never hold together. Did you mean OR?')
})

test('what the checker said of a condition is not said again', () => {
  const rule = 'number_of_orders BETWEEN 5 AND 1'
  expect(findings(rule, {}, [{ start: 25, end: rule.length }])).toEqual([])
})

describe('the same as another segment', () => {
  test.each([
    ["customer_tags CONTAINS 'a' AND number_of_orders > 2", "number_of_orders >= 3 AND customer_tags CONTAINS 'A'", true],
    ['last_order_date >= -7d', 'last_order_date >= -1w', true],
    ['NOT (number_of_orders > 2 OR amount_spent > 10)', 'number_of_orders <= 2 AND amount_spent <= 10', true],
    ["rfm_group IN ('NEW', 'LOYAL')", "rfm_group = 'LOYAL' OR rfm_group = 'NEW'", true],
    ["orders_placed(since: -30d) = true AND customer_tags CONTAINS 'a'", "customer_tags CONTAINS 'a' AND orders_placed MATCHES (date >= -30d)", true],
    ['(number_of_orders > 1 AND amount_spent > 5) OR has_note = true', 'has_note = true OR (amount_spent > 5 AND number_of_orders >= 2)', true],
    ['number_of_orders > 2', 'number_of_orders > 3', false],
    ['number_of_orders > 2', "customer_tags CONTAINS 'a'", false],
  ])('%s · %s', (rule, other, same) => {
    expect(told(rule, { VIP: other })).toEqual(same ? [`same-as-segment: ${rule}`] : [])
  })
})

test('large rules are answered, without trying cases', () => {
  const chain = Array.from({ length: 120 }, (_, at) => `(number_of_orders = ${at} OR orders_placed MATCHES (date >= -${at + 1}d, count >= ${(at % 3) + 1}))`).join(' AND ')
  expect(told(chain)).toBeInstanceOf(Array)
  const tags = Array.from({ length: 300 }, (_, at) => `customer_tags CONTAINS 't${at % 299}'`).join(' OR ')
  expect(told(tags)).toEqual(["redundant: OR customer_tags CONTAINS 't0'"])
})
