// Our segments in the store's own list: made once, kept in step, taken over where they were, mended when somebody changed them, and gone with ours.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { first, run } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'
import { deleteSegment } from '#app/operations/segments/delete-segment.ts'
import { editSegment } from '#app/operations/segments/edit-segment.ts'
import { setSegmentState } from '#app/operations/segments/set-segment-state.ts'
import { createDiscount } from '#app/operations/native/create-discount.ts'
import { keepNatives } from '#app/operations/native/keep-natives.ts'
import { readNative } from '#app/operations/native/read-native.ts'
import { sweep } from '#app/operations/upkeep/sweep.ts'
import type { Answer } from '#app/shopify/shopify.ts'
import { openTaggedShop, type TaggedShop } from '#tests/journeys/tagged-shop.ts'

const rule = 'number_of_orders >= 2'
let stage: TaggedShop
beforeEach(async () => { stage = await openTaggedShop(40) })
afterEach(() => stage.close())

const natives = () => [...stage.house.world.store.segments.values()].map(({ name, query }) => ({ name, query }))
const approve = () => stage.ctx.db.write(() => run('UPDATE segments SET approved_at = 1'))
const keep = (ctx: Context = stage.ctx) => keepNatives(ctx, { shop: stage.shop })
const lookNow = () => stage.ctx.db.write(() => run('UPDATE native_segments SET next_at = 0'))
const row = (id: number) => stage.ctx.db.read(() => first<{ name: string; query: string; adopted: number; members: number; problem: string | null; next_at: number }>('SELECT name, query, adopted, members, problem, next_at FROM native_segments WHERE segment_id = ?', id))
/** Segments that the merchant made in the admin. */
const byHand = (name: string, query: string) => {
  const id = 900_000 + stage.house.world.store.segments.size
  stage.house.world.store.segments.set(id, { id, name, query, createdAt: 0, updatedAt: 0 })
  return id
}
const made = async (name = 'repeat'): Promise<number> => {
  const id = await stage.segment(name, rule)
  await approve()
  await stage.quiet()
  await keep()
  return id
}
const draft = { kind: 'code' as const, title: 'Thanks', code: 'THANKS10', percentage: '10', oncePerCustomer: true }

test('a segment gets a native one on its tag, and Shopify counts as many in it', async () => {
  const id = await made("it's repeat")
  expect(natives()).toEqual([{ name: "it's repeat", query: "customer_tags CONTAINS 'it\\'s repeat'" }])
  await lookNow()
  await keep()
  const members = [...stage.house.world.store.customers.values()].filter((one) => one.mergedInto === null && one.numberOfOrders >= 2).length
  expect(members).toBeGreaterThan(0)
  expect(await readNative(stage.ctx, { shop: stage.shop, id })).toMatchObject({ state: 'standing', members, problem: null, discounts: [] })
})

test('before go, and while it is off, it gets none', async () => {
  const id = await stage.segment('repeat', rule)
  await stage.ctx.db.write(() => run('UPDATE segments SET approved_at = NULL'))
  expect(await keep()).toEqual({ kind: 'done' })
  await approve()
  await setSegmentState(stage.ctx, { shop: stage.shop, id, state: 'off' })
  await keep()
  expect(natives()).toEqual([])
})

test('while a tag is renamed nobody falls out: either tag counts until the last has moved', async () => {
  const id = await made()
  const before = await row(id)
  const edited = await editSegment(stage.ctx, { shop: stage.shop, id, name: 'Again', rule, tag: 'again' })
  expect(edited.kind).toBe('edited')
  await keep()
  expect(natives()).toEqual([{ name: 'Again', query: "customer_tags CONTAINS 'again' OR customer_tags CONTAINS 'repeat'" }])
  await lookNow()
  await keep()
  expect((await row(id))?.members).toBe(stage.storeTags(['repeat', 'again']).values().filter((tags) => tags.length > 0).toArray().length)
  await stage.quiet()
  await lookNow()
  await keep()
  expect(natives()).toEqual([{ name: 'Again', query: "customer_tags CONTAINS 'again'" }])
  expect((await row(id))?.members).toBe(before?.members)
})

