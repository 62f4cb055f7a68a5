// The deliveries that break naive builds, by name: through the door, into the facts, and on to who belongs to a segment.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { decodeLines } from '#app/core/facts/order-lines.ts'
import { readTagTimes } from '#app/core/membership/stored.ts'
import { createSegment } from '#app/operations/segments/create-segment.ts'
import { providers } from '#tests/database.ts'
import { type DoorStage, openDoorStage } from '#tests/journeys/door-stage.ts'
import { likeSample } from '#tests/journeys/samples.ts'
import { opening } from '#tests/journeys/shop-stage.ts'

type Fields = Record<string, unknown>
const stamp = (at: number) => new Date(at).toISOString()
const minute = 60_000

const person = (id: number, change: Fields = {}) =>
  likeSample('customers/create', { id, admin_graphql_api_id: `gid://shopify/Customer/${id}`, created_at: stamp(opening), updated_at: stamp(opening), ...change })
/** An order as any other: paid, not a test, not cancelled. */
const purchase = (id: number, customer: number | null, change: Fields = {}) =>
  likeSample('orders/create', {
    id, admin_graphql_api_id: `gid://shopify/Order/${id}`, customer: customer === null ? undefined : { id: customer, admin_graphql_api_id: `gid://shopify/Customer/${customer}` },
    test: false, financial_status: 'paid', cancelled_at: null, cancel_reason: null, created_at: stamp(opening), processed_at: stamp(opening), updated_at: stamp(opening), ...change,
  })
const tagged = (customer: number, tags: string[], at: number) => JSON.stringify({ customerId: `gid://shopify/Customer/${customer}`, tags, occurredAt: stamp(at) })

