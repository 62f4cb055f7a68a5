// Shopify takes something away: no approval, no tokens, no installation. The merchant can read what is wrong, nothing is written meanwhile,
// and opening the app again mends what can be mended.
import { afterEach, expect, test } from 'vitest'
import { shopById } from '#app/db/shops.ts'
import { first } from '#app/db/sql.ts'
import { progress } from '#app/operations/sync/progress.ts'
import { advanceSync } from '#app/operations/sync/advance-sync.ts'
import { createCustomer } from '#simulator/life/customers.ts'
import { placeOrder } from '#simulator/life/orders.ts'
import { install, uninstall } from '#simulator/life/shop.ts'
import { createRandom } from '#simulator/store/random.ts'
import { openTaggedShop, type TaggedShop } from '#tests/journeys/tagged-shop.ts'
import { factsOf, storeOf } from '#tests/operations/intake/facts-of.ts'
import { type House, openHouse } from '#tests/shopify/house.ts'

let closing: (() => Promise<void>) | undefined
afterEach(async () => closing?.())

const shopRow = (house: House, shop: number) => house.fresh.db.read(() => shopById(shop))
const errors = (house: House) => house.said.filter(({ level }) => level === 'error')
const nobuy = ['nobuy']

/** A synced shop with one segment whose tags stand. */
async function openTagged(): Promise<TaggedShop> {
  const stage = await openTaggedShop(40)
  closing = () => stage.close()
  await stage.segment('nobuy', 'number_of_orders = 0')
  await stage.quiet()
  return stage
}
/** Somebody buys for the first time, not in the second of the sync: the tag must go. */
function firstPurchase({ house: { world } }: TaggedShop) {
  const someone = [...world.store.customers.values()].find((customer) => customer.numberOfOrders === 0)
  if (!someone) throw new Error('everybody has bought')
  world.agenda.stepTo(world.clock.now() + 2_000)
  placeOrder(world, createRandom('trouble'), someone)
  return someone
}
const right = (stage: TaggedShop) =>
  new Map([...stage.house.world.store.customers.values()].map((customer) => [String(customer.id), customer.numberOfOrders === 0 ? nobuy : []]))
const unsettled = async ({ ctx, shop }: TaggedShop) =>
  (await ctx.db.read(() => first('SELECT number FROM customers WHERE shop_id = ? AND membership_version > settled_version', shop))) !== undefined

test('not approved for customer data: the sync waits, says why, and goes on when the approved merchant opens the app', async () => {
  const house = await openHouse({ customers: 30 })
  closing = () => house.close()
  house.world.faults.api.customerData = 'none'
  const shop = await house.open()
  expect((await advanceSync(house.ctx, { shop })).kind).toBe('waiting')
  expect(await shopRow(house, shop)).toMatchObject({ trouble: 'data-access-not-approved', syncedAt: null })
  expect((await progress(house.ctx, { shop })).sync).toMatchObject({ state: 'running', step: expect.stringMatching(/not approved/i) as string })
  expect(errors(house)).toEqual([expect.objectContaining({ message: 'the sync waits for the merchant' })])
  // Opened while nothing has changed: asked again at once, and the log is not filled.
  await house.open()
  expect((await advanceSync(house.ctx, { shop })).kind).toBe('waiting')
  expect(errors(house)).toHaveLength(1)

  house.world.faults.api.customerData = 'approved'
  expect((await advanceSync(house.ctx, { shop })).kind).toBe('waiting')
  expect(await shopRow(house, shop)).toMatchObject({ trouble: 'data-access-not-approved' })
  // An open page asks again and again; Shopify is asked once a minute for it.
  house.later(61_000)
  await house.open()
  const { kind } = await advanceSync(house.ctx, { shop })
  expect(await shopRow(house, shop)).toMatchObject({ trouble: null })
  if (kind !== 'done') await house.sync(shop)
  await house.settled(shop)
  expect(await factsOf(house, shop)).toEqual(storeOf(house))
})

