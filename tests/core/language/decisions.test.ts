// Where Shopify's own texts are silent: how rules are read, one table for each decision of docs/language.md.
import { describe, expect, test } from 'vitest'
import { understand } from '#app/core/segment.ts'
import { answers, fingerprintOf } from './rules.ts'

/** Read without a word, and the same as the last one of its line. */
const alike: Readonly<Record<string, readonly (readonly [string, ...string[]])[]>> = {
  'keywords in any case, blanks and lines as one likes': [
    ['number_of_orders\n\tbetween 1\r\n and 2', 'number_of_orders BETWEEN 1 AND 2'],
    ['customer_tags not contains \'a\' Or customer_tags is not null', "customer_tags NOT CONTAINS 'a' OR customer_tags IS NOT NULL"],
    ['orders_placed not_matches ( count>=2 )', 'orders_placed NOT MATCHES (count >= 2)'],
  ],
  'comments and the frame of a whole query': [
    ['-- mine\nnumber_of_orders = 1 /* AND\n number_of_orders = 2 */', 'number_of_orders = 1'],
    ['from customers show customer_name, customer_email where number_of_orders = 1 order by updated_at;', 'where number_of_orders = 1 ;', 'number_of_orders = 1'],
    ["customer_tags CONTAINS '-- no comment' AND customer_tags CONTAINS '/* nor this'", "customer_tags CONTAINS '-- no comment' AND customer_tags CONTAINS '/* nor this'"],
  ],
  'prefix NOT over a condition or a group, as often as one likes': [
    ['NOT (NOT number_of_orders = 1)', 'NOT NOT number_of_orders = 1', 'number_of_orders = 1'],
    ['NOT number_of_orders = 1 AND amount_spent = 2', '(NOT number_of_orders = 1) AND amount_spent = 2'],
  ],
  'NOT BETWEEN, != false, *_at_most, *_between and a function IS NULL have their plain meaning': [
    ['number_of_orders NOT BETWEEN 1 AND 2', 'NOT number_of_orders BETWEEN 1 AND 2'],
    ['orders_placed(count_at_most: 3) != false', 'orders_placed MATCHES (count <= 3)'],
    ['orders_placed(sum_amount_between: (1, 2)) = true', 'orders_placed MATCHES (sum_amount BETWEEN 1 AND 2)'],
    ['shopify_email.opened IS NULL', 'shopify_email.opened NOT MATCHES ()'],
    ['shopify_email.opened IS NOT NULL', 'shopify_email.opened MATCHES ()'],
  ],
  'IN at the top level, and carrying one of several in parameters': [
    ["customer_language NOT IN ('fr', 'de')", "NOT (customer_language = 'fr' OR customer_language = 'de')"],
    ['number_of_orders in (1)', 'number_of_orders = 1'],
    ["products_purchased(tag: ('B', 'a')) = true", "products_purchased MATCHES (tag IN ('A', 'b'))"],
    ["orders_placed MATCHES (discount_code IN ('b', 'A'))", "orders_placed(discount_code: ('A', 'b')) = true", "orders_placed MATCHES (discount_code = ('a', 'B'))"],
  ],
  'a company by = as well as by CONTAINS': [
    ['companies = 123', 'companies CONTAINS 123'],
    ['companies != 123', 'companies NOT CONTAINS 123', 'NOT companies = 123'],
  ],
  'tomorrow, hours and minutes': [
    ['customer_added_date < tomorrow', 'customer_added_date < +1d'],
    ['customer_added_date > -2H', 'customer_added_date > -120min'],
  ],
  'numbers as numbers': [
    ['number_of_orders = 2.0', 'number_of_orders = 2'],
    ['amount_spent > .5', 'amount_spent > 0.50'],
    ['products_purchased MATCHES (id = 007)', 'products_purchased MATCHES (id = 7)'],
  ],
  'the three spellings of an anniversary, and of an age': [
    ["anniversary(date: 'metafields.facts.birth_date') = today", "anniversary MATCHES ('metafields.facts.birth_date') = today", "anniversary ('metafields.facts.birth_date') = today"],
    ["age(date: 'metafields.facts.birth_date') >= 18", "age MATCHES ('metafields.facts.birth_date') >= 18", "age ('metafields.facts.birth_date') >= 18"],
  ],
  'metafields of any namespace, an app included, with or without the name of the table': [
    ['customer.metafields.loyalty.balance > 5', 'metafields.loyalty.balance > 5'],
    ["metafields.$app:my-club.since-when = 'x'", "metafields.$app:my-club.since-when = 'x'"],
    ['metafields.app--1234--club.points > 5', 'metafields.app--1234--club.points > 5'],
    ['metafields.$app.points > 5', 'metafields.$app.points > 5'],
  ],
  'a segment by its name, in whatever case, in either dialect': [
    ["in_segment('vip')", "in_segment('VIP') = true", "in_segment MATCHES ('Vip')", "NOT in_segment NOT MATCHES ('VIP')"],
    ["in_segment('VIP') = false", "in_segment NOT MATCHES ('VIP')", "NOT in_segment('VIP')"],
  ],
  'when they entered or left a segment, in either dialect, the date before or after the name': [
    ["entered_segment('vip', date >= -30d)", "entered_segment(since: -30d, 'VIP') = true", "entered_segment MATCHES ('Vip', date >= -30d)", "NOT entered_segment NOT MATCHES ('VIP', date >= -30d)"],
    ["left_segment('VIP', date BETWEEN -30d AND today) = false", "left_segment NOT MATCHES ('VIP', date BETWEEN -30d AND today)", "left_segment('VIP', since: -30d, until: today) != true", "NOT left_segment('VIP', date BETWEEN -30d AND today)"],
    ["entered_segment('VIP', date NOT BETWEEN -30d AND -7d)", "entered_segment('VIP') AND NOT entered_segment('VIP', date BETWEEN -30d AND -7d)"],
    ["left_segment('VIP', date != today)", "left_segment('VIP') AND NOT left_segment('VIP', date = today)"],
  ],
  'a sequence binds tighter than NOT and AND, and takes the older dialect': [
    [
      "NOT products_purchased(tag: 'A') = true then not orders_placed() = true within 30D AND number_of_orders > 1",
      "(NOT (products_purchased MATCHES (tag = 'A') THEN NOT orders_placed MATCHES () WITHIN 30d)) AND number_of_orders > 1",
    ],
    ['orders_placed MATCHES () THEN refunds_received MATCHES () WITHIN 2h', 'orders_placed MATCHES () THEN refunds_received MATCHES () WITHIN 120min'],
  ],
}