describe.each(providers)('on %s', (provider) => {
  let door: DoorStage
  let shop: number
  let domain: string
  let shops = 0
  beforeAll(async () => { door = await openDoorStage({ provider }) })
  afterAll(() => door.close())

  /** A shop of its own for every test. */
  const newShop = async (settings: { currency?: string } = {}) => {
    domain = `odd-${++shops}.myshopify.com`
    shop = await door.install(domain, settings)
    door.said.splice(0)
  }
  const deliver = (topic: string, body: string, at = opening + minute) => door.deliver(topic, body, { shop: domain, at })
  const orders = (columns: string) => door.rows(`SELECT CAST(shopify_id AS TEXT) AS id, ${columns} FROM orders WHERE shop_id = ? ORDER BY shopify_id`, shop)
  const customers = (columns: string) => door.rows(`SELECT CAST(shopify_id AS TEXT) AS id, ${columns} FROM customers WHERE shop_id = ? ORDER BY shopify_id`, shop)
  const members = async (rule: string) => {
    const made = await createSegment(door.ctx, { shop, name: rule, rule, tag: rule, state: 'on' })
    if (made.kind !== 'created') throw new Error(JSON.stringify(made))
    await door.readEverybody(shop)
    await door.stage.bells.answerAll(door.ctx)
    const numbers = await door.ctx.engine.members({ shop, segment: made.segment.id, after: 0, limit: 100 })
    const ids = await customers('number')
    return ids.filter(({ number }) => numbers.includes(Number(number))).map(({ id }) => id)
  }

  test('a guest’s order belongs to nobody and waits for nobody', async () => {
    await newShop()
    await deliver('orders/create', purchase(1, null))
    expect(await orders('customer, awaited_customer, total')).toEqual([{ id: '1', customer: null, awaited_customer: null, total: 40_495 }])
    expect(await customers('number')).toEqual([])
  })

  test('a line of a deleted product keeps its money and has no product', async () => {
    await newShop()
    const lines = [{ id: 11, product_id: null, product_exists: false, quantity: 2, current_quantity: 2, price: '5.00', total_discount: '0.00' }, { id: 12, product_id: 77, product_exists: false, quantity: 1, current_quantity: 0, price: '3.00', total_discount: '1.00' }]
    await deliver('orders/create', purchase(2, null, { line_items: lines }))
    const [order] = await orders('lines')
    expect(decodeLines(order?.lines as Uint8Array).map(({ product, quantity, currentQuantity, originalTotal, discountedTotal }) => [product, quantity, currentQuantity, originalTotal, discountedTotal])).toEqual([[0, 2, 2, 1_000, 1_000], [0, 1, 0, 300, 200]])
    expect(await door.rows('SELECT number FROM products WHERE shop_id = ?', shop)).toEqual([])
  })

  test('test orders, cancelled and voided ones are kept, and are no purchases', async () => {
    await newShop()
    const odd: [number, Fields][] = [[1, {}], [2, { test: true }], [3, { cancelled_at: stamp(opening) }], [4, { financial_status: 'voided' }], [5, { total_price: '0.00', total_price_set: undefined }]]
    for (const [id, change] of odd) {
      await deliver('customers/create', person(id))
      await deliver('orders/create', purchase(id, id, change))
    }
    expect(await orders('financial_status AS status')).toHaveLength(5)
    expect(await members('orders_placed MATCHES (count >= 1)')).toEqual(['1', '5'])
    // A cancellation takes the purchase back.
    door.stage.step(minute)
    await deliver('orders/cancelled', purchase(1, 1, { cancelled_at: stamp(opening + minute), updated_at: stamp(opening + minute) }))
    await door.stage.bells.answerAll(door.ctx)
    expect(await door.rows('SELECT kind, at, reason FROM membership_changes WHERE shop_id = ? AND customer IS NOT NULL', shop)).toEqual([{ kind: 'left', at: opening + minute, reason: 'event' }])
  })

  test('a currency without decimals: yen are counted as yen', async () => {
    await newShop({ currency: 'JPY' })
    const set = (amount: string) => ({ shop_money: { amount, currency_code: 'JPY' }, presentment_money: { amount, currency_code: 'JPY' } })
    await deliver('customers/create', person(1, { currency: 'JPY' }))
    await deliver('customers/purchasing_summary', JSON.stringify({ customerId: 'gid://shopify/Customer/1', numberOfOrders: 1, amountSpent: { amount: '23600.0', currencyCode: 'JPY' }, lastOrderId: 'gid://shopify/Order/1', occurredAt: stamp(opening) }))
    await deliver('orders/create', purchase(1, 1, {
      currency: 'JPY', presentment_currency: 'JPY', total_price: '23600', total_price_set: set('23600'), current_total_price: '23600', current_total_price_set: set('23600'), total_discounts: '0', total_discounts_set: set('0'),
      line_items: [{ id: 11, product_id: null, quantity: 2, current_quantity: 2, price: '11800', price_set: set('11800'), total_discount: '0', total_discount_set: set('0') }],
    }))
    const [order] = await orders('total, current_total, lines')
    expect(order).toMatchObject({ total: 23_600, current_total: 23_600 })
    expect(decodeLines(order?.lines as Uint8Array)[0]?.originalTotal).toBe(23_600)
    expect(await customers('amount_spent')).toEqual([{ id: '1', amount_spent: 23_600 }])
    expect(await members('amount_spent > 23599.99')).toEqual(['1'])
    expect(await members('amount_spent > 23600')).toEqual([])
  })

  test('ids beyond 2^53 that differ in the last digit are different orders of different customers', async () => {
    await newShop()
    const big = (topic: string, body: string, digit: number) => deliver(topic, body.replaceAll('555', `90071992547409${digit}`))
    for (const digit of [92, 93]) {
      await big('customers/create', person(555, { admin_graphql_api_id: undefined }), digit)
      await big('orders/create', purchase(555, null, { admin_graphql_api_id: undefined, customer: { id: 555 } }), digit)
    }
    expect((await customers('number')).map(({ id }) => id)).toEqual(['9007199254740992', '9007199254740993'])
    const found = await door.rows('SELECT CAST(o.shopify_id AS TEXT) AS ordered, CAST(c.shopify_id AS TEXT) AS by FROM orders o JOIN customers c ON c.shop_id = o.shop_id AND c.number = o.customer WHERE o.shop_id = ? ORDER BY o.shopify_id', shop)
    expect(found).toEqual([{ ordered: '9007199254740992', by: '9007199254740992' }, { ordered: '9007199254740993', by: '9007199254740993' }])
  })

  test('a buyer who paid in another currency is counted in the shop’s', async () => {
    await newShop({ currency: 'EUR' })
    const set = (euro: string, yen: string) => ({ shop_money: { amount: euro, currency_code: 'EUR' }, presentment_money: { amount: yen, currency_code: 'JPY' } })
    const sold = { currency: 'EUR', presentment_currency: 'JPY', total_price: '10.00', total_price_set: set('10.00', '1700'), current_total_price: '6.00', current_total_price_set: set('6.00', '1020'), total_discounts: '0.00', total_discounts_set: set('0.00', '0'), line_items: [] }
    const refund = (money: Fields) => [{ id: 5, created_at: stamp(opening), transactions: [{ kind: 'refund', status: 'success', ...money }] }]
    await deliver('orders/create', purchase(1, null, { ...sold, refunds: refund({ amount: '680', currency: 'JPY' }) }))
    await deliver('orders/create', purchase(2, null, { ...sold, refunds: refund({ amount: '680', currency: 'JPY', amount_set: set('4.00', '680') }) }))
    await deliver('orders/create', purchase(3, null, { ...sold, refunds: refund({ amount: '4.00', currency: null }) }))
    expect(await orders('total, current_total, refunded, suspect')).toEqual([
      // Told in yen only: nobody guesses a rate, the order is read again.
      { id: '1', total: 1_000, current_total: 600, refunded: 0, suspect: expect.stringContaining('another currency') as string },
      { id: '2', total: 1_000, current_total: 600, refunded: 400, suspect: null },
      { id: '3', total: 1_000, current_total: 600, refunded: 400, suspect: null },
    ])
  })

  test('a customer with a phone only: no mail consent to speak of, and no number is kept', async () => {
    await newShop()
    await deliver('customers/create', person(1, { email: null, phone: '+491701234567', first_name: 'Phonely' }))
    await deliver('customers_marketing_consent/update', JSON.stringify({ id: 1, phone: '+491701234567', sms_marketing_consent: { state: 'subscribed', opt_in_level: 'single_opt_in', consent_updated_at: stamp(opening), consent_collected_from: 'SHOPIFY' } }))
    expect(await customers('email_domain, email_consent, sms_consent')).toEqual([{ id: '1', email_domain: null, email_consent: null, sms_consent: 'SUBSCRIBED' }])
    expect(await members("sms_subscription_status = 'SUBSCRIBED'")).toEqual(['1'])
    expect(JSON.stringify(await door.everything())).not.toMatch(/1701234567|Phonely/)
  })

  test('a merge that failed or is under way changes nothing; one that succeeded moves everything', async () => {
    await newShop()
    for (const id of [1, 2]) {
      await deliver('customers/create', person(id))
      await deliver('orders/create', purchase(id, id))
    }
    const merge = (status: string) => JSON.stringify({ admin_graphql_api_customer_kept_id: 'gid://shopify/Customer/1', admin_graphql_api_customer_deleted_id: 'gid://shopify/Customer/2', admin_graphql_api_job_id: null, status, errors: [] })
    const { deliveries: _before, ...before } = await door.everything()
    for (const status of ['failed', 'requested', 'in_progress']) await deliver('customers/merge', merge(status))
    const { deliveries: _after, ...after } = await door.everything()
    expect(after).toEqual(before)
    await deliver('customers/merge', merge('completed'))
    expect(await orders('customer')).toEqual([{ id: '1', customer: 1 }, { id: '2', customer: 1 }])
    expect(await customers('merged_into, deleted_at')).toEqual([{ id: '1', merged_into: null, deleted_at: null }, { id: '2', merged_into: 1, deleted_at: opening + minute }])
    // What comes late for the one that went is the keeper's.
    await deliver('orders/create', purchase(3, 2))
    expect((await orders('customer')).map(({ customer }) => customer)).toEqual([1, 1, 1])
  })

  test('a deleted order stays deleted when an older document of it comes late', async () => {
    await newShop()
    await deliver('customers/create', person(1))
    await deliver('orders/create', purchase(1, 1))
    await deliver('orders/delete', '{"id":1}', opening + 2 * minute)
    await deliver('orders/updated', purchase(1, 1, { updated_at: stamp(opening + minute) }), opening + 3 * minute)
    expect(await orders('deleted_at, total')).toEqual([{ id: '1', deleted_at: opening + 2 * minute, total: 0 }])
    expect(await members('orders_placed MATCHES (count >= 1)')).toEqual([])
  })

  test('of a pair that comes in the wrong order the newer one stands; the same again changes nothing', async () => {
    await newShop()
    await deliver('orders/updated', purchase(1, null, { updated_at: stamp(opening + minute), financial_status: 'refunded' }))
    await deliver('orders/create', purchase(1, null, { financial_status: 'pending' }))
    await deliver('products/update', likeSample('products/update', { title: 'New name', updated_at: stamp(opening + minute) }))
    await deliver('products/create', likeSample('products/create', { title: 'Old name' }))
    expect(await orders('financial_status AS status, suspect')).toEqual([{ id: '1', status: 'REFUNDED', suspect: null }])
    expect(await door.rows('SELECT title FROM products WHERE shop_id = ? AND title IS NOT NULL', shop)).toEqual([{ title: 'New name' }])

    const { deliveries: _before, ...before } = await door.everything()
    await deliver('orders/updated', purchase(1, null, { updated_at: stamp(opening + minute), financial_status: 'refunded' }))
    const { deliveries: _after, ...after } = await door.everything()
    // Only the sequence of the shop may have moved on.
    const still = ({ shops: all = [], ...rest }: typeof after) => ({ ...rest, shops: all.map((row) => ({ ...row, facts_version: null })) })
    expect(still(after)).toEqual(still(before))
  })

  test('the same second with different content is a tie: the row is marked to be read, whichever came first', async () => {
    await newShop()
    for (const id of [1, 2]) await deliver('customers/create', person(id))
    await deliver('customer.tags_added', tagged(1, ['VIP'], opening + minute))
    await deliver('customer.tags_removed', tagged(1, ['vip '], opening + minute))
    await deliver('customer.tags_removed', tagged(2, ['vip'], opening + minute))
    await deliver('customer.tags_added', tagged(2, ['VIP'], opening + minute))
    await deliver('orders/create', purchase(1, 1))
    await deliver('orders/updated', purchase(1, 1, { financial_status: 'refunded' }))
    expect((await customers('suspect')).map(({ suspect }) => String(suspect).split(' ')[0])).toEqual(['tags', 'tags'])
    expect((await orders('suspect')).map(({ suspect }) => String(suspect).split(' ')[0])).toEqual(['order'])
    // A later delta is no tie, and counts.
    await deliver('customer.tags_removed', tagged(1, ['vip'], opening + 2 * minute))
    expect(readTagTimes(String((await customers('tags'))[0]?.tags))).toEqual([{ tag: expect.stringMatching(/vip/i) as string, at: opening + 2 * minute, present: false }])
  })
})
