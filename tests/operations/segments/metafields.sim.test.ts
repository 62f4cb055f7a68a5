// Metafields: only those that a rule names are kept, and nothing is said of one before it was read of everybody.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Shop, shopById } from '#app/db/shops.ts'
import { all } from '#app/db/sql.ts'
import { createSegment } from '#app/operations/segments/create-segment.ts'
import { deleteSegment } from '#app/operations/segments/delete-segment.ts'
import { editSegment } from '#app/operations/segments/edit-segment.ts'
import { advanceSync } from '#app/operations/sync/advance-sync.ts'
import { startSync } from '#app/operations/sync/start-sync.ts'
import { createCustomer, noteMetafield } from '#simulator/life/customers.ts'
import { createRandom } from '#simulator/store/random.ts'
import { type House, openHouse } from '#tests/shopify/house.ts'

let house: House
let shop: number

beforeEach(async () => {
  house = await openHouse({ customers: 150 })
  shop = await house.open()
})
afterEach(() => house.close())

const points = 'metafields.loyalty.points'
const birth = 'metafields.facts.birth_date'

async function segment(rule: string, tag: string): Promise<number> {
  const made = await createSegment(house.ctx, { shop, name: tag, rule, tag, state: 'on' })
  if (made.kind !== 'created') throw new Error(JSON.stringify(made.problems))
  return made.segment.id
}
const row = async (): Promise<Shop> => {
  const found = await house.fresh.db.read(() => shopById(shop))
  if (!found) throw new Error('no shop')
  return found
}
const held = async (): Promise<string[]> => (await row()).metafields.flatMap((one) => (one.held ? [one.path] : []))

/** What is stored of everybody, and what the store has of these paths. */
async function kept(): Promise<Record<string, unknown>> {
  const rows = await house.fresh.db.read(() => all<{ id: string; metafields: string }>(
    `SELECT CAST(shopify_id AS TEXT) AS id, metafields FROM customers WHERE shop_id = ? AND metafields <> '{}'`, shop,
  ))
  return Object.fromEntries(rows.map(({ id, metafields }) => [id, JSON.parse(metafields)]))
}
function inStore(...paths: string[]): Record<string, unknown> {
  const found = [...house.world.store.customers.values()].map((one): [string, Record<string, unknown>] => [
    String(one.id),
    Object.fromEntries(one.metafields.flatMap(({ namespace, key, type, value }) => {
      const path = `metafields.${namespace}.${key}`
      return paths.includes(path) ? [[path, { type, value }]] : []
    })),
  ])
  return Object.fromEntries(found.filter(([, values]) => Object.keys(values).length > 0))
}

test('a store whose rules name none keeps none', async () => {
  await segment('number_of_orders > 3', 'loyal')
  await house.sync(shop)
  expect(Object.keys(inStore(points, birth)).length).toBeGreaterThan(5)
  expect(await kept()).toEqual({})
})

test('a first sync reads what the rules name by then', async () => {
  await segment(`${points} >= 100`, 'points')
  expect((await row()).metafields).toMatchObject([{ path: points, held: false }])
  await house.sync(shop)
  expect(await held()).toEqual([points])
  expect(await kept()).toEqual(inStore(points))
})

test('a rule that names one more has the customers read again, and nothing else; until then it is not known', async () => {
  await house.sync(shop)
  const before = await row()
  const id = await segment(`${points} >= 100`, 'points')
  await segment(`${birth} <= 1990-01-01`, 'born')
  expect(await held()).toEqual([])
  await house.sync(shop)
  expect(await held()).toEqual([birth, points])
  expect(await kept()).toEqual(inStore(points, birth))
  const after = await row()
  expect(after.syncedAt).toBe(before.syncedAt)
  expect(after.rulesVersion).toBeGreaterThan(before.rulesVersion + 2)
  const runs = await house.fresh.db.read(() => all<{ progress: string }>(`SELECT progress FROM runs WHERE shop_id = ? AND kind = 'sync' ORDER BY id`, shop))
  expect(runs.map(({ progress }) => (JSON.parse(progress) as { files: { file: string }[] }).files.map(({ file }) => file))).toEqual([['products', 'customers', 'orders', 'checkouts'], ['customers']])

  // A rule that goes takes its metafield along: it is known no more at once, and stored no more after the next sync.
  await deleteSegment(house.ctx, { shop, id })
  expect((await row()).metafields.map(({ path }) => path)).toEqual([birth])
  await startSync(house.ctx, { shop })
  await house.sync(shop)
  expect(await kept()).toEqual(inStore(birth))
})

test('with the last rule that names one the customers are read once more, and none is kept', async () => {
  const id = await segment(`${points} >= 100`, 'points')
  await house.sync(shop)
  expect(Object.keys(await kept()).length).toBeGreaterThan(0)
  await deleteSegment(house.ctx, { shop, id })
  await house.sync(shop)
  expect(await kept()).toEqual({})
  const runs = await house.fresh.db.read(() => all<{ state: string }>(`SELECT state FROM runs WHERE shop_id = ? AND kind = 'sync' ORDER BY id`, shop))
  expect(runs.map(({ state }) => state)).toEqual(['done', 'done'])
})

test('one that is named again while the customers are read without it is read after all', async () => {
  const id = await segment(`${points} >= 100`, 'points')
  await house.sync(shop)
  await editSegment(house.ctx, { shop, id, rule: 'number_of_orders > 3' })
  await startSync(house.ctx, { shop })
  // The files are asked for now, without it.
  await advanceSync(house.ctx, { shop })
  await editSegment(house.ctx, { shop, id, rule: `${points} >= 200` })
  expect(await held()).toEqual([])
  await house.sync(shop)
  expect(await held()).toEqual([points])
  expect(await kept()).toEqual(inStore(points))
})

test('a customer who is new comes with them, an ordinary delivery leaves them, and a change is seen within a day', async () => {
  await segment(`${points} >= 100`, 'points')
  await house.sync(shop)
  const made = createCustomer(house.world, createRandom(5))
  noteMetafield(house.world, made, { namespace: 'loyalty', key: 'points', type: 'number_integer', value: '777' })
  await house.settled(shop)
  expect(await kept()).toEqual(inStore(points))
  house.world.webhooks.emit('customers/update', { id: made.id, admin_graphql_api_id: `gid://shopify/Customer/${made.id}`, updated_at: '2026-11-22T12:00:00Z', created_at: '2026-11-22T09:00:00Z', note: 'called' })
  await house.settled(shop)
  expect(await kept()).toEqual(inStore(points))

  noteMetafield(house.world, made, { namespace: 'loyalty', key: 'points', type: 'number_integer', value: null })
  expect(await kept()).not.toEqual(inStore(points))
  house.world.agenda.stepTo(house.world.clock.now() + 25 * 3_600_000)
  house.later(6 * 60_000)
  expect((await advanceSync(house.ctx, { shop })).kind).toBe('waiting')
  await house.sync(shop)
  expect(await kept()).toEqual(inStore(points))
})
