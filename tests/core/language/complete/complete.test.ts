// What is offered at a place in a rule, in both dialects: `|` marks the place, and what an item replaces stands in brackets.
import { describe, expect, test } from 'vitest'
import { complete } from '#app/core/language/complete/complete.ts'
import type { Store } from '#app/core/language/complete/store.ts'

const store: Store = {
  tags: ['VIP', 'New York', "o'hara"],
  orderTags: ['gift'],
  productTags: ['Sports wear'],
  segments: ['Big spenders'],
  products: [{ id: '123', title: 'Blue shirt' }, { id: '456', title: 'Green hat' }],
  countries: [{ code: 'DE', name: 'Germany' }, { code: 'FR', name: 'France' }],
  metafields: [{ path: 'metafields.facts.birth_date', name: 'Birth date', type: 'date' }, { path: 'metafields.facts.vegan', name: 'Vegan', type: 'boolean' }],
  values: { vendor: ['Acme'], customer_email_domain: ['example.com'] },
}

function offered(marked: string, given: Store = store): readonly string[] {
  const at = marked.indexOf('|')
  return complete(marked.replace('|', ''), at, given).items.map(({ text }) => text)
}

describe('exactly these', () => {
  test.each([
    ['number_of_orders |', ['=', '!=', '>', '>=', '<', '<=', 'BETWEEN', 'IN (', 'NOT IN (']],
    ['customer_tags |', ['CONTAINS', 'NOT CONTAINS', 'IS NULL', 'IS NOT NULL']],
    ['customer_tags NOT |', ['CONTAINS']],
    ['customer_tags con|', ['CONTAINS', 'NOT CONTAINS']],
    ['last_order_date IS |', ['NULL', 'NOT NULL']],
    ['last_order_date BETWEEN -30d |', ['AND']],
    ['last_order_date >= -3|', ['-3d', '-3w', '-3m', '-3y']],
    ['last_order_date >= 3|', ['-3d', '-3w', '-3m', '-3y']],
    ['last_order_date >= to|', ['today', 'tomorrow']],
    ['customer_tags CONTAINS |', ["'VIP'", "'New York'", "'o\\'hara'"]],
    ["customer_tags CONTAINS 'yo|", ["'New York'"]],
    ['customer_countries CONTAINS germ|', ["'DE'"]],
    ["customer_email_domain = '|", ["'example.com'"]],
    ["predicted_spend_tier = 'm|", ["'MEDIUM'"]],
    ['predicted_spend_tier IN (HI|', ["'HIGH'"]],
    ['has_note = |', ['true', 'false']],
    ['number_of_orders >= 3 |', ['AND', 'OR']],
    ['number_of_orders >= 3 a|', ['AND']],
    ['(number_of_orders >= 3 |', ['AND', 'OR', ')']],
    ['(number_of_orders >= 3 |)', ['AND', 'OR']],
    ['number_of_orders >= 3 AND (last_order_date IS NULL OR (amount_spent > 1 |', ['AND', 'OR', ')']],
    ['orders_placed |', ['MATCHES (', 'NOT MATCHES (']],
    ['orders_placed NOT |', ['MATCHES (']],
    ['orders_placed MATCHES (date >= -30d |', [',', ')']],
    ['orders_placed MATCHES (date >= -30d |, count > 1)', [')']],
    ['orders_placed MATCHES (discounted = |', ['true', 'false']],
    ['orders_placed MATCHES (order_tag = |', ["'gift'"]],
    ["products_purchased MATCHES (vendor = 'a|", ["'Acme'"]],
    ['products_purchased MATCHES (tag = |', ["'Sports wear'"]],
    ['products_purchased MATCHES (id = bl|', ['123']],
    ['products_purchased MATCHES (id IN (123, |', ['123', '456']],
    ['products_purchased MATCHES (id IN (123 |', [',', ')']],
    ['orders_placed MATCHES () |', ['AND', 'OR', 'THEN']],
    ['orders_placed MATCHES () THEN pro|', ['products_purchased']],
    ['orders_placed MATCHES () THEN NOT orders_placed MATCHES () |', ['WITHIN']],
    ['orders_placed MATCHES () THEN orders_placed MATCHES () WITHIN 3|', ['30d', '36h']],
    ['orders_placed MATCHES () THEN orders_placed MATCHES () WITHIN 30d |', ['AND', 'OR']],
    ['in_segment(|', ["'Big spenders'"]],
    ["in_segment MATCHES ('big|", ["'Big spenders'"]],
    ["in_segment('Big spenders') |", ['AND', 'OR']],
    ['entered|', ['entered_segment']],
    ['entered_segment(|', ["'Big spenders'"]],
    ["left_segment MATCHES ('big|", ["'Big spenders'"]],
    ["left_segment('Big spenders' |", [',', ')']],
    ["left_segment('Big spenders', da|", ['date']],
    ["left_segment('Big spenders', date |", ['=', '!=', '>', '>=', '<', '<=', 'BETWEEN']],
    ["left_segment('Big spenders', date >= -7d) |", ['AND', 'OR']],
    ['age (|', ["'metafields.facts.birth_date'"]],
    ["anniversary ('metafields.facts.birth_date') BETWEEN today |", ['AND']],
    ['metafields.facts.v|', ['metafields.facts.vegan']],
    ['metafields.facts.vegan = |', ['true', 'false']],
    ['total_spent|', ['amount_spent']],
    ['nmbr|', ['number_of_orders']],
    ['number_of_orders !|', ['!=']],
    ['FROM customers SHOW customer_name |', ['WHERE']],
    // The legacy dialect
    ['orders_placed(date |', [':', '=', '!=', '>', '>=', '<', '<=', 'BETWEEN']],
    ['orders_placed(since: yes|', ['yesterday']],
    ['orders_placed(since: -30d |', [',', ')']],
    ['products_purchased(id: (123, gre|', ['456']],
    ['products_purchased(tag: |', ["'Sports wear'"]],
    ['orders_placed() |', ['= true', '= false']],
    ['orders_placed() = |', ['true', 'false']],
    ['orders_placed(since: -30d) = true |', ['AND', 'OR']],
    ["anniversary(date: 'metaf|", ["'metafields.facts.birth_date'"]],
    // Nothing sensible
    ['number_of_orders >= |', []],
    ['number_of_orders = 1 -- and|', []],
    ['/* number_of|', []],
    ['nonsense |', []],
    ["customer_tags = 'x' ORDER BY |", []],
  ])('%s', (marked, texts) => {
    expect(offered(marked)).toEqual(texts)
  })
})

