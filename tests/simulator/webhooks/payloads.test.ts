// Every topic's payload has the fields of the documented 2026-07 sample, with the same types, and no others.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { events } from '#simulator/life/events.ts'
import { randomEvents } from '#simulator/life/random-events.ts'
import { install } from '#simulator/life/shop.ts'
import { Wish } from '#simulator/life/wish.ts'
import { createRandom } from '#simulator/store/random.ts'
import { bulkPayload } from '#simulator/webhooks/bulk-payload.ts'
import { readAppConfiguration } from '#simulator/webhooks/subscriptions.ts'
import { overheard, smallWorld } from '../stage.ts'
import { misfits, strangers } from './schema.ts'

const topics = readAppConfiguration().subscriptions.map(({ topic }) => topic)
const heard = new Map<string, Record<string, unknown>[]>()

beforeAll(async () => {
  const world = smallWorld()
  const told = overheard(world)
  const random = createRandom(11)
  await randomEvents(world, random, 1200)
  for (const kind of ['deleteCollection', 'shop', 'dataRequest', 'redact', 'clearCheckout', 'deleteOrder']) events[kind]?.happen(world, random, new Wish({ now: true, zone: 'Asia/Tokyo' }))
  world.webhooks.emit('bulk_operations/finish', bulkPayload(world.store, { id: 1, createdAt: 0, completedAt: 1000, status: 'COMPLETED', type: 'QUERY', errorCode: null }))
  install(world, ['read_customers'])
  install(world, ['read_customers', 'read_orders'])
  events['uninstall']?.happen(world, random, new Wish())
  world.agenda.stepTo(world.clock.now() + 49 * 3_600_000)
  for (const { topic, payload } of told) heard.set(topic, [...(heard.get(topic) ?? []), payload as Record<string, unknown>])
  await world.close()
})

afterAll(() => heard.clear())

/** Absent where there is nobody, or no address, to speak of. */
const optional = new Set(['customer', 'default_address', 'billing_address', 'shipping_address'])

describe.each(topics)('%s', (topic) => {
  test('happens', () => {
    expect(heard.get(topic)?.length ?? 0).toBeGreaterThan(0)
  })
  test('has exactly the fields of the documented sample, at every depth', () => {
    expect([...new Set((heard.get(topic) ?? []).flatMap((payload) => strangers(payload, topic, optional)))]).toEqual([])
  })
  test('has the types of the documented samples', () => {
    expect([...new Set((heard.get(topic) ?? []).flatMap((payload) => misfits(topic, payload)))]).toEqual([])
  })
})

test('a wrong type and a wrong field would be seen', () => {
  const [order] = heard.get('orders/create') ?? []
  expect(misfits('orders/create', { ...order, id: 'text', line_items: [{ price: 5 }] })).toEqual(['orders/create.id is string, not integer', 'orders/create.line_items[].price is integer, not string'])
  expect(strangers({ ...order, surprise: 1 }, 'orders/create', optional)).toEqual(['orders/create.surprise is not in the sample'])
})

test('a customer says nothing of tags, totals or consent, in an order neither', () => {
  const silent = ['tags', 'orders_count', 'total_spent', 'last_order_id', 'last_order_name', 'email_marketing_consent', 'sms_marketing_consent']
  const customers = [...(heard.get('customers/update') ?? []), ...(heard.get('orders/create') ?? []).map((one) => one['customer']).filter((one) => one !== undefined)]
  expect(customers.length).toBeGreaterThan(50)
  for (const customer of customers) for (const field of silent) expect(customer).not.toHaveProperty(field)
})

test('a guest’s order has no customer, a line of a deleted product no product, a refund no customer', () => {
  expect((heard.get('orders/create') ?? []).some((one) => !('customer' in one))).toBe(true)
  const lines = (heard.get('orders/create') ?? []).flatMap((one) => one['line_items'] as { product_id: number | null; product_exists: boolean }[])
  expect(lines.some((line) => line.product_id === null && !line.product_exists)).toBe(true)
  for (const refund of heard.get('refunds/create') ?? []) expect(refund).not.toHaveProperty('customer')
})

test('money is a text with the decimals of its currency, in shop and presentment money', () => {
  const sets = (heard.get('orders/create') ?? []).map((one) => one['total_price_set'] as { shop_money: { amount: string; currency_code: string }; presentment_money: { amount: string; currency_code: string } })
  const yen = sets.filter((one) => one.presentment_money.currency_code === 'JPY')
  expect(yen.length).toBeGreaterThan(0)
  for (const set of yen) {
    expect(set.presentment_money.amount).toMatch(/^\d+$/)
    expect(set.shop_money).toEqual({ amount: expect.stringMatching(/^\d+\.\d\d$/) as string, currency_code: 'EUR' })
  }
})

test('stamps carry the shop’s offset, group stamps are UTC', () => {
  expect(heard.get('orders/create')?.[0]?.['created_at']).toMatch(/^2026-11-22T1\d:\d\d:\d\d\+01:00$/)
  expect(heard.get('customer.tags_added')?.[0]?.['occurredAt']).toMatch(/^2026-11-22T09:\d\d:\d\d\.000Z$/)
})
