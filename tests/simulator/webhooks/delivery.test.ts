// Deliveries over real sockets: signed, retried by the store clock, faulty on demand.
import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { tagCustomer } from '#simulator/life/tags.ts'
import { uninstall } from '#simulator/life/shop.ts'
import type { World } from '#simulator/world.ts'
import type { Door } from '../stage.ts'
import { openDoor, secret, smallWorld } from '../stage.ts'

const minute = 60_000
const hour = 60 * minute
let door: Door
let world: World
beforeEach(async () => {
  door = await openDoor()
  world = smallWorld({ appUrl: door.url, customers: 20 })
})
afterEach(async () => {
  await world.close()
  await door.close()
})

const someone = () => [...world.store.customers.keys()][0] ?? 0
const emit = (count: number) => {
  for (let i = 0; i < count; i++) world.webhooks.emit('orders/delete', { id: i })
}
const ids = () => door.received.map(({ headers }) => headers['x-shopify-webhook-id'])
const bodies = () => door.received.map(({ body }) => (JSON.parse(body.toString()) as { id: number }).id)
const counted = () => expect.poll(() => world.webhooks.counts(), { timeout: 15_000 })
/** Until that many requests came in. */
const arrived = (count: number) => expect.poll(() => door.received.length, { timeout: 15_000 }).toBe(count)
const retrying = () => counted().toMatchObject({ retrying: 1 })

test('a delivery is signed over its bytes and carries the platform’s headers', async () => {
  tagCustomer(world, someone(), ['größer'])
  await world.webhooks.flush()
  expect(door.received.map(({ headers }) => headers['x-shopify-topic']).sort()).toEqual(['customer.tags_added', 'customers/update'])
  for (const { headers, body, path } of door.received) {
    expect(path).toBe('/webhooks')
    expect(headers['x-shopify-hmac-sha256']).toBe(createHmac('sha256', secret).update(body).digest('base64'))
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'x-shopify-shop-domain': 'demo.myshopify.com', 'x-shopify-api-version': '2026-07' })
    expect(headers['x-shopify-triggered-at']).toMatch(/^2026-11-22T09:/)
  }
  expect(new Set(ids()).size).toBe(2)
  expect(new Set(door.received.map(({ headers }) => headers['x-shopify-event-id'])).size).toBe(1)
})

test('compliance topics go to their own address; a topic without a subscription goes nowhere', async () => {
  world.webhooks.emit('shop/redact', {})
  world.webhooks.emit('themes/update', {})
  await world.webhooks.flush()
  expect(door.received).toHaveLength(1)
  expect(door.received[0]?.path).toBe(world.config.subscriptions.find(({ topic }) => topic === 'shop/redact')?.uri)
})

describe('retries', () => {
  test('repeat the original payload and id, and follow the store clock', async () => {
    door.answer = (response, nth) => void response.writeHead(nth < 3 ? 503 : 200).end()
    world.webhooks.emit('orders/delete', { id: 1 })
    await arrived(1)
    await retrying()
    world.agenda.stepTo(world.clock.now() + 50_000)
    expect(world.webhooks.counts()).toMatchObject({ pending: 1, retrying: 1, attempts: 1 })
    world.agenda.stepTo(world.clock.now() + 10_000)
    await arrived(2)
    await retrying()
    world.agenda.stepTo(world.clock.now() + 2 * minute)
    await arrived(3)
    await world.webhooks.flush()
    expect(new Set(ids()).size).toBe(1)
    expect(new Set(door.received.map(({ body }) => body.toString())).size).toBe(1)
    expect(world.webhooks.counts()).toEqual({ pending: 0, retrying: 0, delivered: 1, failed: 0, lost: 0, attempts: 3 })
  })
  test('end after the eighth, four hours later, also when the clock steps over all of them', async () => {
    door.answer = (response) => void response.writeHead(302, { location: '/elsewhere' }).end()
    world.webhooks.emit('orders/delete', { id: 1 })
    await arrived(1)
    await retrying()
    world.agenda.stepTo(world.clock.now() + 4 * hour + minute)
    await arrived(9)
    await counted().toEqual({ pending: 0, retrying: 0, delivered: 0, failed: 1, lost: 0, attempts: 9 })
  })
  test('can be asked for at once', async () => {
    door.answer = (response, nth) => void response.writeHead(nth < 4 ? 500 : 200).end()
    world.webhooks.emit('orders/delete', { id: 1 })
    expect(await world.webhooks.flush({ retriesNow: true })).toMatchObject({ pending: 0, delivered: 1, attempts: 4 })
  })
  test('come after a cut connection, and when an answer does not come', async () => {
    door.answer = (response, nth) => void (nth === 1 ? response.destroy() : undefined)
    emit(1)
    await retrying()
    const flushing = world.webhooks.flush({ retriesNow: true, timeoutMs: 12_000 })
    await arrived(2)
    await counted().toMatchObject({ attempts: 3 })
    door.answer = (response) => void response.writeHead(200).end()
    door.drop()
    await flushing
  })
  test('come when nobody listens', async () => {
    await door.close()
    emit(1)
    expect(await world.webhooks.flush()).toMatchObject({ pending: 1, retrying: 1 })
    door = await openDoor()
  })
})

