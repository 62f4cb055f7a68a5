// Broken payloads and headers at the door: none brings it down, none that is refused changes a row, and none that is kept stands in the way of the next.
// `npm run bench -- fuzz` does the same with 200,000 against the processes themselves.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { frontDoor } from '#app/server/front-door.ts'
import { pageDoor } from '#app/server/page-door.ts'
import { webhookDoor } from '#app/server/webhook-door.ts'
import { sendResponse } from '@remix-run/node-fetch-server'
import { providers } from '#tests/database.ts'
import { type DoorStage, formerSecret, openDoorStage, secret } from '#tests/journeys/door-stage.ts'
import { knowsNobody } from './knows-nobody.ts'
import { likeSample } from '#tests/journeys/samples.ts'
import { opening } from '#tests/journeys/shop-stage.ts'
import { misfiled, volley, type Volleyed } from './volley.ts'

const count = Number(process.env.FUZZ_COUNT ?? 1_200)
const seed = Number(process.env.FUZZ_SEED ?? 7)
const endedShop = 'ended.myshopify.com'

describe.each(providers)(`on %s, seed ${seed}`, (provider) => {
  let door: DoorStage
  let volleyed: Volleyed
  let before: Awaited<ReturnType<DoorStage['everything']>>

  beforeAll(async () => {
    door = await openDoorStage({ provider, shopify: knowsNobody })
    await door.install(endedShop)
    const server = createServer({ headersTimeout: 5_000 }, frontDoor({
      webhooks: webhookDoor(door.ctx, [secret, formerSecret]),
      health: async (_request, response) => void response.end(),
      files: (_request, _response, next) => next(),
      pages: pageDoor({ origin: 'https://strata.example', handle: async () => new Response('no such page', { status: 404 }), send: sendResponse }),
      log: door.ctx.log,
    }))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    before = await door.everything()
    volleyed = await volley({ port: (server.address() as AddressInfo).port, target: { secret, formerSecret, shop: door.domain, endedShop, now: opening }, seed, from: 0, count, senders: 4 })
    server.closeAllConnections()
    await new Promise<void>((resolve) => void server.close(() => resolve()))
  }, 60_000 + 50 * count)
  afterAll(() => door.close())

  test('every request is answered, none with a fault of ours', () => {
    expect(volleyed.faults).toEqual([])
    expect(Object.keys(volleyed.statuses)).toEqual(expect.arrayContaining(['200', '400', '401', '405']))
  })

  test('what is refused changes no row of any table; what is signed and whole is kept once', async () => {
    const { deliveries = [], ...others } = await door.everything()
    const { deliveries: _none, ...othersBefore } = before
    expect(others).toEqual(othersBefore)
    expect(misfiled(volleyed.knocks, deliveries.map((row) => String(row.webhook_id)))).toEqual([])
    expect(deliveries.length).toBeGreaterThan(count / 4)
  })

  test('whatever was kept is applied, or set aside with its reason; the next delivery is applied', async () => {
    door.said.splice(0)
    const shops = await door.rows('SELECT id, domain FROM shops ORDER BY id')
    for (const { id } of shops) await door.apply(Number(id))
    const { deliveries = [] } = await door.everything()
    expect(deliveries.filter(({ state, problem }) => state !== 'applied' && (state !== 'failed' || String(problem ?? '') === ''))).toEqual([])
    expect(deliveries.filter(({ attempts }) => Number(attempts) > 1)).toEqual([])
    // Whatever fails does so by a sentence of ours, at once: nothing is tried again that cannot be applied.
    expect(door.said.filter(({ message }) => message !== 'a delivery cannot be applied and was set aside').filter(({ level }) => level !== 'info')).toEqual([])

    const good = likeSample('customers/update', { id: 7_777_000_000_001, admin_graphql_api_id: 'gid://shopify/Customer/7777000000001', updated_at: new Date(opening).toISOString(), email: 'x@good.example' })
    await door.deliver('customers/update', good, { id: 'good' })
    expect((await door.everything()).deliveries?.find(({ webhook_id }) => webhook_id === 'good')).toMatchObject({ state: 'applied', attempts: 0 })
    expect(await door.rows('SELECT shop_id FROM customers WHERE shopify_id = 7777000000001')).toEqual([{ shop_id: door.stage.shop }])
  }, 60_000 + 50 * count)
})
