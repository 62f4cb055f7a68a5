// Discounts for a segment: made once whatever the network does, refused beside the field, and seen when somebody makes one in the admin.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { first, run } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'
import { createDiscount } from '#app/operations/native/create-discount.ts'
import { keepNatives } from '#app/operations/native/keep-natives.ts'
import { readNative } from '#app/operations/native/read-native.ts'
import type { Answer } from '#app/shopify/shopify.ts'
import { openTaggedShop, type TaggedShop } from '#tests/journeys/tagged-shop.ts'

let stage: TaggedShop
let id: number
beforeEach(async () => {
  stage = await openTaggedShop(10)
  id = await stage.segment('repeat', 'number_of_orders >= 2')
  await stage.ctx.db.write(() => run('UPDATE segments SET approved_at = 1'))
  await keepNatives(stage.ctx, { shop: stage.shop })
})
afterEach(() => stage.close())

const draft = { kind: 'code' as const, title: 'Thanks', code: 'THANKS10', percentage: '10', oncePerCustomer: true }
const make = (change: object = {}, ctx: Context = stage.ctx) => createDiscount(ctx, { shop: stage.shop, segment: id, draft: { ...draft, ...change } })
const store = () => [...stage.house.world.store.discounts.values()]
const deaf = (): Context => ({ ...stage.ctx, shopify: { ...stage.ctx.shopify, async ask<T>(shop: string, document: string, variables?: Record<string, unknown>): Promise<Answer<T>> {
  const answer = await stage.ctx.shopify.ask<T>(shop, document, variables)
  return document.startsWith('mutation') ? { kind: 'uncertain', message: 'cut' } : answer
} } })

test.each(['code', 'automatic'])('one of kind %s whose answer stayed away is found, and not made twice', async (kind) => {
  expect(await make({ kind }, deaf())).toEqual({ kind: 'created' })
  expect((await make({ kind })).kind).toBe('problems')
  expect(store()).toHaveLength(1)
  expect(store()[0]).toMatchObject({ percentage: 0.1, segmentIds: [[...stage.house.world.store.segments.keys()][0]] })
  expect(Boolean((await stage.ctx.db.read(() => first<{ in_discount: number }>('SELECT in_discount FROM segments')))?.in_discount)).toBe(true)
})

test('what is wrong is said beside its field', async () => {
  expect(await make({ title: ' ', code: '', percentage: '0' })).toEqual({ kind: 'problems', problems: { title: 'Give the discount a title.', code: 'Give customers a code to enter.', percentage: 'Enter a percentage from 1 to 100.' } })
  await make()
  expect(await make({ code: 'thanks10' })).toMatchObject({ kind: 'problems', problems: { code: expect.stringContaining('unique') as string } })
})

test('one that somebody makes in the admin is listed at the next look', async () => {
  const [native] = stage.house.world.store.segments.keys()
  stage.house.world.store.discounts.set(7, { id: 7, title: 'By hand', code: null, percentage: 0.2, segmentIds: [native ?? 0] })
  await stage.ctx.db.write(() => run('UPDATE native_segments SET next_at = 0'))
  await keepNatives(stage.ctx, { shop: stage.shop })
  expect((await readNative(stage.ctx, { shop: stage.shop, id }))?.discounts).toEqual([{ id: '7', kind: 'automatic', title: 'By hand', code: null, status: 'ACTIVE' }])
})
