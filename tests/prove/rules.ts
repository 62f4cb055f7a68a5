// Twelve rules of mixed kinds, each beside the same question asked naively of the store's own state, and five edits of them.
import { daysFromToday } from './naive-days.ts'
import type { Customer, Order, Product } from '#simulator/store/model.ts'

export interface Subject {
  readonly customer: Customer
  /** Every order of the customer, of any kind. */
  readonly orders: readonly Order[]
  readonly products: ReadonlyMap<number, Product>
  readonly now: number
  readonly zone: string
  /** Minor units of one unit of the shop's currency. */
  readonly unit: number
  /** Whether the rule with this tag holds for the customer. */
  readonly is: (tag: string) => boolean
}

export interface Rule {
  readonly tag: string
  readonly text: string
  readonly holds: (subject: Subject) => boolean
}

const counting = (s: Subject) =>
  s.orders.filter((order) => !order.test && order.financialStatus !== 'VOIDED' && order.processedAt <= s.now && (order.cancelledAt === null || order.cancelledAt > s.now))
const since = (s: Subject, days: number) => daysFromToday(s.now, -days, s.zone)
const last = (s: Subject) => Math.max(...counting(s).map((order) => order.processedAt))
const first = (s: Subject) => Math.min(...counting(s).map((order) => order.processedAt))
const hasTag = (s: Subject, tag: string) => s.customer.tags.some((one) => one.toLowerCase() === tag)
const spent = (s: Subject, units: number) => s.customer.amountSpent >= units * s.unit
const placed = (s: Subject, days: number) => counting(s).filter((order) => order.processedAt >= since(s, days))
const sum = (orders: readonly Order[]) => orders.reduce((total, order) => total + order.total, 0)
const bought = (s: Subject, days: number, wanted: (product: Product) => boolean) =>
  placed(s, days).filter((order) => order.lines.some((line) => {
    const product = line.productId === null ? undefined : s.products.get(line.productId)
    return product !== undefined && !product.deleted && wanted(product)
  }))

export function rulesFor(products: ReadonlyMap<number, Product>): { rules: Rule[]; edits: Rule[] } {
  const alive = [...products.values()].filter((product) => !product.deleted)
  const tagCounts = new Map<string, number>()
  for (const product of alive) for (const tag of product.tags) tagCounts.set(tag, (tagCounts.get(tag) ?? 0) + 1)
  const productTag = [...tagCounts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? 'gift-idea'
  const folded = productTag.toLowerCase()
  const one = alive[0]?.id ?? 0
  const tagged = (product: Product) => product.tags.some((tag) => tag.toLowerCase() === folded)
  const rules: Rule[] = [
    { tag: 'st-spender', text: 'amount_spent >= 500', holds: (s) => spent(s, 500) },
    { tag: 'st-active', text: 'number_of_orders >= 2 AND last_order_date >= -90d', holds: (s) => s.customer.numberOfOrders >= 2 && last(s) >= since(s, 90) },
    { tag: 'st-lapsed', text: 'last_order_date < -180d', holds: (s) => counting(s).length > 0 && last(s) < since(s, 180) },
    { tag: 'st-german-mail', text: "email_subscription_status = 'SUBSCRIBED' AND customer_countries CONTAINS 'DE'", holds: (s) => s.customer.email !== null && s.customer.emailConsent.state === 'SUBSCRIBED' && s.customer.addresses.some((address) => address.country === 'DE') },
    { tag: 'st-vip-retail', text: "customer_tags CONTAINS 'vip' AND customer_tags NOT CONTAINS 'wholesale'", holds: (s) => hasTag(s, 'vip') && !hasTag(s, 'wholesale') },
    { tag: 'st-twice', text: 'orders_placed MATCHES (date >= -30d, count >= 2)', holds: (s) => placed(s, 30).length >= 2 },
    { tag: 'st-year-300', text: 'orders_placed MATCHES (date >= -365d, sum_amount >= 300)', holds: (s) => sum(placed(s, 365)) >= 300 * s.unit },
    { tag: 'st-product-tag', text: `products_purchased MATCHES (tag = '${productTag}', date >= -60d)`, holds: (s) => bought(s, 60, tagged).length > 0 },
    { tag: 'st-new-idle', text: 'orders_placed NOT MATCHES () AND customer_added_date >= -60d', holds: (s) => counting(s).length === 0 && s.customer.createdAt >= since(s, 60) },
    { tag: 'st-once', text: 'number_of_orders = 1 AND first_order_date < -30d AND first_order_date >= -120d', holds: (s) => s.customer.numberOfOrders === 1 && counting(s).length > 0 && first(s) < since(s, 30) && first(s) >= since(s, 120) },
    { tag: 'st-reachable', text: "sms_subscription_status = 'SUBSCRIBED' AND (number_of_orders = 0 OR last_order_date < -14d)", holds: (s) => s.customer.phone !== null && s.customer.smsConsent.state === 'SUBSCRIBED' && (s.customer.numberOfOrders === 0 || (counting(s).length > 0 && last(s) < since(s, 14))) },
    { tag: 'st-spender-now', text: "customer_tags CONTAINS 'st-spender' AND orders_placed MATCHES (date >= -36h)", holds: (s) => s.is('st-spender') && counting(s).some((order) => order.processedAt >= s.now - 36 * 3_600_000) },
  ]
  const edits: Rule[] = [
    { tag: 'st-spender', text: 'amount_spent >= 350', holds: (s) => spent(s, 350) },
    { tag: 'st-lapsed', text: 'last_order_date < -120d AND amount_spent > 20', holds: (s) => counting(s).length > 0 && last(s) < since(s, 120) && s.customer.amountSpent > 20 * s.unit },
    { tag: 'st-product-tag', text: `products_purchased MATCHES (id = ${one}) OR products_purchased MATCHES (tag = '${productTag}', date >= -90d, count >= 2)`, holds: (s) => bought(s, 100_000, (product) => product.id === one).length > 0 || bought(s, 90, tagged).length >= 2 },
    { tag: 'st-twice', text: 'orders_placed MATCHES (date >= -21d, count >= 2)', holds: (s) => placed(s, 21).length >= 2 },
    { tag: 'st-german-mail', text: "email_subscription_status = 'SUBSCRIBED' AND NOT customer_countries CONTAINS 'DE'", holds: (s) => s.customer.email !== null && s.customer.emailConsent.state === 'SUBSCRIBED' && !s.customer.addresses.some((address) => address.country === 'DE') },
  ]
  return { rules, edits }
}
