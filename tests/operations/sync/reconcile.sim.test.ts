// Whatever deliveries are lost: the next round of catching up heals changes, the night heals what is gone, and each leaves a line that says how much it was.
import { afterEach, expect, test } from 'vitest'
import { randomEvents } from '#simulator/life/random-events.ts'
import { createRandom } from '#simulator/store/random.ts'
import type { Round } from '#app/core/reconciliation.ts'
import { lastRounds } from '#app/db/reconciliations.ts'
import { all, run } from '#app/db/sql.ts'
import { advanceSync } from '#app/operations/sync/advance-sync.ts'
import { startSync } from '#app/operations/sync/start-sync.ts'
import { factsOf, storeOf } from '#tests/operations/intake/facts-of.ts'
import { type House, openHouse, opening } from '#tests/shopify/house.ts'

let house: House
let shop: number

const opened = async (options: Parameters<typeof openHouse>[0] = {}): Promise<void> => {
  house = await openHouse({ customers: 150, ...options })
  shop = await house.open()
  await house.sync(shop)
}
afterEach(() => house.close())

const minutes = (count: number): void => {
  house.world.agenda.stepTo(house.world.clock.now() + count * 60_000)
  house.later(count * 60_000)
}
/** Advances until nothing is left but to wait for the next round. */
const advanced = async (): Promise<void> => {
  for (let rings = 0; rings < 1_000; rings++) {
    const end = await advanceSync(house.ctx, { shop })
    if (end.kind === 'idle' || (end.kind === 'caught-up' && end.ms > 60_000)) return house.settled(shop)
    if (end.kind === 'waiting' || end.kind === 'caught-up') house.later(end.ms)
    await new Promise((done) => setTimeout(done, 5))
  }
  throw new Error('The rounds do not end.')
}
const rounds = (): Promise<Round[]> => house.fresh.db.read(() => lastRounds(shop, 500))
const lost = async (share: number, events: number, options: Parameters<typeof randomEvents>[3] = {}): Promise<void> => {
  house.world.faults.webhooks.lose = share
  await randomEvents(house.world, createRandom(5), events, options)
  await house.settled(shop)
  house.world.faults.webhooks.lose = 0
}
const products = async (): Promise<string[]> =>
  (await house.fresh.db.read(() => all<{ id: string }>('SELECT CAST(shopify_id AS TEXT) AS id FROM products WHERE shop_id = ? AND known AND deleted_at IS NULL', shop))).map(({ id }) => id).sort()
const inStore = (): string[] => [...house.world.store.products.values()].filter(({ deleted }) => !deleted).map(({ id }) => String(id)).sort()
/** Of customers, and young enough to be compared. */
const checkouts = async (): Promise<string[]> =>
  (await house.fresh.db.read(() => all<{ token: string }>('SELECT token FROM checkouts WHERE shop_id = ? AND deleted_at IS NULL AND completed_at IS NULL AND customer IS NOT NULL AND created_at > ?', shop, opening - 3 * 86_400_000))).map(({ token }) => token).sort()
const leftBehind = (): string[] =>
  [...house.world.store.checkouts.values()].filter((one) => one.completedAt === null && one.createdAt > opening - 3 * 86_400_000 && one.customerId !== null && house.world.store.customers.get(one.customerId)?.mergedInto === null).map(({ id }) => String(id)).sort()
const toNextNight = (): void => minutes(15 * 60)

  test.each([0.2, 1])('a share of %d of the deliveries is lost: changes are there after one round, and what went away after the night', async (share) => {
    await opened()
    await lost(share, 250, { without: ['deleteCustomer', 'merge', 'deleteOrder', 'deleteProduct', 'clearCheckout'] })
    minutes(6)
    await advanced()
    expect(await factsOf(house, shop)).toEqual(storeOf(house))
    const [round] = await rounds()
    expect(round).toMatchObject({ kind: 'changes', problem: null })
    expect(round?.repaired).toBeGreaterThan(0)
    expect(round?.repaired).toBeLessThanOrEqual(round?.lookedAt ?? 0)

    await lost(share, 60, { kinds: ['deleteCustomer', 'merge', 'deleteOrder', 'deleteProduct', 'clearCheckout', 'abandon', 'order', 'merchantTags', 'merchantUntags', 'unsubscribe'] })
    toNextNight()
    await advanced()
    expect(await factsOf(house, shop)).toEqual(storeOf(house))
    expect(await products()).toEqual(inStore())
    expect(await checkouts()).toEqual(leftBehind())
    const night = (await rounds()).map(({ kind }) => kind)
    expect(night).toEqual(expect.arrayContaining(['counts', 'tags']))
    expect(night.filter((kind) => kind === 'counts')).toHaveLength(1)
  }, 240_000)