describe.each(Object.entries(alike))('%s', (_, rows) => {
  test.each(rows.map((row) => [row]))('%j', (row) => {
    for (const rule of row) {
      expect(answers(rule), rule).toEqual([])
      expect(fingerprintOf(rule), rule).toBe(fingerprintOf(row.at(-1)!))
    }
  })
})

/** Read, with something to know; the mended rule means the same and is answered no more. */
describe('read, with a warning', () => {
  test.each([
    ["last_order_date >= '2025-01-01'", ['quoted-date 19 → 2025-01-01'], 'last_order_date >= 2025-01-01'],
    ["metafields.facts.joined >= '2025-01-01'", ['quoted-date 27 → 2025-01-01'], 'metafields.facts.joined >= 2025-01-01'],
    ['last_order_date >= 90_days_ago', ['deprecated-date 19 → -90d'], 'last_order_date >= -90d'],
    ['last_order_date != NULL', ['equals-null 16 → IS NOT NULL'], 'last_order_date IS NOT NULL'],
    ['storefront_event.product_viewed MATCHES ()', ['deprecated-name 0 → storefront.product_viewed'], 'storefront.product_viewed MATCHES ()'],
    ["products_purchased MATCHES (id = '77')", ['quoted-id 33 → 77'], 'products_purchased MATCHES (id = 77)'],
    ['customer_tags CONTAINS “O’Brien”', ["foreign-quotes 23 → 'O’Brien'"], "customer_tags CONTAINS 'O’Brien'"],
    ["customer_tags CONTAINS '“new”'", [], "customer_tags CONTAINS '“new”'"],
  ])('%s', (rule, said, mended) => {
    expect(answers(rule)).toEqual(said)
    expect(answers(mended)).toEqual([])
    expect(fingerprintOf(rule)).toBe(fingerprintOf(mended))
  })
})

