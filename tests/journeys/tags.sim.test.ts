// From a rule to tags in the store and back: only the difference is written, nothing of the merchant's is touched, and the end is the same
// whatever the network does.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { all, first } from '#app/db/sql.ts'
import { deleteSegment } from '#app/operations/segments/delete-segment.ts'
import { editSegment } from '#app/operations/segments/edit-segment.ts'
import { setSegmentState } from '#app/operations/segments/set-segment-state.ts'
import { setWrites } from '#app/operations/shop/set-writes.ts'
import { ringDue } from '#app/operations/upkeep/ring-due.ts'
import { sweep } from '#app/operations/upkeep/sweep.ts'
import { install, uninstall } from '#simulator/life/shop.ts'
import { tagCustomer, untagCustomer } from '#simulator/life/tags.ts'
import { placeOrder } from '#simulator/life/orders.ts'
import { createRandom } from '#simulator/store/random.ts'
import { openTaggedShop, type TaggedShop } from '#tests/journeys/tagged-shop.ts'

let stage: TaggedShop
beforeEach(async () => { stage = await openTaggedShop(60, 'sqlite', ['native']) })
afterEach(async () => { await stage.close() })

const rules = { repeat: 'number_of_orders >= 2', nobuy: 'number_of_orders = 0', subscribed: "email_subscription_status = 'SUBSCRIBED'" }
const names = Object.keys(rules)
const createAll = async () => {
  for (const [name, rule] of Object.entries(rules)) await stage.segment(name, rule)
}
const writes = () => stage.house.world.counters.tagsAdd + stage.house.world.counters.tagsRemove
const store = () => stage.house.world.store
const settledAll = async (): Promise<boolean> =>
  (await stage.ctx.db.read(() => first('SELECT number FROM customers WHERE shop_id = ? AND membership_version > settled_version LIMIT 1', stage.shop))) === undefined
/** What the three rules say, read off the store itself. */
const expected = (): Map<string, string[]> =>
  new Map([...store().customers.values()].filter((customer) => customer.mergedInto === null).map((customer) => {
    const tags = [
      ...(customer.numberOfOrders >= 2 ? ['repeat'] : []),
      ...(customer.numberOfOrders === 0 ? ['nobuy'] : []),
      ...(customer.emailConsent.state === 'SUBSCRIBED' ? ['subscribed'] : []),
    ]
    return [String(customer.id), tags.sort()]
  }))

test('every customer carries the tags the rules say, with one mutation for each customer that needs one', async () => {
  const before = new Map([...store().customers].map(([id, customer]) => [id, [...customer.tags]]))
  await createAll()
  await stage.quiet()
  expect(stage.storeTags(names)).toEqual(expected())
  expect(await stage.wantedTags()).toEqual(expected())
  const changed = [...expected().values()].filter((tags) => tags.length > 0).length
  // The three segments came one after the other, yet were written together.
  expect(writes()).toBe(changed)
  for (const [id, tags] of before) expect(store().customers.get(id)?.tags).toEqual(expect.arrayContaining(tags))
  expect(await settledAll()).toBe(true)

  // Our own writes came back as webhooks, changed nothing, and stopped.
  await stage.quiet()
  expect(writes()).toBe(changed)
})

test('an event and a step of the clock move exactly the customers they concern', async () => {
  await stage.segment('recent', 'last_order_date >= -30d')
  await createAll()
  await stage.quiet()
  const lastWrites = writes()
  const someone = [...store().customers.values()].find((customer) => customer.numberOfOrders === 1)
  if (someone === undefined) throw new Error('the store has nobody with one order')
  placeOrder(stage.house.world, createRandom('tags'), someone)
  await stage.quiet()
  expect(stage.storeTags(names)).toEqual(expected())
  expect(someone.tags).toEqual(expect.arrayContaining(['recent', 'repeat']))
  expect(writes() - lastWrites).toBe(1)

  stage.house.world.clock.stepTo(stage.house.world.clock.now() + 40 * 86_400_000)
  await ringDue(stage.ctx)
  await stage.quiet()
  expect([...stage.storeTags(['recent']).values()].flat()).toEqual([])
})

