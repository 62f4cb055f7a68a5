// What becomes of the money of an order in each of its lives, told by webhook or read from the Admin API: the rows of docs/money.md.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { raiseRules, updateShop } from '#app/db/shops.ts'
import { orderChange } from '#app/shopify/nodes/order-node.ts'
import { type DoorStage, openDoorStage } from '#tests/journeys/door-stage.ts'
import { likeSample } from '#tests/journeys/samples.ts'
import { opening } from '#tests/journeys/shop-stage.ts'

const HOUR = 3_600_000
const stamp = (at: number) => new Date(at).toISOString()

interface Line { readonly price: string; readonly quantity?: number; readonly left?: number; readonly discount?: string; readonly gift?: boolean }

/** An order as it stands in the end; amounts in euros. */
interface Life {
  readonly total: string
  /** After edits and refunds; the total when nothing happened to it. */
  readonly current?: string
  readonly lines: readonly Line[]
  /** Hours after the order, and how much went back. */
  readonly refunds?: readonly (readonly [hours: number, amount: string])[]
  readonly status?: string
  readonly cancelled?: number
  readonly test?: boolean
  readonly channel?: string
}

/** Rules that hold of the customer, hours after the order. */
interface Answer { readonly after: number; readonly holds: readonly string[] }
interface Golden { readonly name: string; readonly life: Life; readonly answers: readonly Answer[] }

const nothing = ['orders_counted = 0', 'gross_spent = 0', 'net_spent = 0', 'refunded_amount = 0', 'average_order_value IS NULL', 'refund_share IS NULL', 'NOT orders_placed MATCHES (count >= 1)', 'NOT products_purchased MATCHES (count >= 1)']
const spent = (gross: string, net = gross, refunded = '0') => [`gross_spent = ${gross}`, `net_spent = ${net}`, `refunded_amount = ${refunded}`, `average_order_value = ${gross}`]
const counts = ['orders_counted = 1', 'orders_placed MATCHES (count = 1)', 'products_purchased MATCHES (count = 1)']
const mug: Line = { price: '50.00' }

const goldens: readonly Golden[] = [
  { name: 'paid', life: { total: '54.90', lines: [mug] }, answers: [{ after: 1, holds: [...counts, ...spent('54.90'), 'refund_share = 0', 'orders_placed MATCHES (amount = 54.90, net_amount = 54.90)'] }] },
  { name: 'not paid yet', life: { total: '54.90', lines: [mug], status: 'pending' }, answers: [{ after: 1, holds: [...counts, ...spent('54.90')] }] },
  { name: 'a test', life: { total: '54.90', lines: [mug], test: true }, answers: [{ after: 1, holds: nothing }] },
  { name: 'voided', life: { total: '54.90', current: '0.00', lines: [{ ...mug, left: 0 }], status: 'voided' }, answers: [{ after: 1, holds: nothing }] },
  {
    name: 'cancelled after five hours, and paid back',
    life: { total: '54.90', current: '0.00', lines: [{ ...mug, left: 0 }], status: 'refunded', cancelled: 5, refunds: [[5, '54.90']] },
    answers: [{ after: 4, holds: [...counts, ...spent('54.90')] }, { after: 6, holds: [...nothing, 'refunds_received MATCHES (count = 1, sum_amount = 54.90)'] }],
  },
  {
    name: 'refunded in part, twice, each from its own instant',
    life: { total: '100.00', current: '70.00', lines: [{ price: '50.00', quantity: 2 }], status: 'partially_refunded', refunds: [[2, '20.00'], [10, '10.00']] },
    answers: [
      { after: 1, holds: [...counts, ...spent('100'), 'NOT orders_placed MATCHES (refunded = true)'] },
      { after: 3, holds: [...counts, ...spent('100', '80', '20'), 'refund_share = 0.2', 'orders_placed MATCHES (refunded = true, net_amount = 80)'] },
      { after: 11, holds: [...counts, ...spent('100', '70', '30'), 'refund_share = 0.3', 'refunds_received MATCHES (count = 2, sum_amount = 30)'] },
    ],
  },
  { name: 'refunded whole', life: { total: '100.00', current: '0.00', lines: [{ price: '100.00', left: 0 }], status: 'refunded', refunds: [[2, '100.00']] }, answers: [{ after: 3, holds: [...counts, ...spent('100', '0', '100'), 'refund_share = 1'] }] },
  {
    name: 'edited down, without a refund: from the order’s own instant on',
    life: { total: '100.00', current: '60.00', lines: [{ price: '60.00' }, { price: '40.00', left: 0 }] },
    answers: [{ after: 1, holds: [...counts, ...spent('100', '60'), 'refund_share = 0', 'orders_placed MATCHES (amount = 100, net_amount = 60)'] }],
  },
  { name: 'edited up', life: { total: '100.00', current: '140.00', lines: [{ price: '100.00' }, { price: '40.00' }] }, answers: [{ after: 1, holds: [...counts, ...spent('100', '140')] }] },
  { name: 'for nothing', life: { total: '0.00', lines: [{ price: '30.00', discount: '30.00' }] }, answers: [{ after: 1, holds: [...counts, ...spent('0'), 'refund_share IS NULL'] }] },
  { name: 'completed from a draft', life: { total: '54.90', lines: [mug], channel: 'shopify_draft_order' }, answers: [{ after: 1, holds: [...counts, ...spent('54.90'), "orders_placed MATCHES (channel = 'shopify_draft_order')"] }] },
  { name: 'at the till', life: { total: '50.00', lines: [mug], channel: 'pos' }, answers: [{ after: 1, holds: [...counts, ...spent('50'), "orders_placed MATCHES (channel = 'pos')"] }] },
  { name: 'for a company', life: { total: '5000.00', lines: [{ price: '50.00', quantity: 100 }], status: 'pending' }, answers: [{ after: 1, holds: [...counts, ...spent('5000'), 'products_purchased MATCHES (sum_quantity = 100)'] }] },
  {
    name: 'a gift card alone: a purchase, and nothing spent yet',
    life: { total: '100.00', lines: [{ price: '100.00', gift: true }] },
    answers: [{ after: 1, holds: [...counts, ...spent('0'), 'orders_placed MATCHES (amount = 100)', 'products_purchased MATCHES (gift_card = true, count = 1)'] }],
  },
  {
    name: 'a gift card beside a mug, of which the mug is refunded in part',
    life: { total: '150.00', current: '130.00', lines: [mug, { price: '100.00', gift: true }], status: 'partially_refunded', refunds: [[2, '20.00']] },
    answers: [{ after: 1, holds: [...counts, ...spent('50')] }, { after: 3, holds: [...counts, ...spent('50', '30', '20'), 'refund_share = 0.4'] }],
  },
  {
    name: 'a gift card beside a mug, of which the gift card is refunded',
    life: { total: '150.00', current: '50.00', lines: [mug, { price: '100.00', gift: true, left: 0 }], status: 'partially_refunded', refunds: [[2, '100.00']] },
    answers: [{ after: 1, holds: [...counts, ...spent('50')] }, { after: 3, holds: [...counts, ...spent('50', '50', '100'), 'refund_share = 0'] }],
  },
  {
    name: 'a gift card beside a mug, edited away',
    life: { total: '150.00', current: '50.00', lines: [mug, { price: '100.00', gift: true, left: 0 }] },
    answers: [{ after: 1, holds: [...counts, ...spent('50')] }],
  },
]