test('what the merchant had on the tag is taken over as it is, and stays when ours is deleted', async () => {
  byHand('My regulars', " customer_tags  CONTAINS 'repeat'")
  const id = await made()
  expect(natives()).toHaveLength(1)
  expect(natives()[0]?.name).toBe('My regulars')
  expect(Boolean((await row(id))?.adopted)).toBe(true)
  await deleteSegment(stage.ctx, { shop: stage.shop, id })
  await stage.quiet()
  await keep()
  expect(natives()).toHaveLength(1)
  await sweep(stage.ctx, { everyMs: 0 })
  expect(await stage.ctx.db.read(() => first('SELECT id FROM segments WHERE id = ?', id))).toBeUndefined()
})

test('what somebody changed or deleted in the admin is mended at the next look', async () => {
  const id = await made()
  const { segments } = stage.house.world.store
  const [native] = segments.values()
  Object.assign(native ?? {}, { name: 'Mine', query: "customer_tags CONTAINS 'other'" })
  await lookNow()
  await keep()
  expect(natives()).toEqual([{ name: 'repeat', query: "customer_tags CONTAINS 'repeat'" }])
  segments.clear()
  await lookNow()
  await keep()
  expect(natives()).toEqual([{ name: 'repeat', query: "customer_tags CONTAINS 'repeat'" }])
  expect((await row(id))?.problem).toBeNull()
})

test('a create whose answer stayed away is looked up before it is asked for again', async () => {
  const id = await stage.segment('repeat', rule)
  await approve()
  let lost = 0
  const deaf: Context = { ...stage.ctx, shopify: { ...stage.ctx.shopify, async ask<T>(shop: string, document: string, variables?: Record<string, unknown>): Promise<Answer<T>> {
    const answer = await stage.ctx.shopify.ask<T>(shop, document, variables)
    if (!document.includes('segmentCreate')) return answer
    lost++
    return { kind: 'uncertain', message: 'cut' }
  } } }
  await expect(keep(deaf)).rejects.toThrow('cut')
  expect(lost).toBe(1)
  await keep()
  expect(natives()).toHaveLength(1)
  expect(Boolean((await row(id))?.adopted)).toBe(false)
})

test('a taken name gets a number, which is no reason to write again', async () => {
  byHand('repeat', '')
  await made()
  const [, native] = stage.house.world.store.segments.values()
  expect(native?.name).toBe('repeat (2)')
  const stamp = native?.updatedAt
  await lookNow()
  stage.house.world.clock.stepTo(stage.ctx.now() + 60_000)
  await keep()
  expect(native).toMatchObject({ name: 'repeat (2)', updatedAt: stamp })
})

test('when Shopify takes no more segments the merchant can read it, and nothing spins', async () => {
  for (let n = 0; n < 6_000; n++) stage.house.world.store.segments.set(100_000 + n, { id: 100_000 + n, name: `n${n}`, query: '', createdAt: 0, updatedAt: 0 })
  const id = await made()
  expect(await readNative(stage.ctx, { shop: stage.shop, id })).toMatchObject({ state: 'awaited', problem: expect.stringContaining('Segment limit reached') as string })
  expect((await row(id))?.next_at).toBeGreaterThan(stage.ctx.now())
})

test('deleting ours deletes the native one, unless a live discount hangs on it', async () => {
  const id = await made()
  expect(await createDiscount(stage.ctx, { shop: stage.shop, segment: id, draft })).toEqual({ kind: 'created' })
  expect(await deleteSegment(stage.ctx, { shop: stage.shop, id })).toMatchObject({ kind: 'in-discount', by: ['Thanks'] })
  stage.house.world.store.discounts.clear()
  stage.house.world.clock.stepTo(stage.ctx.now() + 60_000)
  await lookNow()
  await keep()
  expect(await deleteSegment(stage.ctx, { shop: stage.shop, id })).toEqual({ kind: 'deleted' })
  await keep()
  expect(natives()).toEqual([])
})
