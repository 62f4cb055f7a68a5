// Whoever leaves finds the store as it was: nothing of ours stands on anybody, and nothing of the merchant's is gone.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { leave, leavingPlan } from '#app/operations/shop/leave.ts'
import { adoptTag } from '#app/operations/tagging/adopt-tag.ts'
import { tagCustomer } from '#simulator/life/tags.ts'
import { openTaggedShop, type TaggedShop } from '#tests/journeys/tagged-shop.ts'

let stage: TaggedShop
beforeEach(async () => { stage = await openTaggedShop(40) })
afterEach(async () => { await stage.close() })

const living = () => [...stage.house.world.store.customers.values()].filter((customer) => customer.mergedInto === null)
const everyTag = () => new Map(living().map(({ id, tags }) => [id, [...tags].sort()]))
const plan = () => leavingPlan(stage.ctx, { shop: stage.shop })

test('what Strata added goes, what the merchant had stays, also where it was taken over', async () => {
  const buyer = living().find(({ numberOfOrders }) => numberOfOrders >= 1)
  tagCustomer(stage.house.world, buyer?.id ?? 0, ['buyer'], 'merchant')
  await stage.quiet()
  const before = everyTag()
  expect(await plan()).toMatchObject({ tags: [], given: 0, segments: [], clean: true })

  const id = await stage.segment('buyer', 'number_of_orders >= 1')
  await stage.segment('idle', 'number_of_orders = 0')
  await stage.quiet()
  await adoptTag(stage.ctx, { shop: stage.shop, id })
  await stage.quiet()
  const buyers = living().filter(({ numberOfOrders }) => numberOfOrders >= 1).length
  expect(await plan()).toMatchObject({ given: 1, segments: ['buyer', 'idle'], clean: false, natives: [{ name: 'buyer' }, { name: 'idle' }] })
  expect(new Map((await plan()).tags.map(({ tag, customers }) => [tag, customers]))).toEqual(new Map([['buyer', buyers - 1], ['idle', living().length - buyers]]))
  expect(everyTag()).not.toEqual(before)

  await leave(stage.ctx, { shop: stage.shop })
  await stage.quiet()
  expect(everyTag()).toEqual(before)
  expect(await plan()).toMatchObject({ tags: [], given: 0, segments: [], clean: true })
})

test('what is being taken over when the merchant leaves is theirs as before', async () => {
  const [buyer, idler] = [living().find(({ numberOfOrders }) => numberOfOrders >= 1), living().find(({ numberOfOrders }) => numberOfOrders === 0)]
  for (const one of [buyer, idler]) tagCustomer(stage.house.world, one?.id ?? 0, ['buyer'], 'merchant')
  await stage.quiet()
  const before = everyTag()
  const id = await stage.segment('buyer', 'number_of_orders >= 1')
  await stage.quiet()

  await adoptTag(stage.ctx, { shop: stage.shop, id })
  await leave(stage.ctx, { shop: stage.shop })
  await stage.quiet()
  expect(everyTag()).toEqual(before)
  expect(await plan()).toMatchObject({ given: 0, clean: true })
})
