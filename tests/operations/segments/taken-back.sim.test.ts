// An edit can be looked at before it is saved, by name, and taken back after: the old rule gives what it gave, and nothing is written twice.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { editSegment } from '#app/operations/segments/edit-segment.ts'
import { previewPeople } from '#app/operations/segments/preview-people.ts'
import { readSegment } from '#app/operations/segments/read-segment.ts'
import { openTaggedShop, type TaggedShop } from '#tests/journeys/tagged-shop.ts'

let stage: TaggedShop
let id: number
const before = 'number_of_orders >= 1'
const after = 'number_of_orders = 0'

beforeEach(async () => {
  stage = await openTaggedShop(40)
  id = await stage.segment('buyers', before)
  await stage.quiet()
})
afterEach(async () => { await stage.close() })

const writes = () => stage.house.world.counters.tagsAdd + stage.house.world.counters.tagsRemove
const tags = () => stage.storeTags(['buyers'])
const edit = (rule: string) => editSegment(stage.ctx, { shop: stage.shop, id, rule })

test('a draft tells by name who would come and who would go', async () => {
  const people = await previewPeople(stage.ctx, { shop: stage.shop, segment: id, rule: after })
  const living = [...stage.house.world.store.customers.values()].filter((customer) => customer.mergedInto === null)
  const nameOf = new Map(living.map((customer) => [String(customer.id), [customer.firstName, customer.lastName].filter((part) => part !== null).join(' ')]))
  expect(people.joining.length).toBeGreaterThan(0)
  expect(people.leaving.length).toBeGreaterThan(0)
  for (const [list, buys] of [[people.joining, false], [people.leaving, true]] as const) {
    for (const { shopifyId, name } of list) {
      expect(living.some((customer) => String(customer.id) === shopifyId && customer.numberOfOrders > 0 === buys)).toBe(true)
      expect(name).toBe(nameOf.get(shopifyId))
    }
  }
  expect(await previewPeople(stage.ctx, { shop: stage.shop, segment: id, rule: 'number_of' })).toEqual({ members: [], joining: [], leaving: [] })
})

test('an edit that was written to the store is taken back to exactly what stood', async () => {
  const stood = tags()
  await edit(after)
  await stage.quiet()
  expect(tags()).not.toEqual(stood)
  const found = await readSegment(stage.ctx, { shop: stage.shop, id })
  const earlier = found?.versions.find((version) => version.rule === before)
  expect(earlier).toBeDefined()
  await edit(earlier!.rule)
  await stage.quiet()
  expect(tags()).toEqual(stood)
})

test('an edit that is taken back before its tags were written costs no write', async () => {
  const stood = tags()
  const written = writes()
  await edit(after)
  await edit(before)
  await stage.quiet()
  expect(tags()).toEqual(stood)
  expect(writes()).toBe(written)
})
