// Every way in which tag writes can fail ends where a merchant can see it, nothing spins, and nothing is lost.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { all, first } from '#app/db/sql.ts'
import { refused, tryAgain } from '#app/operations/tagging/refused.ts'
import { deleteCustomer } from '#simulator/life/customers.ts'
import { mergeCustomers } from '#simulator/life/merge.ts'
import { tagCustomer, untagCustomer } from '#simulator/life/tags.ts'
import type { Customer } from '#simulator/store/model.ts'
import { providers } from '#tests/database.ts'
import { openTaggedShop, type TaggedShop } from '#tests/journeys/tagged-shop.ts'

describe.each(providers)('on %s', (provider) => {
  let stage: TaggedShop
  beforeEach(async () => { stage = await openTaggedShop(40, provider) })
  afterEach(() => stage.close())

  const members = (): Customer[] => [...stage.house.world.store.customers.values()].filter((one) => one.numberOfOrders === 0 && one.mergedInto === null)
  const requests = () => stage.house.world.counters.tagsAdd + stage.house.world.counters.tagsRemove
  const open = () => stage.ctx.db.read(() => all('SELECT number FROM customers WHERE shop_id = ? AND membership_version > settled_version AND suspect IS NULL', stage.shop))
  const intents = () => stage.ctx.db.read(() => all('SELECT tag FROM tag_ledger WHERE shop_id = ? AND intent IS NOT NULL', stage.shop))
  const list = async () => (await refused(stage.ctx, { shop: stage.shop })).customers.map(({ shopifyId, why }) => ({ shopifyId, why }))
  const has = ({ tags }: Customer) => tags.includes('nobuy')

  test('250 tags: the merchant reads who and why, and another try works once there is room', async () => {
    const [full] = members()
    for (let tag = 0; full!.tags.length < 250; tag++) tagCustomer(stage.house.world, full!.id, [`kept ${tag}`], 'merchant')
    await stage.quiet()
    await stage.segment('nobuy', 'number_of_orders = 0')
    await stage.quiet()
    expect(await list()).toEqual([{ shopifyId: String(full!.id), why: expect.stringMatching(/250 tags/) as string }])
    const before = requests()
    expect(await tryAgain(stage.ctx, { shop: stage.shop })).toEqual({ customers: 1 })
    await stage.quiet()
    expect([requests() - before, await list().then(({ length }) => length), has(full!)]).toEqual([1, 1, false])

    stage.house.world.clock.stepTo(stage.house.world.clock.now() + 5_000)
    untagCustomer(stage.house.world, full!.id, ['kept 1'], 'merchant')
    await stage.quiet()
    await tryAgain(stage.ctx, { shop: stage.shop })
    await stage.quiet()
    expect([await list(), has(full!), await open(), await intents()]).toEqual([[], true, [], []])
    expect(await tryAgain(stage.ctx, { shop: stage.shop })).toEqual({ customers: 0 })
  })

  test('a customer who is gone, and nobody told us, is found out and asked for no more', async () => {
    const [gone, other] = members()
    stage.house.world.faults.webhooks.lose = 1
    deleteCustomer(stage.house.world, gone!)
    stage.house.world.faults.webhooks.lose = 0
    await stage.segment('nobuy', 'number_of_orders = 0')
    await stage.quiet()
    expect(has(other!)).toBe(true)
    const before = requests()
    await stage.ctx.ring('settle', stage.shop)
    await stage.quiet()
    expect(requests()).toBe(before)
    expect(await stage.ctx.db.read(() => first('SELECT number FROM customers WHERE shopify_id = ? AND deleted_at IS NOT NULL', BigInt(gone!.id)))).toBeDefined()
    expect([await open(), await list()]).toEqual([[], []])
  })

  test('a merge between membership and write: the one who stayed carries the tag as ours', async () => {
    const [kept, gone] = members()
    const id = await stage.segment('nobuy', 'number_of_orders = 0')
    await stage.quiet()
    stage.house.world.clock.stepTo(stage.house.world.clock.now() + 5_000)
    mergeCustomers(stage.house.world, kept!, gone!)
    await stage.quiet()
    expect(await open()).toEqual([])
    expect(id).toBeGreaterThan(0)
    expect(await intents()).toEqual([])
  })

  test('server errors, cut connections and throttling: nothing is lost, no tag is taken for the merchant’s', async () => {
    Object.assign(stage.house.world.faults.api, { cut: 0.3, throttle: 0.2, status: { code: 503, p: 0.2 } })
    await stage.segment('nobuy', 'number_of_orders = 0')
    await stage.quiet()
    Object.assign(stage.house.world.faults.api, { cut: 0, throttle: 0, status: null })
    await stage.quiet()
    expect(members().every(has)).toBe(true)
    expect([await open(), await intents(), await list()]).toEqual([[], [], []])
    const [owned] = await stage.ctx.db.read(() => all<{ count: number }>("SELECT count(*) AS count FROM tag_ledger WHERE owner = 'ours'"))
    expect(owned?.count).toBe(members().length)
    expect(await stage.ctx.db.read(() => all('SELECT id FROM tag_drift'))).toEqual([])
  })
})
