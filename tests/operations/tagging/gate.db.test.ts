// Nothing is written before the merchant said go, for the shop and for each segment; what would be written can be seen, and is what is written then.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { all } from '#app/db/sql.ts'
import { createSegment } from '#app/operations/segments/create-segment.ts'
import { deleteSegment } from '#app/operations/segments/delete-segment.ts'
import { setSegmentState } from '#app/operations/segments/set-segment-state.ts'
import { approveWrites } from '#app/operations/tagging/approve-writes.ts'
import { dryRun } from '#app/operations/tagging/dry-run.ts'
import { outlook } from '#app/operations/tagging/outlook.ts'
import { settleTags } from '#app/operations/tagging/settle-tags.ts'
import { placeOrder } from '#simulator/life/orders.ts'
import { createRandom } from '#simulator/store/random.ts'
import { tagCustomer } from '#simulator/life/tags.ts'
import { providers } from '#tests/database.ts'
import { openTaggedShop, type TaggedShop } from '#tests/journeys/tagged-shop.ts'

describe.each(providers)('on %s', (provider) => {
  let stage: TaggedShop
  beforeEach(async () => { stage = await openTaggedShop(40, provider) })
  afterEach(() => stage.close())

  const turnedOn = async (tag: string, rule: string): Promise<number> => {
    const made = await createSegment(stage.ctx, { shop: stage.shop, name: tag, rule, tag, state: 'on' })
    if (made.kind !== 'created') throw new Error(JSON.stringify(made))
    return made.segment.id
  }
  const writes = () => stage.house.world.counters.tagsAdd + stage.house.world.counters.tagsRemove
  const carriers = (tag: string) => [...stage.storeTags([tag]).values()].flat().length
  const customers = () => [...stage.house.world.store.customers.values()]
  const approve = (...segments: number[]) => approveWrites(stage.ctx, { shop: stage.shop, segments })
  const unsettled = () => stage.ctx.db.read(() => all('SELECT number FROM customers WHERE shop_id = ? AND membership_version > settled_version', stage.shop))

  test('a new install writes nothing; after the first go only what was approved, and what waited meanwhile is not lost', async () => {
    const nobuy = await turnedOn('nobuy', 'number_of_orders = 0')
    const repeat = await turnedOn('repeat', 'number_of_orders >= 2')
    await stage.quiet()
    expect(writes()).toBe(0)
    expect(await settleTags(stage.ctx, { shop: stage.shop })).toEqual({ kind: 'held-back', why: 'unapproved' })
    expect((await outlook(stage.ctx, { shop: stage.shop }))?.cost).toBeNull()

    const counts = { nobuy: customers().filter((one) => one.numberOfOrders === 0).length, repeat: customers().filter((one) => one.numberOfOrders >= 2).length }
    const would = await dryRun(stage.ctx, { shop: stage.shop, segment: nobuy })
    expect(would).toMatchObject({ counted: true, about: false, add: counts.nobuy, remove: 0, points: counts.nobuy * 10, path: 'direct' })
    expect(would?.sample.every(({ add }) => add.join() === 'nobuy')).toBe(true)
    expect(await dryRun(stage.ctx, { shop: stage.shop, segment: null })).toMatchObject({ add: counts.nobuy + counts.repeat, remove: 0 })

    expect(await approve(nobuy)).toEqual({ kind: 'approved', segments: [nobuy] })
    await stage.quiet()
    expect([carriers('nobuy'), carriers('repeat')]).toEqual([counts.nobuy, 0])
    expect(writes()).toBe(counts.nobuy)
    expect(await unsettled()).toEqual([])

    // Settled without it; let be written now, everyone concerned is looked at again.
    expect(await approve(repeat)).toEqual({ kind: 'approved', segments: [repeat] })
    expect(await approve(repeat)).toEqual({ kind: 'approved', segments: [] })
    await stage.quiet()
    expect([carriers('nobuy'), carriers('repeat'), writes()]).toEqual([counts.nobuy, counts.repeat, counts.nobuy + counts.repeat])
    expect(await dryRun(stage.ctx, { shop: stage.shop, segment: null })).toMatchObject({ add: 0, remove: 0, sample: [] })
    expect(await approve(99)).toEqual({ kind: 'missing' })
  })

  test('off takes the tags off and asks for a new go; a pause does not; a deleted segment’s tags go without being asked', async () => {
    const id = await stage.segment('nobuy', 'number_of_orders = 0')
    await stage.quiet()
    const before = carriers('nobuy')
    for (const state of ['paused', 'on'] as const) await setSegmentState(stage.ctx, { shop: stage.shop, id, state })
    const buyer = customers().find((one) => one.numberOfOrders === 0)!
    placeOrder(stage.house.world, createRandom('gate'), buyer)
    await stage.quiet()
    expect(carriers('nobuy')).toBe(before - 1)

    await setSegmentState(stage.ctx, { shop: stage.shop, id, state: 'off' })
    await stage.quiet()
    expect(carriers('nobuy')).toBe(0)
    expect(await setSegmentState(stage.ctx, { shop: stage.shop, id, state: 'on' })).toMatchObject({ kind: 'set', segment: { approved: false } })
    await stage.quiet()
    expect(carriers('nobuy')).toBe(0)
    await approve(id)
    await stage.quiet()
    expect(carriers('nobuy')).toBe(before - 1)

    await deleteSegment(stage.ctx, { shop: stage.shop, id })
    await stage.quiet()
    expect(carriers('nobuy')).toBe(0)
  })

  test('a dry run counts nobody whose tag stands already, and what turning off would take away', async () => {
    const [first] = customers().filter((one) => one.numberOfOrders === 0)
    tagCustomer(stage.house.world, first!.id, ['NoBuy'], 'merchant')
    await stage.quiet()
    const id = await turnedOn('nobuy', 'number_of_orders = 0')
    await stage.quiet()
    const members = customers().filter((one) => one.numberOfOrders === 0).length
    expect(await dryRun(stage.ctx, { shop: stage.shop, segment: id })).toMatchObject({ add: members - 1, remove: 0 })
    await approve(id)
    await stage.quiet()
    expect(writes()).toBe(members - 1)
    stage.house.world.faults.api.throttle = 1
    await setSegmentState(stage.ctx, { shop: stage.shop, id, state: 'off' })
    const ring = stage.ctx.ring
    await stage.bells.answerAll({ ...stage.ctx, ring: async (bell, shop) => (bell === 'settle' ? undefined : ring(bell, shop)) })
    expect(await dryRun(stage.ctx, { shop: stage.shop, segment: null })).toMatchObject({ add: 0, remove: members - 1 })
    expect(await dryRun(stage.ctx, { shop: stage.shop, segment: 99 })).toBeNull()
  })
})