test('through cut connections, throttling and server errors the end is the same, and no tag of the merchant is touched', async () => {
  const merchants = new Map([...store().customers].map(([id, customer]) => [id, customer.tags.filter((tag) => !names.includes(tag))]))
  Object.assign(stage.house.world.faults.api, { cut: 0.3, throttle: 0.2, status: { code: 502, p: 0.1 } })
  await createAll()
  await stage.quiet()
  Object.assign(stage.house.world.faults.api, { cut: 0, throttle: 0, status: null })
  await stage.quiet()
  expect(stage.storeTags(names)).toEqual(expected())
  for (const [id, tags] of merchants) expect(store().customers.get(id)?.tags).toEqual(expect.arrayContaining(tags))
  const open = await stage.ctx.db.read(() => all('SELECT tag FROM tag_ledger WHERE shop_id = ? AND intent IS NOT NULL', stage.shop))
  expect(open).toEqual([])

  // What was written in the dark is known as ours, so that it can be taken off again.
  const [id] = (await stage.ctx.db.read(() => all<{ id: number }>("SELECT id FROM segments WHERE tag = 'nobuy'"))).map((row) => row.id)
  await setSegmentState(stage.ctx, { shop: stage.shop, id: id ?? 0, state: 'off' })
  await stage.quiet()
  expect([...stage.storeTags(['nobuy']).values()].flat()).toEqual([])
})

test('a tag the merchant had set first stays, one of ours that is taken away comes back while it is wanted', async () => {
  const [first, second] = [...store().customers.values()].filter((customer) => customer.numberOfOrders === 0)
  if (first === undefined || second === undefined) throw new Error('the store has too few customers without orders')
  tagCustomer(stage.house.world, first.id, ['NoBuy'], 'merchant')
  await stage.quiet()
  const id = await stage.segment('nobuy', rules.nobuy)
  await stage.quiet()
  expect(first.tags).toContain('NoBuy')
  // Shopify keeps the spelling it knows.
  expect(second.tags).toContain('NoBuy')

  stage.house.world.clock.stepTo(stage.house.world.clock.now() + 5_000)
  untagCustomer(stage.house.world, second.id, ['nobuy'], 'merchant')
  await stage.quiet()
  expect(second.tags).toContain('NoBuy')

  await setSegmentState(stage.ctx, { shop: stage.shop, id, state: 'off' })
  await stage.quiet()
  expect(first.tags).toContain('NoBuy')
  expect(second.tags).not.toContain('NoBuy')
})

test('a renamed tag replaces the old one, and a deleted segment goes for good once its tags are off', async () => {
  const id = await stage.segment('nobuy', rules.nobuy)
  await stage.quiet()
  const before = writes()
  const members = [...stage.storeTags(['nobuy']).values()].flat().length
  expect(await editSegment(stage.ctx, { shop: stage.shop, id, tag: 'never-bought' })).toMatchObject({ kind: 'edited' })
  await stage.quiet()
  expect([...stage.storeTags(['nobuy']).values()].flat()).toHaveLength(0)
  expect([...stage.storeTags(['never-bought']).values()].flat()).toHaveLength(members)
  expect(writes() - before).toBe(2 * members)

  await deleteSegment(stage.ctx, { shop: stage.shop, id })
  await stage.quiet()
  expect([...stage.storeTags(['never-bought']).values()].flat()).toHaveLength(0)
  await sweep(stage.ctx, { everyMs: 1 })
  expect(await stage.ctx.db.read(() => all('SELECT id FROM segments'))).toEqual([])
})

test('nothing is written while the switch is off or after an uninstall', async () => {
  await setWrites(stage.ctx, { shop: stage.shop, enabled: false })
  await createAll()
  await stage.quiet()
  expect(writes()).toBe(0)
  uninstall(stage.house.world)
  await stage.quiet()
  await setWrites(stage.ctx, { shop: stage.shop, enabled: true })
  await stage.quiet()
  expect(writes()).toBe(0)
  install(stage.house.world, stage.house.world.config.scopes)
  expect(writes()).toBe(0)
})

test('a customer at the limit of 250 tags keeps them, and the merchant can read why', async () => {
  const full = [...store().customers.values()].find((customer) => customer.numberOfOrders === 0)
  if (full === undefined) throw new Error('the store has nobody without orders')
  for (let tag = 0; full.tags.length < 250; tag++) tagCustomer(stage.house.world, full.id, [`kept ${tag}`], 'merchant')
  await stage.quiet()
  await stage.segment('nobuy', rules.nobuy)
  await stage.quiet()
  expect(full.tags).toHaveLength(250)
  const row = await stage.ctx.db.read(() => first<{ settle_problem: string | null }>('SELECT settle_problem FROM customers WHERE shop_id = ? AND shopify_id = ?', stage.shop, BigInt(full.id)))
  expect(row?.settle_problem).toMatch(/250 tags/)
  expect(await settledAll()).toBe(true)
})