describe('faults', () => {
  test('lose drops for good', async () => {
    world.faults.webhooks.lose = 0.5
    emit(200)
    const { lost, delivered, pending } = await world.webhooks.flush()
    expect({ pending, all: lost + delivered }).toEqual({ pending: 0, all: 200 })
    expect(lost).toBeGreaterThan(60)
    expect(lost).toBeLessThan(140)
    expect(door.received).toHaveLength(delivered)
  })
  test('twice repeats under the same id', async () => {
    world.faults.webhooks.twice = 1
    emit(20)
    await world.webhooks.flush()
    expect(door.received).toHaveLength(40)
    expect(new Set(ids()).size).toBe(20)
  })
  test('hold keeps everything back until it is lifted', async () => {
    world.faults.webhooks.hold = true
    emit(3)
    expect(await world.webhooks.flush({ timeoutMs: 50 })).toMatchObject({ pending: 3 })
    expect(door.received).toHaveLength(0)
    world.faults.webhooks.hold = false
    world.webhooks.wake()
    expect(await world.webhooks.flush()).toMatchObject({ pending: 0, delivered: 3 })
  })
  test('shuffle loses nothing and keeps no order', async () => {
    world.faults.webhooks.shuffle = true
    emit(100)
    await world.webhooks.flush()
    expect(bodies()).not.toEqual([...Array(100).keys()])
    expect(bodies().sort((a, b) => a - b)).toEqual([...Array(100).keys()])
  })
  test('a delay is a delay of the store clock', async () => {
    world.faults.webhooks.delayMs = [hour, hour]
    emit(1)
    expect(await world.webhooks.flush({ timeoutMs: 50 })).toMatchObject({ pending: 1, delivered: 0 })
    world.agenda.stepTo(world.clock.now() + hour + 1000)
    expect(await world.webhooks.flush()).toMatchObject({ pending: 0, delivered: 1 })
  })
})

test('an app that is not installed hears nothing but shop/redact, two days later', async () => {
  uninstall(world)
  tagCustomer(world, someone(), ['unheard'])
  await world.webhooks.flush()
  expect(door.received.map(({ headers }) => headers['x-shopify-topic'])).toEqual(['app/uninstalled'])
  world.agenda.stepTo(world.clock.now() + 47 * hour)
  expect(await world.webhooks.flush()).toMatchObject({ delivered: 1 })
  world.agenda.stepTo(world.clock.now() + 2 * hour)
  await world.webhooks.flush()
  expect(door.received.map(({ headers }) => headers['x-shopify-topic'])).toEqual(['app/uninstalled', 'shop/redact'])
})

test('two thousand at once go out over at most sixteen connections', async () => {
  let open = 0
  let most = 0
  door.answer = (response) => {
    most = Math.max(most, ++open)
    setImmediate(() => {
      open--
      response.writeHead(200).end()
    })
  }
  emit(2000)
  expect(await world.webhooks.flush()).toMatchObject({ pending: 0, delivered: 2000 })
  expect(most).toBeLessThanOrEqual(16)
  expect(new Set(bodies()).size).toBe(2000)
})
