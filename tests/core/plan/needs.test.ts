// What a rule makes us load, and which changes can matter to it: no more, no less.
import { expect, test } from 'vitest'
import { needsOf } from '#app/core/plan/needs.ts'
import type { Needs } from '#app/core/plan/needs.ts'
import { planOf } from '#app/core/plan/fingerprint.ts'
import { understand } from '#app/core/segment.ts'

const nothing: Needs = {
  columns: new Set(), orders: false, orderDetails: false, lines: false, checkouts: false, cutPoints: false, products: new Set(), metafields: new Set(), segments: new Set(), histories: new Set(), named: new Set(), delegated: new Set(),
}

function needs(rule: string): Needs {
  const understood = understand(rule)
  if (!understood.ok) throw new Error(JSON.stringify(understood.problems))
  return needsOf(understood.plan)
}

const orders = { orders: true }
const details = { orders: true, orderDetails: true }
const lines = { orders: true, lines: true }

test.each<[string, Partial<Needs>]>([
  ["customer_tags CONTAINS 'vip' OR NOT amount_spent > 5", { columns: new Set(['tags', 'amountSpent'] as const) }],
  ['customer_added_date > -30d AND has_note = true', { columns: new Set(['customerCreated', 'hasNote'] as const) }],
  ['first_order_date IS NULL', orders],
  ['abandoned_checkout_date >= -7d', { checkouts: true }],
  ['orders_counted > 1', orders],
  ['gross_spent > 1', orders],
  ['average_order_value > 1', orders],
  ['median_days_between_orders > 1', orders],
  ['overdue_ratio > 1', orders],
  ['net_spent > 1', details],
  ['refunded_amount > 1', details],
  ['refund_share > 0.1', details],
  ['discount_share > 0.1', details],
  ['distinct_products > 1', lines],
  ['spend_percentile >= 90 OR rfm_recency_score IS NULL', { ...details, cutPoints: true }],
  ['orders_placed MATCHES (date > -30d, amount > 5, app_id = 1, nth = 1, month = 11)', orders],
  ["orders_placed MATCHES (discount_code = 'A')", details],
  ["orders_placed MATCHES (payment_status = 'PAID')", details],
  ['orders_placed MATCHES (sum_net_amount > 5)', details],
  ['products_purchased MATCHES (id = 1, quantity > 1)', lines],
  ["products_purchased MATCHES (tag = 'x', vendor = 'y')", { ...lines, products: new Set(['tags', 'vendor'] as const) }],
  ["products_purchased MATCHES (title = 'x', type = 'y', collection = 'z')", { ...lines, products: new Set(['title', 'type', 'collections'] as const) }],
  ["products_purchased MATCHES (sku = 'x')", { ...lines, orderDetails: true }],
  ['products_purchased MATCHES (share_of_spend > 0.5)', { ...lines, orderDetails: true }],
  ['refunds_received MATCHES (amount > 5)', details],
  ["checkouts_abandoned MATCHES (tag = 'x', quantity > 1, sum_amount > 5)", { checkouts: true, products: new Set(['tags'] as const) }],
  ["products_purchased MATCHES (tag = 'a') THEN NOT orders_placed MATCHES (discounted = true) WITHIN 30d", { ...lines, orderDetails: true, products: new Set(['tags'] as const) }],
  ["metafields.a.b > 5 AND (anniversary ('metafields.a.c') = today OR age ('metafields.a.d') > 18)", { metafields: new Set(['metafields.a.b', 'metafields.a.c', 'metafields.a.d']) }],
  ["customer_address MATCHES (country = 'DE')", { columns: new Set(['places'] as const) }],
  ["in_segment('VIP')", { named: new Set(['vip']) }],
  ["left_segment('VIP', date > -3d)", { named: new Set(['vip']) }],
  ['NOT shopify_email.opened MATCHES (count > 1)', { delegated: new Set(['shopify_email.opened MATCHES (count > 1)']) }],
])('%s', (rule, expected) => {
  expect(needs(rule)).toEqual({ ...nothing, ...expected })
})

test('when somebody entered or left', () => {
  expect(needsOf(planOf({ kind: 'not', of: { kind: 'left', segment: 3, range: null } }))).toEqual({ ...nothing, histories: new Set([3]) })
})

test('a stored membership', () => {
  expect(needsOf(planOf({ kind: 'not', of: { kind: 'member', segment: 3 } }))).toEqual({ ...nothing, segments: new Set([3]) })
})
