// A store is synced and then lives: whatever its deliveries go through, the facts end as the store is.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { events as kinds } from '#simulator/life/events.ts'
import { randomEvents } from '#simulator/life/random-events.ts'
import { createRandom } from '#simulator/store/random.ts'
import { advanceSync } from '#app/operations/sync/advance-sync.ts'
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

const live = (events: number, seed = 1) => randomEvents(house.world, createRandom(seed), events)

test('a sync ends with the facts the store has', async () => {
  expect(await factsOf(house, shop)).toEqual(storeOf(house))
})

test('events that arrive in order, twice and shuffled end in the same facts', async () => {
  Object.assign(house.world.faults.webhooks, { twice: 0.3, shuffle: true })
  for (let round = 0; round < 4; round++) {
    await live(60, round)
    await house.settled(shop)
    house.world.agenda.stepTo(house.world.clock.now() + 5_000)
  }
  await house.settled(shop)
  expect(await factsOf(house, shop)).toEqual(storeOf(house))
  expect(house.said.filter(({ level }) => level === 'error')).toEqual([])
})

test('totals that lag their orders end right', async () => {
  house.world.faults.totalsLagMs = 3_000
  for (let round = 0; round < 3; round++) {
    await live(40, round)
    await house.settled(shop)
    house.world.agenda.stepTo(house.world.clock.now() + 4_000)
    await house.settled(shop)
  }
  expect(await factsOf(house, shop)).toEqual(storeOf(house))
})

test('a delivery that cannot be applied is set aside with its reason and holds up nobody', async () => {
  const [one] = house.world.store.customers.values()
  house.world.webhooks.emit('customers/update', { updated_at: '2026-11-22T09:00:00Z', state: 'enabled' })
  house.world.webhooks.emit('customer.tags_added', { customerId: `gid://shopify/Customer/${one?.id}`, tags: ['after'], occurredAt: '2026-11-22T10:00:00.000Z' })
  await house.settled(shop)
  expect(await house.ctx.inbox.depth()).toMatchObject({ pending: 0, failed: 1 })
  expect(house.said.filter(({ level }) => level === 'error')).toMatchObject([{ fields: { topic: 'customers/update', why: 'The payload names no customer' } }])
  const { customers } = await factsOf(house, shop)
  expect(customers[String(one?.id)]).toMatchObject({ tags: expect.arrayContaining(['after']) as string[] })
})

test('lost deliveries are healed by catching up', async () => {
  house.world.faults.webhooks.lose = 0.5
  await randomEvents(house.world, createRandom(3), 80, { without: ['deleteCustomer', 'merge', 'deleteOrder'].filter((kind) => kind in kinds) })
  await house.settled(shop)
  house.world.faults.webhooks.lose = 0
  house.world.agenda.stepTo(house.world.clock.now() + 120_000)
  house.later(6 * 60_000)
  expect((await advanceSync(house.ctx, { shop })).kind).toBe('caught-up')
  await house.settled(shop)
  expect(await factsOf(house, shop)).toEqual(storeOf(house))
})