test('nothing was lost: no round claims a repair, and an agreeing store is counted in some requests', async () => {
  await opened()
  await lost(0, 200)
  minutes(6)
  await advanced()
  toNextNight()
  const asked: string[] = []
  const { shopify } = house.ctx
  const ctx = { ...house.ctx, shopify: { ...shopify, ask: <T>(name: string, document: string, variables?: Record<string, unknown>) => {
    asked.push(document)
    return shopify.ask<T>(name, document, variables)
  } } }
  for (let rings = 0; rings < 50; rings++) {
    const end = await advanceSync(ctx, { shop })
    if (end.kind !== 'waiting' && end.kind !== 'caught-up') break
    house.later(end.ms)
    await new Promise((done) => setTimeout(done, 5))
  }
  expect((await rounds()).filter(({ repaired }) => repaired > 0)).toEqual([])
  expect(asked.filter((document) => document.includes('Count(')).length).toBeLessThanOrEqual(5)
  expect(asked.filter((document) => document.includes('MadeIn')).map((document) => /abandonedCheckouts/.test(document))).toEqual([true])
})

test('everything up to the moment the line names is in the facts, and what is newer is not claimed', async () => {
  await opened()
  await lost(1, 40, { kinds: ['newCustomer', 'order'] })
  minutes(6)
  const before = house.world.clock.now()
  await lost(1, 5, { kinds: ['newCustomer'] })
  await advanced()
  const [round] = await rounds()
  expect(round?.completeUpTo).toBeLessThan(before)
  const known = Object.keys((await factsOf(house, shop)).customers)
  const promised = [...house.world.store.customers.values()].filter((one) => one.updatedAt < (round?.completeUpTo ?? 0) && one.mergedInto === null)
  expect(promised.filter(({ id }) => !known.includes(String(id)))).toEqual([])
})

test('a tag changed behind our back without a trace is found at night', async () => {
  await opened()
  const [customer] = [...house.world.store.customers.values()].filter(({ mergedInto }) => mergedInto === null)
  customer!.tags = [...customer!.tags, 'by-hand']
  toNextNight()
  await advanced()
  expect(await factsOf(house, shop)).toEqual(storeOf(house))
  expect((await rounds()).find(({ kind }) => kind === 'tags')).toMatchObject({ repaired: 1, lookedAt: house.world.store.customers.size })
})

test('the comparison of counts goes on where it was killed, and each missing one is repaired once', async () => {
  await opened()
  const gone = await house.fresh.db.write(function* () {
    yield* run('DELETE FROM orders WHERE shop_id = ? AND shopify_id IN (SELECT shopify_id FROM orders WHERE shop_id = ? ORDER BY created_at LIMIT 70)', shop, shop)
    return 70
  })
  toNextNight()
  const stop = new AbortController()
  let asked = 0
  const { shopify } = house.ctx
  const killed = { ...house.ctx, stop: stop.signal, shopify: { ...shopify, ask: async <T>(name: string, document: string, variables?: Record<string, unknown>) => {
    const answer = await shopify.ask<T>(name, document, variables)
    if (document.includes('ReadOrders') && ++asked === 2) stop.abort()
    return answer
  } } }
  while (!stop.signal.aborted) {
    const end = await advanceSync(killed, { shop })
    if (end.kind === 'waiting' || end.kind === 'caught-up') house.later(end.ms)
  }
  await advanced()
  expect(await factsOf(house, shop)).toEqual(storeOf(house))
  expect((await rounds()).find(({ kind }) => kind === 'counts')).toMatchObject({ repaired: gone, problem: null })
})

test('so much is missing that the whole store is read again', async () => {
  await opened({ customers: 1_500 })
  await house.fresh.db.write(() => run('DELETE FROM customers WHERE shop_id = ? AND number > 300', shop))
  toNextNight()
  await advanced()
  expect(await factsOf(house, shop)).toEqual(storeOf(house))
  expect((await rounds()).map(({ kind, problem }) => `${kind} ${problem}`)).toEqual(expect.arrayContaining(['counts read-again', 'full null']))
}, 240_000)

test('while the whole store is read again, what deliveries miss is still healed within a round', async () => {
  await opened()
  await startSync(house.ctx, { shop })
  const { shopify } = house.ctx
  const slow = { ...house.ctx, shopify: { ...shopify, ask: async <T>(name: string, document: string, variables?: Record<string, unknown>) => {
    const answer = await shopify.ask<T>(name, document, variables)
    const preparing = document.includes('LookAtBulk') && answer.kind === 'ok'
    return preparing ? { ...answer, data: { bulkOperation: { ...(answer.data as { bulkOperation: object }).bulkOperation, status: 'RUNNING' } } as T } : answer
  } } }
  for (let rings = 0; rings < 5; rings++) house.later((await advanceSync(slow, { shop }).then((end) => (end.kind === 'waiting' ? end.ms : 0))))
  await lost(1, 30, { kinds: ['order', 'newCustomer'] })
  minutes(6)
  for (let rings = 0; rings < 5; rings++) house.later((await advanceSync(slow, { shop }).then((end) => (end.kind === 'waiting' ? end.ms : 0))))
  await house.settled(shop)
  expect(await factsOf(house, shop)).toEqual(storeOf(house))
})