const set = (amount: string) => ({ shop_money: { amount, currency_code: 'EUR' }, presentment_money: { amount, currency_code: 'EUR' } })
const discounted = ({ price, quantity = 1, discount = '0.00' }: Line): string => (Number(price) * quantity - Number(discount)).toFixed(2)

function asWebhook(id: number, { total, current = total, lines, refunds = [], status = 'paid', cancelled, test: tests = false, channel = 'web' }: Life): string {
  return likeSample('orders/create', {
    id, admin_graphql_api_id: `gid://shopify/Order/${id}`, customer: { id: 1, admin_graphql_api_id: 'gid://shopify/Customer/1' }, source_name: channel,
    created_at: stamp(opening), processed_at: stamp(opening), updated_at: stamp(opening), cancelled_at: cancelled === undefined ? null : stamp(opening + cancelled * HOUR),
    test: tests, financial_status: status, currency: 'EUR', presentment_currency: 'EUR', discount_codes: [],
    total_price: total, total_price_set: set(total), current_total_price: current, current_total_price_set: set(current), total_discounts: '0.00', total_discounts_set: set('0.00'),
    line_items: lines.map(({ price, quantity = 1, left = quantity, discount = '0.00', gift = false }, index) => ({
      id: 100 * id + index, product_id: 7, product_exists: true, variant_id: 8, quantity, current_quantity: left, price, price_set: set(price), total_discount: discount, total_discount_set: set(discount), gift_card: gift,
    })),
    refunds: refunds.map(([hours, amount], index) => ({ id: 10 * id + index, created_at: stamp(opening + hours * HOUR), transactions: [{ kind: 'refund', status: 'success', amount, currency: 'EUR', amount_set: set(amount) }] })),
  })
}

const shopMoney = (amount: string) => ({ shopMoney: { amount, currencyCode: 'EUR' } })