/** Read as written; the remedy is what was probably meant, and means something else. */
describe('read as written, with a doubt', () => {
  test.each([
    ['orders_placed(date: -45d) = true', ['ambiguous-date 14 → since: -45d'], 'orders_placed MATCHES (date = -45d)'],
    ['orders_placed(until: -90d) = true', ['only-until 14'], 'orders_placed MATCHES (date <= -90d)'],
    ["customer_email_domain = 'info@Example.com'", ["unlikely-domain 24 → 'example.com'"], null],
    ["customer_address MATCHES (postcode_prefix = 'SW1*')", ["never-matches 44 → 'SW1'"], null],
    ['last_order_date BETWEEN -30d AND -90d', ['never-matches 24 → -90d AND -30d'], null],
  ])('%s', (rule, said, same) => {
    expect(answers(rule)).toEqual(said)
    if (same !== null) expect(fingerprintOf(rule)).toBe(fingerprintOf(same))
  })
})

describe('refused', () => {
  test.each([
    ['last_order_date = 2020-02-30', ['impossible-date 18']],
    ['number_of_orders = 2.5', ['not-whole 19']],
    ["number_of_orders = '2'", ['quoted-number 19 → 2']],
    ['orders_placed MATCHES (count >= 2, count <= 5)', ['repeated-parameter 35']],
    ['orders_placed(since: -30d, since: -60d) = true', ['repeated-parameter 27']],
    ["metafields.facts.level > 'gold'", ['wrong-type 25']],
    ['metafields.facts.level BETWEEN 3 AND today', ['mixed-ends 37']],
    ['seguno.last_open_date > -3d', ['unknown-filter 0 → metafields.seguno.last_open_date']],
  ])('%s', (rule, said) => {
    expect(answers(rule)).toEqual(said)
    expect(understand(rule).ok).toBe(false)
  })
})

test('what Shopify would not take back is read without a word, and not called native', () => {
  const ours = [
    'customer_added_date < tomorrow', 'customer_added_date > -36h', "in_segment('VIP')", "age ('metafields.facts.birth_date') >= 18", 'has_note = true', 'orders_placed MATCHES (month = 11)', 'refunds_received MATCHES ()',
    'orders_placed MATCHES () THEN NOT orders_placed MATCHES () WITHIN 30d',
  ]
  for (const rule of ours) expect(understand(rule), rule).toMatchObject({ ok: true, native: false, problems: [] })
})

test('conditions only Shopify can answer are named as they are asked, each once', () => {
  expect(understand("companies NOT CONTAINS 12 AND (shopify_email.opened(count_at_least: 5) = false OR companies CONTAINS 12) AND number_of_orders > 1")).toMatchObject({
    ok: true, native: true, delegated: ['companies CONTAINS 12', 'shopify_email.opened MATCHES (count >= 5)'],
  })
  expect(understand("products_purchased MATCHES (category = 'Shoes', date >= -30d)")).toMatchObject({ ok: true, delegated: ["products_purchased MATCHES (category = 'Shoes', date >= -30d)"] })
  expect(understand('number_of_orders > 1')).toMatchObject({ ok: true, delegated: [] })
})
