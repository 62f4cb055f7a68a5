// The 20 rules and 2 previews of workload.json in our language, each beside one SQL statement that gives the customers it holds (some twice: they go into a mask).
import { AVERAGE_SCALE, type WorkloadCuts } from './cuts.ts'
import { FIRST_PRODUCT_ID } from './products.ts'
import { DAY, NOW } from './store.ts'

export interface WorkloadRule {
  readonly name: string
  readonly rule: string
  readonly sql: string
}

const ago = (days: number): number => NOW - days * DAY
const day = (year: number, month: number): number => Date.UTC(year, month - 1, 1)

const having = (condition: string, where = ''): string => `SELECT customer FROM orders WHERE cancelled_at IS NULL${where} GROUP BY customer HAVING ${condition}`

/** Orders that count and hold a product such as asked for. */
const buying = (which: string, since: number | null): string => {
  const [table, condition] = which.startsWith('tag') ? ['product_tags k ON k.product = l.product', `k.tag = '${which}'`] : ['products k ON k.number = l.product', `k.type = '${which}'`]
  return `FROM order_lines l JOIN ${table} JOIN orders o ON o.id = l.order_id WHERE ${condition} AND o.cancelled_at IS NULL${since === null ? '' : ` AND o.placed_at >= ${since}`}`
}
const boughtOften = (which: string, since: number, times: number): string => `SELECT o.customer ${buying(which, since)} GROUP BY o.customer HAVING count(DISTINCT o.id) >= ${times}`

const fromUs = "SELECT customer FROM customer_addresses WHERE country = 'US'"
const vipNotWholesale = "SELECT v.customer FROM customer_tags v WHERE v.tag = 'vip' AND NOT EXISTS (SELECT 1 FROM customer_tags w WHERE w.customer = v.customer AND w.tag = 'wholesale')"
const recentlyOften = `count(*) >= 3 AND max(placed_at) >= ${ago(90)}`
const novemberAndDecember = [2022, 2023, 2024, 2025, 2026].map((year) => `placed_at >= ${day(year, 11)} AND placed_at < ${day(year + 1, 1)}`).join(' OR ')

/**
 * Where our words and the neutral form differ, the statement follows our words: `average_order_value` is of totals as placed; its cut-off is the workload's rank,
 * written as a decimal between that average and the next. The scores of s19 are held against cut points of the workload's rank.
 */
export function workloadRules({ cuts, averageTopDecile }: WorkloadCuts): readonly WorkloadRule[] {
  const unit = 100 * AVERAGE_SCALE
  const average = `${Math.floor(averageTopDecile / unit)}.${String(averageTopDecile % unit).padStart(9, '0')}`
  return [
    { name: 's01', rule: "customer_language = 'de' AND customer_added_date >= -730d", sql: `SELECT number FROM customers WHERE language = 'de' AND created_at >= ${ago(730)}` },
    { name: 's02', rule: "customer_countries CONTAINS 'US'", sql: fromUs },
    {
      name: 's03', rule: "customer_cities CONTAINS 'US-city-0' OR customer_cities CONTAINS 'GB-city-3' OR customer_cities CONTAINS 'DE-city-7'",
      sql: "SELECT customer FROM customer_addresses WHERE city IN ('US-city-0', 'GB-city-3', 'DE-city-7')",
    },
    { name: 's04', rule: "email_subscription_status = 'SUBSCRIBED' AND NOT sms_subscription_status = 'SUBSCRIBED'", sql: "SELECT number FROM customers WHERE email = 'SUBSCRIBED' AND sms <> 'SUBSCRIBED'" },
    { name: 's05', rule: "customer_tags CONTAINS 'vip' AND customer_tags NOT CONTAINS 'wholesale'", sql: vipNotWholesale },
    { name: 's06', rule: 'net_spent >= 500', sql: having('sum(total - refunded) >= 50000') },
    { name: 's07', rule: 'orders_counted >= 3 AND last_order_date >= -90d', sql: having(recentlyOften) },
    { name: 's08', rule: 'orders_counted >= 3 AND refund_share > 0.2', sql: having('count(*) >= 3 AND sum(refunded) * 5 > sum(total)') },
    { name: 's09', rule: 'first_order_date >= 2025-11-01 AND first_order_date < 2025-12-01', sql: having(`min(placed_at) >= ${day(2025, 11)} AND min(placed_at) < ${day(2025, 12)}`) },
    { name: 's10', rule: "products_purchased MATCHES (tag = 'tag7', date >= -180d, count >= 2)", sql: boughtOften('tag7', ago(180), 2) },
    {
      name: 's11', rule: `products_purchased MATCHES (id = ${FIRST_PRODUCT_ID + 42})`,
      sql: 'SELECT o.customer FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE l.product = 42 AND o.cancelled_at IS NULL',
    },
    { name: 's12', rule: "products_purchased MATCHES (type = 'type12', date >= -365d, count >= 3)", sql: boughtOften('type12', ago(365), 3) },
    {
      name: 's13', rule: "orders_counted >= 2 AND products_purchased NOT MATCHES (tag = 'tag3')",
      sql: having('count(*) >= 2', ` AND customer NOT IN (SELECT o.customer ${buying('tag3', null)})`),
    },
    {
      name: 's14', rule: 'orders_counted >= 2 AND orders_placed NOT MATCHES (month BETWEEN 1 AND 10)',
      sql: having(`count(*) >= 2 AND sum(CASE WHEN ${novemberAndDecember} THEN 1 ELSE 0 END) = count(*)`),
    },
    { name: 's15', rule: 'orders_counted >= 2 AND discount_share >= 0.8', sql: having('count(*) >= 2 AND sum(CASE WHEN discount > 0 THEN 1 ELSE 0 END) * 5 >= count(*) * 4') },
    { name: 's16', rule: `average_order_value > ${average}`, sql: having(`sum(total) * ${AVERAGE_SCALE} > count(*) * ${averageTopDecile}`) },
    { name: 's17', rule: 'orders_counted = 1 AND last_order_date < -120d', sql: having(`count(*) = 1 AND max(placed_at) < ${ago(120)}`) },
    {
      name: 's18', rule: "orders_counted = 0 AND email_subscription_status = 'SUBSCRIBED' AND customer_added_date < -30d",
      sql: `SELECT number FROM customers WHERE email = 'SUBSCRIBED' AND created_at < ${ago(30)} AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer = number AND o.cancelled_at IS NULL)`,
    },
    {
      name: 's19', rule: 'rfm_recency_score = 5 AND rfm_frequency_score >= 4 AND rfm_monetary_score >= 4',
      sql: having(`max(placed_at) > ${cuts.recency[3]} AND count(*) > ${cuts.frequency[2]} AND sum(total - refunded) > ${cuts.spend[59]}`),
    },
    { name: 's20', rule: "in_segment('s02') AND in_segment('s07') AND NOT in_segment('s05')", sql: having(recentlyOften, ` AND customer IN (${fromUs}) AND customer NOT IN (${vipNotWholesale})`) },
  ]
}

export type PreviewName = 'attributes' | 'products'

export const previews: Readonly<Record<PreviewName, WorkloadRule>> = {
  attributes: { name: 'attributes', rule: 'orders_counted >= 4 AND last_order_date >= -60d', sql: having(`count(*) >= 4 AND max(placed_at) >= ${ago(60)}`) },
  products: { name: 'products', rule: "products_purchased MATCHES (tag = 'tag11', date >= -365d, count >= 2)", sql: boughtOften('tag11', ago(365), 2) },
}