test('an approval withdrawn later: tags wait as they are, and follow when it is back', async () => {
  const stage = await openTagged()
  const { house, shop } = stage
  house.world.faults.api.customerData = 'none'
  // Somebody new has to be read from Shopify, which refuses.
  const newcomer = createCustomer(house.world, createRandom('trouble'))
  await stage.quiet()
  expect(await shopRow(house, shop)).toMatchObject({ trouble: 'data-access-not-approved' })
  const buyer = firstPurchase(stage)
  await stage.quiet()
  expect(await unsettled(stage)).toBe(true)
  expect(buyer.tags).toContain('nobuy')
  expect(newcomer.tags).not.toContain('nobuy')

  house.world.faults.api.customerData = 'approved'
  await house.open()
  await advanceSync(stage.ctx, { shop })
  await stage.quiet()
  expect(await shopRow(house, shop)).toMatchObject({ trouble: null })
  expect(stage.storeTags(nobuy)).toEqual(right(stage))
})

test('what no delivery brought while Shopify let nothing be read is read once it does, without anybody’s help', async () => {
  const stage = await openTagged()
  const { house, shop } = stage
  house.world.faults.webhooks.lose = 1
  firstPurchase(stage)
  house.world.faults.api.customerData = 'none'
  house.world.agenda.stepTo(house.world.clock.now() + 120_000)
  house.later(6 * 60_000)
  await advanceSync(house.ctx, { shop })
  expect(await shopRow(house, shop)).toMatchObject({ trouble: 'data-access-not-approved' })

  house.world.faults.webhooks.lose = 0
  house.world.faults.api.customerData = 'approved'
  house.later(61_000)
  await advanceSync(house.ctx, { shop })
  await stage.ctx.ring('recompute', shop)
  await stage.quiet()
  expect(await shopRow(house, shop)).toMatchObject({ trouble: null })
  expect(stage.storeTags(nobuy)).toEqual(right(stage))
})

test('tokens taken back: tags wait, the merchant is told, and opening the app mends it', async () => {
  const stage = await openTagged()
  const { house, shop } = stage
  house.world.installation.generation++
  const buyer = firstPurchase(stage)
  await stage.quiet()
  expect(await shopRow(house, shop)).toMatchObject({ state: 'installed', trouble: 'token-revoked' })
  expect(await unsettled(stage)).toBe(true)
  expect(buyer.tags).toContain('nobuy')
  expect(errors(house).map(({ message }) => message)).toContain('the token is revoked: tags wait until the merchant opens the app')

  expect(await house.open()).toBe(shop)
  expect(await shopRow(house, shop)).toMatchObject({ trouble: null })
  for (const bell of ['settle', 'applyDeliveries'] as const) await stage.ctx.ring(bell, shop)
  await stage.quiet()
  expect(stage.storeTags(nobuy)).toEqual(right(stage))
  expect(await unsettled(stage)).toBe(false)
})

test('uninstalled and installed again: what is ours is still known, and the tags come right', async () => {
  const stage = await openTagged()
  const { house, shop } = stage
  uninstall(house.world)
  await stage.quiet()
  expect(await shopRow(house, shop)).toMatchObject({ state: 'uninstalled' })
  // Nobody hears of this.
  const buyer = firstPurchase(stage)
  await stage.quiet()
  expect(buyer.tags).toContain('nobuy')

  house.world.agenda.stepTo(house.world.clock.now() + 60_000)
  install(house.world, house.world.config.scopes)
  expect(await house.open()).toBe(shop)
  await house.sync(shop)
  for (const bell of ['backfill', 'recompute', 'applyDeliveries', 'settle'] as const) await stage.ctx.ring(bell, shop)
  await stage.quiet()
  expect(stage.storeTags(nobuy)).toEqual(right(stage))
})
