// Catching up comes to its end however often Shopify asks for patience, and a later sync that goes wrong does not end it.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { randomEvents } from '#simulator/life/random-events.ts'
import { createRandom } from '#simulator/store/random.ts'
import { shopById } from '#app/db/shops.ts'
import { all } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'
import { advanceSync } from '#app/operations/sync/advance-sync.ts'
import { startSync } from '#app/operations/sync/start-sync.ts'
import type { Answer } from '#app/shopify/shopify.ts'
import { factsOf, storeOf } from '#tests/operations/intake/facts-of.ts'
import { type House, openHouse } from '#tests/shopify/house.ts'

let house: House
let shop: number

beforeEach(async () => {
  house = await openHouse({ customers: 150 })
  shop = await house.open()
  await house.sync(shop)
})
afterEach(() => house.close())

/** Changes that no delivery brings; Shopify's search shows them two minutes later. */
async function missed(events: number): Promise<void> {
  house.world.faults.webhooks.lose = 1
  await randomEvents(house.world, createRandom(3), events, { without: ['deleteCustomer', 'merge', 'deleteOrder'] })
  await house.settled(shop)
  house.world.faults.webhooks.lose = 0
  house.world.agenda.stepTo(house.world.clock.now() + 120_000)
  house.later(6 * 60_000)
}
/** The context of a worker to whom Shopify gives these answers; null lets one through. */
const answering = (answer: () => Answer<never> | null): Context => ({
  ...house.ctx,
  shopify: { ...house.ctx.shopify, ask: async (...request) => answer() ?? house.ctx.shopify.ask(...request) },
})
const healed = async (): Promise<void> => {
  await house.settled(shop)
  expect(await factsOf(house, shop)).toEqual(storeOf(house))
}

test('Shopify lets one request through and then asks for patience: each ring goes on behind the last page', async () => {
  await missed(300)
  let rings = 0
  for (; rings < 100; rings++) {
    let left = 1
    const ctx = answering(() => (left-- > 0 ? null : { kind: 'throttled', waitMs: 700, cost: null }))
    const end = await advanceSync(ctx, { shop })
    if (end.kind === 'caught-up') break
    expect(end).toEqual({ kind: 'waiting', ms: 700 })
    house.later(701)
  }
  expect(rings).toBeGreaterThan(5)
  expect(rings).toBeLessThan(100)
  await healed()
})

test('the last of the bucket is left to the pages', async () => {
  await missed(10)
  const almostEmpty: Context = { ...house.ctx, shopify: { ...house.ctx.shopify, budget: () => ({ requested: 1, actual: 1, available: 500, maximum: 2_000, restoreRate: 100 }) } }
  expect(await advanceSync(almostEmpty, { shop })).toEqual({ kind: 'waiting', ms: 1_000 })
})

test('Shopify stumbling for a day does not end a sync, and a sync that was refused does not end catching up', async () => {
  const again = await startSync(house.ctx, { shop })
  const states = () => house.fresh.db.read(() => all<{ id: number; state: string }>("SELECT id, state FROM runs WHERE kind = 'sync' ORDER BY id"))
  for (let tries = 0; tries < 150; tries++) {
    const end = await advanceSync(answering(() => ({ kind: 'uncertain', message: 'HTTP 503' })), { shop })
    if (end.kind !== 'waiting') throw new Error(`The sync is ${end.kind}.`)
    expect(end.ms).toBeLessThanOrEqual(600_000)
    house.later(end.ms)
  }
  expect((await states()).at(-1)).toEqual({ id: again.run, state: 'running' })

  for (let tries = 0; tries < 12; tries++) {
    const end = await advanceSync(answering(() => ({ kind: 'refused', message: 'no' })), { shop })
    if (end.kind === 'failed') break
    house.later(600_000)
  }
  expect((await states()).at(-1)).toEqual({ id: again.run, state: 'failed' })
  await missed(60)
  expect((await advanceSync(house.ctx, { shop })).kind).toBe('caught-up')
  await healed()
})

test('a permission that was taken back is kept with the shop as just that', async () => {
  await missed(1)
  await advanceSync(answering(() => ({ kind: 'denied', why: 'scope', message: 'Access denied for customers field.' })), { shop })
  expect(await house.fresh.db.read(() => shopById(shop))).toMatchObject({ trouble: 'scope-missing' })
})
