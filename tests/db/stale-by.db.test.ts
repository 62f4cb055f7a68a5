// What makes a customer stale besides orders and profile: a checkout, a note, a number, a metafield; and which products ask for a walk.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FactChange } from '#app/core/facts/change.ts'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { installShop } from '#app/db/shops.ts'
import { freshDatabase, providers } from '#tests/database.ts'
import type { FreshDatabase } from '#tests/database.ts'
import { dump } from '#tests/db/dump.ts'
import { checkout, product, profile, wholeCustomer } from '#tests/db/some-changes.ts'

describe.each(providers)('on %s', (provider) => {
  let fresh: FreshDatabase
  let shop: number
  beforeEach(async () => {
    fresh = await freshDatabase(provider)
    shop = (await fresh.db.write(() => installShop('demo.myshopify.com', 1))).id
    await apply(...wholeCustomer('7', 10), ...wholeCustomer('8', 10), product('900', 10))
  })
  afterEach(() => fresh.close())

  const apply = (...changes: FactChange[]) => fresh.db.write(() => applyChanges(shop, changes, 1_000))
  const touched = async (...changes: FactChange[]): Promise<readonly number[]> => (await apply(...changes)).touched

  test('a checkout makes its customer stale when it begins, is completed, changes hands or goes, and not when it says nothing new', async () => {
    expect(await touched(checkout('1', '7', 20))).toEqual([1])
    expect(await touched(checkout('1', '7', 20))).toEqual([])
    expect(await touched(checkout('1', '7', 21))).toEqual([])
    expect(await touched(checkout('1', '8', 22))).toEqual([1, 2])
    expect(await touched(checkout('1', '8', 23, { completedAt: 23 }))).toEqual([2])
    expect(await touched(checkout('1', '7', 19))).toEqual([])
    expect(await touched({ kind: 'checkoutGone', token: '1', at: 24 })).toEqual([2])
    expect(await touched(checkout('2', null, 20))).toEqual([])
  })

  test('a checkout that is begun and completed within one second is completed, whichever is told first', async () => {
    const begun = checkout('1', '7', 20)
    const completed = checkout('1', '7', 20, { completedAt: 20 })
    await apply(begun, completed)
    await apply({ ...completed, token: '2' })
    await apply({ ...begun, token: '2' })
    expect(Object.values((await dump(fresh.db, shop)).checkouts)).toMatchObject([{ completed: 20 }, { completed: 20 }])
  })

  test('a note, a number and a metafield do, each when it differs', async () => {
    expect(await touched(profile('7', 20, { hasNote: true }))).toEqual([1])
    expect(await touched(profile('7', 21, { hasNote: true, hasPhone: true }))).toEqual([1])
    expect(await touched(profile('7', 22, { hasNote: true, hasPhone: undefined }))).toEqual([])
    expect(await touched(profile('7', 23, { hasNote: undefined, hasPhone: false }))).toEqual([1])
    const points = (value: string, at: number): FactChange => ({ kind: 'metafields', customer: '7', values: { 'metafields.loyalty.points': { type: 'number_integer', value } }, at })
    expect(await touched(points('5', 20))).toEqual([1])
    expect(await touched(points('5', 21))).toEqual([])
    expect(await touched(points('3', 20))).toEqual([])
    expect(await touched(points('6', 22))).toEqual([1])
    expect(await touched({ kind: 'metafields', customer: '7', values: {}, at: 23 })).toEqual([1])
  })

  test('a title, type, vendor, tag or collection of a product that differs is told', async () => {
    const table = [{ id: '1', handle: 'table', title: 'Table' }]
    const changed = async (at: number, some: Parameters<typeof product>[2]) => (await apply(product('900', at, some))).productsChanged
    expect(await changed(20, { title: 'Big mug' })).toEqual([1])
    expect(await changed(21, { title: 'Big mug', vendor: 'Nordlicht' })).toEqual([1])
    expect(await changed(22, { title: 'Big mug', vendor: 'Nordlicht', type: 'Cup' })).toEqual([1])
    expect(await changed(23, { title: 'Big mug', vendor: 'Nordlicht', type: 'Cup', collections: table })).toEqual([1])
    expect(await changed(24, { title: 'Big mug', vendor: 'Nordlicht', type: 'Cup', collections: table })).toEqual([])
  })
})
