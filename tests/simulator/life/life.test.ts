// What happens in the store changes it, is dated by its clock, and is told by the topics the platform would use.
import { beforeEach, describe, expect, test } from 'vitest'
import { events } from '#simulator/life/events.ts'
import { mergeCustomers } from '#simulator/life/merge.ts'
import { randomEvents } from '#simulator/life/random-events.ts'
import { tagCustomer, untagCustomer } from '#simulator/life/tags.ts'
import { Wish } from '#simulator/life/wish.ts'
import { createRandom } from '#simulator/store/random.ts'
import type { Customer, Order } from '#simulator/store/model.ts'
import type { World } from '#simulator/world.ts'
import { overheard, smallWorld } from '../stage.ts'

let world: World
let heard: ReturnType<typeof overheard>
let buyer: Customer
beforeEach(() => {
  world = smallWorld()
  heard = overheard(world)
  buyer = find((one) => one.numberOfOrders >= 2 && one.email !== null)
})

const find = (test: (customer: Customer) => boolean): Customer => {
  const found = [...world.store.customers.values()].find(test)
  if (!found) throw new Error('no such customer in the store')
  return found
}
const happen = (kind: string, wish: Record<string, unknown> = {}) => {
  heard.length = 0
  const happened = events[kind]?.happen(world, createRandom(5), new Wish(wish))
  if (!happened) throw new Error(`${kind} did not happen`)
  return happened
}
const topics = () => heard.map(({ topic }) => topic)
const orderOf = (happened: Readonly<Record<string, unknown>>): Order => {
  const order = world.store.orders.get(Number(happened['order']))
  if (!order) throw new Error('no such order')
  return order
}
const told = (topic: string) => heard.filter((one) => one.topic === topic).map(({ payload }) => payload as Record<string, unknown>)

describe('an order', () => {
  test('is told as created, paid and at once updated, then the totals; the customer is not told', () => {
    const before = { count: buyer.numberOfOrders, spent: buyer.amountSpent }
    const order = orderOf(happen('order', { customerId: buyer.id }))
    expect(topics().filter((topic) => !topic.startsWith('checkouts/'))).toEqual(['orders/create', 'orders/paid', 'orders/updated', 'customers/purchasing_summary'])
    expect(new Set(heard.map(({ event }) => event)).size).toBe(1)
    expect(buyer).toMatchObject({ numberOfOrders: before.count + 1, amountSpent: before.spent + order.total, lastOrderId: order.id })
    expect(told('customers/purchasing_summary')).toEqual([expect.objectContaining({ customerId: `gid://shopify/Customer/${buyer.id}`, numberOfOrders: before.count + 1, lastOrderId: `gid://shopify/Order/${order.id}` })])
    expect(world.store.ordersOf.get(buyer.id)?.at(-1)).toBe(order.id)
  })
  test('of a test leaves the totals alone', () => {
    const before = buyer.numberOfOrders
    happen('order', { customerId: buyer.id, test: true })
    expect(topics()).not.toContain('customers/purchasing_summary')
    expect(buyer.numberOfOrders).toBe(before)
  })
  test('of somebody new tells the customer first', () => {
    const happened = happen('firstOrder')
    expect(topics()[0]).toBe('customers/create')
    expect(world.store.customers.get(Number(happened['customer']))?.numberOfOrders).toBe(1)
  })
  test('of a guest belongs to nobody', () => {
    expect(orderOf(happen('guestOrder')).customerId).toBeNull()
    expect(topics()).not.toContain('customers/purchasing_summary')
  })
  test('with the totals lagging is told of them later, once they follow', () => {
    world.faults.totalsLagMs = 60_000
    const before = buyer.numberOfOrders
    happen('order', { customerId: buyer.id })
    expect(topics()).not.toContain('customers/purchasing_summary')
    expect(buyer.numberOfOrders).toBe(before)
    world.agenda.stepTo(world.clock.now() + 61_000)
    expect(topics()).toContain('customers/purchasing_summary')
    expect(buyer.numberOfOrders).toBe(before + 1)
  })
})

