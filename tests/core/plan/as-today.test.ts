// What an answer about the past takes as it is today is named, and what is taken by its time is not.
import { expect, test } from 'vitest'
import { asTodayIn } from '#app/core/plan/as-today.ts'
import { understand } from '#app/core/segment.ts'

test.each([
  ['last_order_date >= -30d AND net_spent >= 100 AND customer_added_date < -30d', []],
  ['refunds_received MATCHES (count >= 1) OR checkouts_abandoned MATCHES (date >= -7d)', []],
  ["NOT customer_tags CONTAINS 'vip' OR email_subscription_status = 'SUBSCRIBED'", ['tags', 'consent']],
  ["customer_countries CONTAINS 'DE' AND number_of_orders > 1 AND customer_language = 'de'", ['addresses', 'totals', 'profile']],
  ["orders_placed MATCHES (payment_status = 'PAID')", ['order-state']],
  ["products_purchased MATCHES (tag = 'sale')", ['products']],
  ['spend_percentile >= 90 AND companies IS NOT NULL', ['answers', 'cut-points']],
  ["metafields.custom.size = 'L'", ['metafields']],
])('%s', (rule, asToday) => {
  const understood = understand(rule)
  if (!understood.ok) throw new Error(JSON.stringify(understood.problems))
  expect(asTodayIn(understood.plan)).toEqual(asToday)
})
