// The control API over HTTP, as the demo, the proof and the measurements use it.
import { once } from 'node:events'
import type { Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { handleControl } from '#simulator/control/control.ts'
import { tagCustomer } from '#simulator/life/tags.ts'
import { platformOf } from '#simulator/platform/state.ts'
import type { Customer } from '#simulator/store/model.ts'
import type { World } from '#simulator/world.ts'
import type { Door } from '../stage.ts'
import { openDoor, opening, smallWorld } from '../stage.ts'

let door: Door
let world: World
let server: Server
let base: string
beforeEach(async () => {
  door = await openDoor()
  world = smallWorld({ appUrl: door.url, customers: 60 })
  server = createServer((request, response) => {
    void handleControl(request, response, world).then((handled) => {
      if (!handled) response.writeHead(501).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(async () => {
  await world.close()
  await door.close()
  server.closeAllConnections()
  server.close()
})

const get = async (path: string): Promise<unknown> => (await fetch(base + path)).json()
const lines = async (path: string) => (await (await fetch(base + path)).text()).trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
const post = async (path: string, body: unknown = {}) => {
  const response = await fetch(base + path, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

test('other paths are not its own, unknown ones of its own are 404', async () => {
  expect((await fetch(`${base}/store/demo`)).status).toBe(501)
  expect((await fetch(`${base}/_sim/nothing`)).status).toBe(404)
})

describe('the clock', () => {
  test('is the offset to real time, and steps forward', async () => {
    expect(await get('/_sim/clock')).toMatchObject({ speed: 1 })
    const { body } = await post('/_sim/clock', { by: 3_600_000 })
    expect(Date.now() + Number(body['offset'])).toBeGreaterThanOrEqual(opening + 3_600_000)
    expect((await post('/_sim/clock', { to: opening + 7_200_000 })).status).toBe(200)
    expect(world.clock.now()).toBeGreaterThanOrEqual(opening + 7_200_000)
    expect((await post('/_sim/clock', { to: opening })).status).toBe(422)
  })
  test('steps to what is scheduled, if anything is', async () => {
    expect(await post('/_sim/clock', { next: true })).toEqual({ status: 422, body: { error: 'nothing is scheduled' } })
    await post('/_sim/uninstall')
    await post('/_sim/clock', { next: true })
    expect((await post('/_sim/webhooks/flush')).body).toMatchObject({ delivered: 2, pending: 0 })
    expect(door.received.map(({ headers }) => headers['x-shopify-topic'])).toEqual(['app/uninstalled', 'shop/redact'])
  })
})

test('one named event happens and says to whom; what cannot happen is refused', async () => {
  const customerId = [...world.store.customers.keys()][3]
  const { body } = await post('/_sim/event', { kind: 'merchantTags', customerId, tag: 'Handpicked' })
  expect(body).toEqual({ kind: 'merchantTags', customer: customerId })
  expect(world.store.customers.get(customerId ?? 0)?.tags).toContain('Handpicked')
  expect((await post('/_sim/event', { kind: 'merchantTags', customerId: 1 })).status).toBe(422)
  expect((await post('/_sim/event', { kind: 'miracle' })).body['error']).toContain('there is no event miracle')
  expect((await post('/_sim/event', 'not json')).status).toBe(400)
})

test('many events are counted by kind, at once or spread over time', async () => {
  const sum = (counts: Record<string, unknown>) => Object.values(counts).reduce<number>((total, count) => total + Number(count), 0)
  expect(sum((await post('/_sim/events', { count: 50, seed: 3 })).body)).toBe(50)
  const begun = Math.floor(world.clock.now() / 1000) * 1000
  const { body } = await post('/_sim/events', { count: 20, seed: 4, ratePerSecond: 12, kinds: ['order', 'profile'] })
  const instants = [...world.store.orders.values(), ...world.store.customers.values()].map((changed) => changed.updatedAt).filter((at) => at >= begun)
  // Twenty at twelve a second: the last comes more than a second after the first, on the store's own clock, which counts seconds.
  expect(Math.max(...instants) - Math.min(...instants)).toBeGreaterThanOrEqual(1_000)
  expect(Object.keys(body).sort()).toEqual(['order', 'profile'])
  expect(sum(body)).toBe(20)
  expect(Object.keys((await post('/_sim/events', { count: 50, without: ['order'] })).body)).not.toContain('order')
  expect((await post('/_sim/webhooks/flush')).body).toMatchObject({ pending: 0, failed: 0 })
})

test('who is in a segment query is said by whoever asks, and taken back', async () => {
  const [first, second] = [...world.store.customers.keys()]
  const { segmentTables } = platformOf(world).options
  expect((await post('/_sim/segments', { clause: ' companies  IS NOT NULL ', customers: [first, `gid://shopify/Customer/${second}`] })).body).toEqual({ clause: 'companies IS NOT NULL', customers: 2 })
  expect(segmentTables.get('companies IS NOT NULL')).toEqual(new Set([first, second]))
  expect((await post('/_sim/segments', { clause: 'companies IS NOT NULL', customers: ['Alice'] })).status).toBe(422)
  expect((await post('/_sim/segments', { customers: [first] })).status).toBe(422)
  expect((await post('/_sim/segments', { clause: 'companies IS NOT NULL', customers: null })).status).toBe(200)
  expect(segmentTables.size).toBe(0)
})

test('faults change by name, stay otherwise, and end together', async () => {
  await post('/_sim/faults', { webhooks: { lose: 0.2, delayMs: [500, 8000] }, totalsLagMs: 5 })
  await post('/_sim/faults', { webhooks: { shuffle: true }, api: { status: { code: 503, p: 0.1 } } })
  expect(await get('/_sim/faults')).toMatchObject({ webhooks: { lose: 0.2, shuffle: true, delayMs: [500, 8000] }, api: { status: { code: 503, p: 0.1 } }, totalsLagMs: 5 })
  expect((await post('/_sim/faults', { webhooks: { lose: 2 } })).status).toBe(422)
  expect((await post('/_sim/faults', { webhooks: { loose: 1 } })).body['error']).toBe('there is no webhook fault loose')
  await post('/_sim/faults', { reset: true })
  expect(await get('/_sim/faults')).toMatchObject({ webhooks: { lose: 0, delayMs: null, shuffle: false }, api: { status: null }, totalsLagMs: 0 })
})

test('the state is one JSON text a line, the settings first', async () => {
  const rows = await lines('/_sim/state')
  expect(rows[0]).toMatchObject({ kind: 'settings', domain: 'demo.myshopify.com', zone: 'Europe/Berlin', currency: 'EUR' })
  const customers = rows.filter(({ kind }) => kind === 'customer') as unknown as Customer[]
  expect(customers).toHaveLength(60)
  expect(rows.filter(({ kind }) => kind === 'order')).toHaveLength(world.store.orders.size)
  expect(customers[0]).toMatchObject({ id: [...world.store.customers.keys()][0], tags: expect.any(Array) as unknown[] })
})

test('the journal says who changed which tags', async () => {
  const customerId = [...world.store.customers.keys()][0] ?? 0
  tagCustomer(world, customerId, ['ours'])
  await post('/_sim/event', { kind: 'merchantUntags', customerId, tags: ['ours'] })
  expect(await lines('/_sim/writes/journal')).toMatchObject([{ by: 'app', customerId, added: ['ours'], removed: [] }, { by: 'merchant', customerId, added: [], removed: ['ours'] }])
  expect(await get('/_sim/writes')).toMatchObject({ tagsAdd: 0, throttled: 0 })
})
