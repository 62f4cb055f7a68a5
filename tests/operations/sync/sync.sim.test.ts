// The first reading of a store when things go wrong on the way: killed, throttled, failed, not approved, a short history.
import { afterEach, expect, test } from 'vitest'
import { shopById } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import { installShop } from '#app/operations/shop/install-shop.ts'
import { advanceSync } from '#app/operations/sync/advance-sync.ts'
import { progress } from '#app/operations/sync/progress.ts'
import { startSync } from '#app/operations/sync/start-sync.ts'
import type { Answer } from '#app/shopify/shopify.ts'
import { factsOf, storeOf } from '#tests/operations/intake/facts-of.ts'
import { domain, type House, openHouse } from '#tests/shopify/house.ts'

let house: House
const open = async (options: Parameters<typeof openHouse>[0] = {}): Promise<number> => {
  house = await openHouse({ customers: 120, ...options })
  return house.open()
}
afterEach(() => house.close())

const shopRow = (shop: number) => house.fresh.db.read(() => shopById(shop))
/** The context of a worker whose connection to the result breaks after so many chunks. */
const cutAfter = (chunks: number): Context => ({
  ...house.ctx,
  shopify: {
    ...house.ctx.shopify,
    async *download(url, signal) {
      let left = chunks
      for await (const chunk of house.ctx.shopify.download(url, signal)) {
        for (const piece of chunk.match(/[^]{1,4096}/g) ?? []) {
          if (left-- === 0) throw new Error('the connection broke')
          yield piece
        }
      }
    },
  },
})

test('a page sees the sync wait, run and end, and the shop is synced only then', async () => {
  const shop = await open()
  expect((await progress(house.ctx, { shop })).sync).toMatchObject({ state: 'running', rows: 0 })
  expect((await shopRow(shop))?.syncedAt).toBeNull()
  await house.sync(shop)
  const { sync, freshness } = await progress(house.ctx, { shop })
  expect(sync).toEqual({ state: 'done', at: (await shopRow(shop))?.syncedAt })
  expect(freshness).toMatchObject({ customers: house.world.store.customers.size, deliveries: expect.any(Number) as number, unsettled: 0, refused: 0 })
  expect(await shopRow(shop)).toMatchObject({ zone: 'Europe/Berlin', currency: 'EUR', historyFrom: null, trouble: null })
})

test('a worker that breaks off again and again in the middle of a file ends with the same facts', async () => {
  const shop = await open()
  for (let tries = 0; tries < 6; tries++) {
    const advanced = await advanceSync(cutAfter(3 + tries * 7), { shop })
    if (advanced.kind !== 'waiting') break
    house.later(advanced.ms)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await house.sync(shop)
  expect(await factsOf(house, shop)).toEqual(storeOf(house))
})

test('Shopify failing, throttling and cutting at random only takes longer', async () => {
  const shop = await open()
  Object.assign(house.world.faults.api, { status: { code: 503, p: 0.2 }, throttle: 0.2, cut: 0.1 })
  await house.sync(shop)
  Object.assign(house.world.faults.api, { status: null, throttle: 0, cut: 0 })
  expect(await factsOf(house, shop)).toEqual(storeOf(house))
})

test('without approval for customer data the shop says so, and starts by itself once it is granted', async () => {
  const shop = await open()
  house.world.faults.api.customerData = 'none'
  expect((await advanceSync(house.ctx, { shop })).kind).toBe('waiting')
  expect((await shopRow(shop))?.trouble).toBe('data-access-not-approved')
  expect((await progress(house.ctx, { shop })).sync).toMatchObject({ state: 'running', step: expect.stringContaining('not approved') as string })
  house.world.faults.api.customerData = 'approved'
  await house.sync(shop)
  expect(await shopRow(shop)).toMatchObject({ trouble: null })
})

test('a revoked token waits for the merchant, whose next page sets it going', async () => {
  const shop = await open()
  house.world.installation.generation++
  expect((await advanceSync(house.ctx, { shop })).kind).toBe('waiting')
  expect((await shopRow(shop))?.trouble).toBe('token-revoked')
  await house.library.authenticate(house.page())
  await installShop(house.ctx, { domain })
  expect((await shopRow(shop))?.trouble).toBeNull()
  await house.sync(shop)
})

test('without read_all_orders sixty days are known, and the limit is kept with the shop', async () => {
  const shop = await open({ readAllOrders: false })
  await house.sync(shop)
  const limit = (await shopRow(shop))?.historyFrom ?? 0
  expect(Math.abs(limit - (house.world.clock.now() - 60 * 86_400_000))).toBeLessThan(600_000)
  const known = Object.keys((await factsOf(house, shop)).orders)
  expect(known.length).toBeGreaterThan(0)
  expect(known.length).toBeLessThan(house.world.store.orders.size)
})

test('a store that may not tell of its checkouts is read all the same', async () => {
  const shop = await open()
  const { shopify } = house.ctx
  const ctx: Context = {
    ...house.ctx,
    shopify: {
      ...shopify,
      async ask<T>(name: string, document: string, variables?: Record<string, unknown>): Promise<Answer<T>> {
        if (!String(variables?.query).includes('abandonedCheckouts')) return shopify.ask<T>(name, document, variables)
        return { kind: 'denied', why: 'scope', message: 'Access denied for abandonedCheckouts field.' }
      },
    },
  }
  for (let steps = 0; steps < 500 && (await shopRow(shop))?.syncedAt === null; steps++) {
    const advanced = await advanceSync(ctx, { shop })
    if (advanced.kind === 'waiting') house.later(advanced.ms)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  expect(await shopRow(shop)).toMatchObject({ syncedAt: expect.any(Number) as number, trouble: null })
  expect(await factsOf(house, shop)).toEqual(storeOf(house))
  expect(house.said.filter(({ level }) => level === 'warn')).toContainEqual(expect.objectContaining({ fields: expect.objectContaining({ file: 'checkouts' }) as object }))
})

test('starting twice makes one run, and a done one may be started again', async () => {
  const shop = await open()
  const first = await startSync(house.ctx, { shop })
  expect(first.kind).toBe('running')
  await house.sync(shop)
  expect(await startSync(house.ctx, { shop })).toEqual({ kind: 'started', run: first.run + 1 })
  await house.sync(shop)
  expect(await factsOf(house, shop)).toEqual(storeOf(house))
})