function asNode(id: number, { total, current = total, lines, refunds = [], status = 'paid', cancelled, test: tests = false, channel = 'web' }: Life) {
  const node = {
    id: `gid://shopify/Order/${id}`, createdAt: stamp(opening), processedAt: stamp(opening), updatedAt: stamp(opening), cancelledAt: cancelled === undefined ? null : stamp(opening + cancelled * HOUR),
    test: tests, sourceName: channel, displayFinancialStatus: status.toUpperCase(), displayFulfillmentStatus: 'UNFULFILLED', customer: { id: 'gid://shopify/Customer/1' }, app: null, retailLocation: null, shippingAddress: null,
    currencyCode: 'EUR', currentTotalPriceSet: shopMoney(current), totalPriceSet: shopMoney(total), totalDiscountsSet: shopMoney('0.0'), totalRefundedSet: shopMoney('0.0'), discountCodes: [], tags: [], customerJourneySummary: null,
    refunds: refunds.map(([hours, amount], index) => ({ id: `gid://shopify/Refund/${10 * id + index}`, createdAt: stamp(opening + hours * HOUR), totalRefundedSet: shopMoney(amount) })),
  }
  const children = lines.map((line, index) => {
    const { price, quantity = 1, left = quantity, gift = false } = line
    return {
      id: `gid://shopify/LineItem/${100 * id + index}`, quantity, currentQuantity: left, sku: null, vendor: null, isGiftCard: gift, product: { id: 'gid://shopify/Product/7' }, variant: { id: 'gid://shopify/ProductVariant/8' },
      originalTotalSet: shopMoney((Number(price) * quantity).toFixed(2)), discountedTotalSet: shopMoney(discounted(line)),
    }
  })
  return orderChange(node, children, 'EUR')
}

let door: DoorStage
let shops = 0
beforeAll(async () => { door = await openDoorStage({ currency: 'EUR' }) })
afterAll(() => door.close())

/** A shop of its own, with a customer who has ordered nothing. */
async function newShop(): Promise<{ readonly shop: number; readonly domain: string }> {
  const domain = `money-${++shops}.myshopify.com`
  const shop = await door.install(domain)
  await door.deliver('customers/create', likeSample('customers/create', { id: 1, admin_graphql_api_id: 'gid://shopify/Customer/1', created_at: stamp(opening), updated_at: stamp(opening) }), { shop: domain })
  await door.readEverybody(shop)
  return { shop, domain }
}

/** The rules of `holds` that do not hold. */
async function missed(shop: number, { after, holds }: Answer): Promise<string[]> {
  const answers = await Promise.all(holds.map(async (rule) => {
    const { problems, count } = await door.ctx.engine.preview({ shop, rule, segment: null, now: opening + after * HOUR })
    const errors = problems.filter(({ severity }) => severity === 'error')
    if (errors.length > 0) throw new Error(`${rule}: ${JSON.stringify(errors)}`)
    return count === 1 ? [] : [rule]
  }))
  return answers.flat()
}

describe.each(goldens)('an order $name', ({ life, answers }) => {
  test('as webhooks tell it', async () => {
    const { shop, domain } = await newShop()
    await door.deliver('orders/create', asWebhook(1, life), { shop: domain })
    for (const answer of answers) expect([answer.after, await missed(shop, answer)]).toEqual([answer.after, []])
  })

  test('as the Admin API shows it', async () => {
    const { shop } = await newShop()
    await door.ctx.db.write(() => applyChanges(shop, [asNode(1, life)], opening))
    for (const answer of answers) expect([answer.after, await missed(shop, answer)]).toEqual([answer.after, []])
  })
})

test('the native names mean what Shopify reports, whatever the orders say', async () => {
  const { shop, domain } = await newShop()
  await door.deliver('customers/purchasing_summary', JSON.stringify({ customerId: 'gid://shopify/Customer/1', numberOfOrders: 3, amountSpent: { amount: '412.5', currencyCode: 'EUR' }, lastOrderId: null, occurredAt: stamp(opening) }), { shop: domain })
  await door.deliver('orders/create', asWebhook(1, { total: '54.90', lines: [mug] }), { shop: domain })
  expect(await missed(shop, { after: 1, holds: ['number_of_orders = 3', 'amount_spent = 412.50', 'orders_counted = 1', 'net_spent = 54.90'] })).toEqual([])
})

test('what lies before the readable history is unknown to our own metrics, and known to the native ones', async () => {
  const { shop, domain } = await newShop()
  await door.ctx.db.write(function* () {
    yield* updateShop(shop, { historyFrom: opening - 60 * 24 * HOUR })
    yield* raiseRules(shop)
  })
  await door.deliver('customers/purchasing_summary', JSON.stringify({ customerId: 'gid://shopify/Customer/1', numberOfOrders: 3, amountSpent: { amount: '412.5', currencyCode: 'EUR' }, lastOrderId: null, occurredAt: stamp(opening) }), { shop: domain })
  await door.deliver('orders/create', asWebhook(1, { total: '54.90', lines: [mug] }), { shop: domain })
  const unknown = async (rule: string) => (await door.ctx.engine.preview({ shop, rule, segment: null, now: opening + HOUR })).unknown
  expect(await missed(shop, { after: 1, holds: ['number_of_orders = 3', 'amount_spent = 412.50', 'orders_counted >= 1', 'gross_spent >= 54.90'] })).toEqual([])
  for (const rule of ['net_spent >= 54.90', 'gross_spent >= 55', 'orders_counted <= 1', 'average_order_value > 1', 'refund_share = 0']) expect([rule, await unknown(rule)]).toEqual([rule, 1])
})