describe('afterwards', () => {
  const paid = () => {
    for (;;) {
      const order = orderOf(happen('order', { customerId: buyer.id }))
      if (order.financialStatus === 'PAID' && order.fulfillmentStatus === 'UNFULFILLED') return order
    }
  }
  test('a full refund leaves nothing', () => {
    const order = paid()
    happen('refund', { orderId: order.id, all: true })
    expect(topics()).toEqual(['refunds/create', 'orders/updated', 'customers/purchasing_summary'])
    expect(order).toMatchObject({ financialStatus: 'REFUNDED', currentTotal: 0 })
    expect(told('refunds/create')[0]).toMatchObject({ order_id: order.id })
  })
  test('a partial refund leaves the rest, and more than was paid is refused', () => {
    const order = paid()
    happen('refund', { orderId: order.id, amount: 100 })
    expect(order).toMatchObject({ financialStatus: 'PARTIALLY_REFUNDED', currentTotal: order.total - 100 })
    expect(() => happen('refund', { orderId: order.id, amount: order.total })).toThrow('is greater than net payment received')
  })
  test('a cancelled order is refunded; it still counts among the reported orders, but not in what was spent', () => {
    const before = { count: buyer.numberOfOrders, spent: buyer.amountSpent }
    const order = paid()
    const placed = buyer.numberOfOrders - before.count
    happen('cancel', { orderId: order.id })
    expect(topics()).toEqual(['orders/cancelled', 'refunds/create', 'orders/updated', 'customers/purchasing_summary'])
    expect(order.cancelledAt).toBe(order.updatedAt)
    expect(buyer.numberOfOrders).toBe(before.count + placed)
  })
  test('an edit, a fulfilment and a deletion are told by their own topics', () => {
    const order = paid()
    happen('editOrder', { orderId: order.id })
    expect(topics().slice(0, 2)).toEqual(['orders/edited', 'orders/updated'])
    happen('cancel', { orderId: order.id })
    happen('deleteOrder', { orderId: order.id })
    expect(topics()[0]).toBe('orders/delete')
    expect(world.store.orders.has(order.id)).toBe(false)
    expect(world.store.ordersOf.get(buyer.id)).not.toContain(order.id)
    const other = paid()
    happen('fulfil', { orderId: other.id })
    expect(topics()).toEqual(['orders/fulfilled', 'orders/updated'])
  })
})

describe('tags', () => {
  test('added through the API bump the customer and are told, by event and by customers/update', () => {
    world.agenda.stepTo(world.clock.now() + 5000)
    const before = buyer.updatedAt
    tagCustomer(world, buyer.id, ['Gold, gold ,Silver'])
    expect(topics()).toEqual(['customers/update', 'customer.tags_added'])
    expect(told('customer.tags_added')[0]).toMatchObject({ tags: ['Gold', 'Silver'] })
    expect(buyer.updatedAt).toBeGreaterThan(before)
    expect(world.journal.at(-1)).toMatchObject({ by: 'app', customerId: buyer.id, added: ['Gold', 'Silver'] })
  })
  test('that stand already change nothing and are not told', () => {
    tagCustomer(world, buyer.id, ['Gold'])
    heard.length = 0
    expect(tagCustomer(world, buyer.id, ['GOLD'])).toMatchObject({ added: [], userErrors: [] })
    expect(untagCustomer(world, buyer.id, ['never there']).userErrors).toEqual([])
    expect(heard).toEqual([])
  })
  test('of the app can be taken off and put on by the merchant', () => {
    tagCustomer(world, buyer.id, ['Gold'])
    happen('merchantRemovesAppTag')
    expect(buyer.tags).not.toContain('Gold')
    expect(told('customer.tags_removed')[0]).toMatchObject({ tags: ['Gold'] })
    happen('merchantAddsAppTag', { customerId: buyer.id })
    expect(buyer.tags).toContain('Gold')
    expect(world.journal.map(({ by }) => by)).toEqual(['app', 'merchant', 'merchant'])
  })
})

