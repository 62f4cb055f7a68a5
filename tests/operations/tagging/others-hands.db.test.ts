// Somebody else changes our tags in the store: it is found, listed, and answered by the segment's policy; what is theirs is taken over only by their choice.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { all } from '#app/db/sql.ts'
import { editSegment } from '#app/operations/segments/edit-segment.ts'
import { setSegmentState } from '#app/operations/segments/set-segment-state.ts'
import { adoptTag } from '#app/operations/tagging/adopt-tag.ts'
import { drift } from '#app/operations/tagging/drift.ts'
import { setOnRemoval } from '#app/operations/tagging/set-on-removal.ts'
import { tagUse } from '#app/operations/tagging/tag-use.ts'
import { placeOrder } from '#simulator/life/orders.ts'
import { tagCustomer, untagCustomer } from '#simulator/life/tags.ts'
import type { Customer } from '#simulator/store/model.ts'
import { createRandom } from '#simulator/store/random.ts'
import { providers } from '#tests/database.ts'
import { openTaggedShop, type TaggedShop } from '#tests/journeys/tagged-shop.ts'

describe.each(providers)('on %s', (provider) => {
  let stage: TaggedShop
  beforeEach(async () => { stage = await openTaggedShop(40, provider) })
  afterEach(() => stage.close())

  const customers = () => [...stage.house.world.store.customers.values()]
  const member = (index = 0): Customer => customers().filter((one) => one.numberOfOrders === 0)[index]!
  const stranger = (): Customer => customers().find((one) => one.numberOfOrders > 0)!
  const later = (ms = 5_000) => stage.house.world.clock.stepTo(stage.house.world.clock.now() + ms)
  const off = async (customer: Customer) => {
    later()
    untagCustomer(stage.house.world, customer.id, [...customer.tags.filter((tag) => tag.toLowerCase() === 'nobuy')], 'merchant')
    await stage.quiet()
  }
  const listed = async (segment: number) => (await drift(stage.ctx, { shop: stage.shop, segment })).rows.map(({ shopifyId, kind, answer }) => ({ shopifyId, kind, answer }))
  const owners = () => stage.ctx.db.read(() => all<{ owner: string; count: number }>('SELECT owner, count(*) AS count FROM tag_ledger GROUP BY owner ORDER BY owner'))
  const nobuy = async () => {
    const id = await stage.segment('nobuy', 'number_of_orders = 0')
    await stage.quiet()
    return id
  }

  test('taken off a member it is put back, and that is told once', async () => {
    const id = await nobuy()
    await off(member())
    expect(member().tags).toContain('nobuy')
    expect(await listed(id)).toEqual([{ shopifyId: String(member().id), kind: 'removed', answer: 'put-back' }])
    await stage.quiet()
    expect((await drift(stage.ctx, { shop: stage.shop, segment: id })).lately).toEqual({ removed: 1, added: 0 })
  })

  test('respected it stays off while they belong; a new policy puts it back', async () => {
    const id = await nobuy()
    await setOnRemoval(stage.ctx, { shop: stage.shop, id, onRemoval: 'respect' })
    const someone = member()
    await off(someone)
    expect(someone.tags).not.toContain('nobuy')
    expect(await listed(id)).toEqual([{ shopifyId: String(someone.id), kind: 'removed', answer: 'respected' }])
    // Nothing else about them brings it back.
    later()
    tagCustomer(stage.house.world, someone.id, ['something else'], 'merchant')
    await stage.quiet()
    expect(someone.tags).not.toContain('nobuy')
    expect(await owners()).toContainEqual({ owner: 'declined', count: 1 })

    await setOnRemoval(stage.ctx, { shop: stage.shop, id, onRemoval: 'put-back' })
    await stage.quiet()
    expect(someone.tags).toContain('nobuy')
    expect((await owners()).find(({ owner }) => owner === 'declined')).toBeUndefined()
  })

  test('respected it is forgotten when they leave, so that they are tagged when they come back', async () => {
    const id = await stage.segment('recent', 'last_order_date >= -30d')
    const someone = member()
    placeOrder(stage.house.world, createRandom('a'), someone)
    await stage.quiet()
    await setOnRemoval(stage.ctx, { shop: stage.shop, id, onRemoval: 'respect' })
    later()
    untagCustomer(stage.house.world, someone.id, ['recent'], 'merchant')
    await stage.quiet()
    expect(someone.tags).not.toContain('recent')
    later(40 * 86_400_000)
    await stage.ctx.ring('recompute', stage.shop)
    await stage.quiet()
    placeOrder(stage.house.world, createRandom('b'), someone)
    await stage.quiet()
    expect(someone.tags).toContain('recent')
  })

  test('put by hand on somebody who does not belong it is theirs, stays, and is listed; echoes of ours are not', async () => {
    const id = await nobuy()
    expect(await listed(id)).toEqual([])
    later()
    const someone = stranger()
    tagCustomer(stage.house.world, someone.id, ['NoBuy'], 'merchant')
    await stage.quiet()
    expect(await listed(id)).toEqual([{ shopifyId: String(someone.id), kind: 'added', answer: 'left' }])
    await setSegmentState(stage.ctx, { shop: stage.shop, id, state: 'off' })
    await stage.quiet()
    expect(someone.tags.map((tag) => tag.toLowerCase())).toContain('nobuy')
    expect([...stage.storeTags(['nobuy', 'NoBuy']).values()].flat()).toHaveLength(1)
  })

  test('before a segment takes a tag one can see who carries it; adopted, it is ours to take off', async () => {
    const [one, two] = [member(), stranger()]
    for (const { id } of [one, two]) tagCustomer(stage.house.world, id, ["it's Gold"], 'merchant')
    await stage.quiet()
    expect(await tagUse(stage.ctx, { shop: stage.shop, tag: "IT'S  gold", id: null })).toMatchObject({ problem: null, owner: null, carriers: 2 })
    const made = await stage.segment("it's gold", 'number_of_orders = 0')
    await stage.quiet()
    expect(await tagUse(stage.ctx, { shop: stage.shop, tag: "It's Gold", id: null })).toMatchObject({ owner: { id: made }, carriers: null })
    expect(await tagUse(stage.ctx, { shop: stage.shop, tag: 'a, b', id: null })).toMatchObject({ problem: expect.stringMatching(/comma/) as string })
    const has = (customer: Customer) => customer.tags.some((tag) => tag.toLowerCase() === "it's gold")
    expect([has(one), has(two)]).toEqual([true, true])

    expect(await adoptTag(stage.ctx, { shop: stage.shop, id: made })).toEqual({ kind: 'adopting' })
    await stage.quiet()
    expect([has(one), has(two)]).toEqual([true, false])
    expect(await owners()).toContainEqual({ owner: 'adopted', count: 1 })
    placeOrder(stage.house.world, createRandom('adopted'), one)
    await stage.quiet()
    expect(has(one)).toBe(false)
    expect(await stage.ctx.db.read(() => all("SELECT state FROM runs WHERE kind = 'adopt'"))).toEqual([{ state: 'done' }])
  })

  test('a new name of the tag moves ours and what was adopted, leaves what is theirs, and keeps off what was declined of neither', async () => {
    const [theirs, respected] = [member(0), member(1)]
    tagCustomer(stage.house.world, theirs.id, ['nobuy', 'never'], 'merchant')
    await stage.quiet()
    const id = await nobuy()
    await setOnRemoval(stage.ctx, { shop: stage.shop, id, onRemoval: 'respect' })
    await off(respected)
    const gaps: string[] = []
    const members = customers().filter((one) => one.numberOfOrders === 0 && one !== theirs && one !== respected)
    const ask: typeof stage.ctx.shopify.ask = (...asked) => {
      for (const { id: customer, tags } of members) if (!tags.some((tag) => tag === 'nobuy' || tag === 'never')) gaps.push(String(customer))
      return stage.house.ctx.shopify.ask(...asked)
    }
    await editSegment({ ...stage.ctx, shopify: { ...stage.ctx.shopify, ask } }, { shop: stage.shop, id, tag: 'never' })
    await stage.bells.answerAll({ ...stage.ctx, shopify: { ...stage.ctx.shopify, ask } })
    await stage.quiet()
    expect(gaps).toEqual([])
    for (const { tags } of members) expect(tags.filter((tag) => tag === 'nobuy' || tag === 'never')).toEqual(['never'])
    expect(theirs.tags).toEqual(expect.arrayContaining(['nobuy', 'never']))
    // The new name was never taken off them.
    expect(respected.tags.filter((tag) => tag === 'nobuy' || tag === 'never')).toEqual(['never'])
    await setSegmentState(stage.ctx, { shop: stage.shop, id, state: 'off' })
    await stage.quiet()
    expect(theirs.tags).toEqual(expect.arrayContaining(['nobuy', 'never']))
    expect([...stage.storeTags(['nobuy', 'never']).values()].flat()).toHaveLength(2)
  })
})
