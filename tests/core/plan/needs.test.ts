// What a rule makes us load, and which changes can matter to it: no more, no less.
import { expect, test } from 'vitest'
import { needsOf } from '#app/core/plan/needs.ts'
import type { Part } from '#app/core/facts/parts.ts'
import type { Needs } from '#app/core/plan/needs.ts'
import { planOf } from '#app/core/plan/fingerprint.ts'
import { understand } from '#app/core/segment.ts'

const nothing: Needs = {
  parts: new Set(), cutPoints: false, products: new Set(), metafields: new Set(), segments: new Set(), histories: new Set(), named: new Set(), delegated: new Set(),
}

function needs(rule: string): Needs {
  const understood = understand(rule)
  if (!understood.ok) throw new Error(JSON.stringify(understood.problems))
  return needsOf(understood.plan)
}

const parts = (...held: readonly Part[]): Partial<Needs> => ({ parts: new Set(held) })
const orders = parts('orders')

test.each<[string, Partial<Needs>]>([
  ["customer_tags CONTAINS 'vip' OR NOT amount_spent > 5", parts('tags', 'amountSpent')],
  ['customer_added_date > -30d AND has_note = true', parts('hasNote')],
  ['first_order_date IS NULL', orders],
  ['abandoned_checkout_date >= -7d', parts('checkouts')],
  ['orders_counted > 1', orders],
  ['gross_spent > 1', parts('orders', 'gifts')],
  ['average_order_value > 1', parts('orders', 'gifts')],
  ['median_days_between_orders > 1', orders],
  ['overdue_ratio > 1', orders],
  ['net_spent > 1', parts('orders', 'currentTotal', 'refunds', 'gifts')],
  ['refunded_amount > 1', parts('orders', 'refunds')],
  ['refund_share > 0.1', parts('orders', 'currentTotal', 'refunds', 'gifts')],
  ['discount_share > 0.1', parts('orders', 'discounted')],
  ['distinct_products > 1', parts('orders', 'product')],
  ['spend_percentile >= 90 OR rfm_recency_score IS NULL', { ...parts('orders', 'currentTotal', 'refunds', 'gifts'), cutPoints: true }],
  ['orders_placed MATCHES (date > -30d, amount > 5, app_id = 1, nth = 1, month = 11)', parts('orders', 'app')],
  ["orders_placed MATCHES (discount_code = 'A')", parts('orders', 'discountCode')],
  ["orders_placed MATCHES (payment_status = 'PAID')", parts('orders', 'paymentStatus')],
  ['orders_placed MATCHES (sum_net_amount > 5)', parts('orders', 'currentTotal', 'refunds')],
  ['products_purchased MATCHES (id = 1, quantity > 1)', parts('orders', 'product', 'quantity')],
  ["products_purchased MATCHES (tag = 'x', vendor = 'y')", { ...parts('orders', 'product'), products: new Set(['tags', 'vendor'] as const) }],
  ["products_purchased MATCHES (title = 'x', type = 'y', collection = 'z')", { ...parts('orders', 'product'), products: new Set(['title', 'type', 'collections'] as const) }],
  ["products_purchased MATCHES (sku = 'x')", parts('orders', 'product', 'sku')],
  ['products_purchased MATCHES (share_of_spend > 0.5)', parts('orders', 'product', 'lineAmount')],
  ['refunds_received MATCHES (amount > 5)', parts('orders', 'refunds')],
  ["checkouts_abandoned MATCHES (tag = 'x', quantity > 1, sum_amount > 5)", { ...parts('checkouts'), products: new Set(['tags'] as const) }],
  ["products_purchased MATCHES (tag = 'a') THEN NOT orders_placed MATCHES (discounted = true) WITHIN 30d", { ...parts('orders', 'product', 'discounted'), products: new Set(['tags'] as const) }],
  ["metafields.a.b > 5 AND (anniversary ('metafields.a.c') = today OR age ('metafields.a.d') > 18)", { ...parts('metafields'), metafields: new Set(['metafields.a.b', 'metafields.a.c', 'metafields.a.d']) }],
  ["customer_address MATCHES (country = 'DE')", parts('places')],
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
  expect(needsOf(planOf({ kind: 'not', of: { kind: 'member', segment: 3 } }))).toEqual({ ...nothing, ...parts('members'), segments: new Set([3]) })
})