describe('the likeliest first', () => {
  test.each([
    ['num|', 'number_of_orders'],
    ['number_of_orders > 3 AND em|', 'email_subscription_status'],
    ['NOT orders_p|', 'orders_placed'],
    ['(tag|', 'customer_tags'],
    ['spend|', 'spend_percentile'],
    ['spend_t|', 'predicted_spend_tier'],
    ['orders_placed MATCHES (|', 'date'],
    ['orders_placed MATCHES (date >= -30d, su|', 'sum_amount'],
    ['orders_placed(|', 'since'],
    ['orders_placed(since: -30d, |', 'until'],
    ['orders_placed(count|', 'count_at_least'],
    ['SHOW x\nWHERE |', 'abandoned_checkout_date'],
    ['number_of_orders > 3 /* many */ |', 'AND'],
  ])('%s', (marked, text) => {
    expect(offered(marked)[0]).toBe(text)
  })
})

test.each([
  ['orders_placed MATCHES (date >= -30d, |)', 'date'],
  ['orders_placed MATCHES (|, date >= -30d)', 'date'],
  ['orders_placed MATCHES (count > 1, |date >= -30d)', 'count'],
  ['orders_placed(since: -30d, |)', 'since'],
  ['orders_placed(since: -30d, |)', 'date'],
  ['orders_placed MATCHES (date >= -30d, |', ')'],
  ['orders_placed MATCHES (|', 'since'],
])('%s does not offer %s', (marked, text) => {
  expect(offered(marked)).not.toContain(text)
})

test.each([
  ['num|', 'num'],
  ['number_of_|orders = 1', 'number_of_orders'],
  ["customer_tags CONTAINS 'V|IP' AND rfm_group = 'LOYAL'", "'VIP'"],
  ["customer_tags CONTAINS 'V| AND rfm_group = 'LOYAL'", "'V"],
  ["customer_tags CONTAINS 'VIP'|", ''],
  ['last_order_date >= -|30d AND', '-30d'],
  ['last_order_date >=|', ''],
  ["rfm_group = lo|", 'lo'],
])('%s replaces [%s]', (marked, replaced) => {
  const at = marked.indexOf('|')
  const text = marked.replace('|', '')
  const { from, to } = complete(text, at, store)
  expect(text.slice(from, to)).toBe(replaced)
})

test('without a store the language itself is offered', () => {
  expect(offered('customer_tags CONTAINS |', {})).toEqual([])
  expect(offered('customer_countries CONTAINS d|', {})).toContain("'DE'")
  expect(offered('products_purchased MATCHES (id = |', {})).toEqual([])
})

test('every filter and every parameter says what it means', () => {
  for (const marked of ['', 'products_purchased MATCHES (', 'orders_placed(']) {
    for (const { kind, label, detail } of complete(marked, marked.length).items) if (kind !== 'keyword') expect(detail, label).not.toBe('')
  }
})