describe('customers', () => {
  test('consent has a topic a channel and its own instant', () => {
    buyer.emailConsent = { state: 'NOT_SUBSCRIBED', at: 0 }
    happen('subscribe', { customerId: buyer.id })
    expect(topics()).toEqual(['customers_email_marketing_consent/update', 'customers/update'])
    expect(buyer.emailConsent).toEqual({ state: 'SUBSCRIBED', at: world.clock.stamp() })
    happen('unsubscribeSms', { customerId: buyer.id })
    expect(topics()[0]).toBe('customers_marketing_consent/update')
  })
  test('with orders cannot be deleted, without can', () => {
    expect(() => happen('deleteCustomer', { customerId: buyer.id })).toThrow('associated orders')
    const idle = find((one) => one.numberOfOrders === 0)
    happen('deleteCustomer', { customerId: idle.id })
    expect(topics()).toEqual(['customers/delete'])
    expect(world.store.customers.has(idle.id)).toBe(false)
  })
  test('merge into the one with a mail address: orders and tags move, the other one is gone', () => {
    const phoneOnly = find((one) => one.email === null && one !== buyer)
    world.store.ordersOf.set(phoneOnly.id, [orderOf(happen('order', { customerId: phoneOnly.id })).id])
    tagCustomer(world, phoneOnly.id, ['From The Other'], 'merchant')
    const orders = (world.store.ordersOf.get(buyer.id) ?? []).length
    heard.length = 0
    expect(mergeCustomers(world, phoneOnly, buyer)).toBe(buyer)
    expect(topics()).toEqual(['customers/merge', 'customers/update', 'customers/purchasing_summary'])
    expect(world.store.ordersOf.get(buyer.id)).toHaveLength(orders + 1)
    expect(world.store.ordersOf.has(phoneOnly.id)).toBe(false)
    expect(buyer.tags).toContain('From The Other')
    expect(phoneOnly.mergedInto).toBe(buyer.id)
    expect(tagCustomer(world, phoneOnly.id, ['x']).userErrors).toHaveLength(1)
  })
  test('who ask to be forgotten are, when the platform’s time has come', () => {
    const happened = happen('redact', { customerId: buyer.id })
    expect(Number(happened['due'])).toBeGreaterThanOrEqual(world.clock.now() + 9.9 * 86_400_000)
    world.agenda.stepTo(Number(happened['due']) + 1)
    expect(told('customers/redact')[0]).toMatchObject({ customer: { id: buyer.id }, orders_to_redact: world.store.ordersOf.get(buyer.id) })
    expect(buyer).toMatchObject({ email: null, firstName: '', emailConsent: { state: 'REDACTED' } })
  })
})

test('a collection changes by its product: the product’s own payload does not say it', () => {
  const happened = happen('collection')
  expect(topics()).toEqual(['collections/update', 'products/update'])
  expect(told('products/update')[0]).toMatchObject({ id: happened['product'] })
})

test('random events mix the kinds, count them, and are the same for the same seed', async () => {
  const counts = await randomEvents(world, createRandom(3), 400)
  expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(400)
  expect(Object.keys(counts).length).toBeGreaterThan(20)
  expect(counts['order']).toBeGreaterThan(80)
  const again = smallWorld()
  overheard(again)
  expect(await randomEvents(again, createRandom(3), 400)).toEqual(counts)
})

test('after much life the books still agree', async () => {
  await randomEvents(world, createRandom(4), 1500)
  for (const customer of world.store.customers.values()) {
    if (customer.mergedInto !== null) continue
    const own = (world.store.ordersOf.get(customer.id) ?? []).map((id) => world.store.orders.get(id))
    expect(own.every((order) => order?.customerId === customer.id)).toBe(true)
    expect(customer.numberOfOrders).toBe(own.filter((order) => order && !order.test).length)
    expect(new Set(customer.tags.map((tag) => tag.toLowerCase())).size).toBe(customer.tags.length)
  }
  for (const order of world.store.orders.values()) {
    if (order.customerId !== null) expect(world.store.customers.get(order.customerId)?.mergedInto).toBeNull()
    expect(order.currentTotal).toBeGreaterThanOrEqual(0)
  }
})
