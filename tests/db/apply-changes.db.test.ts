// Facts: newer wins group by group, what cannot be true is marked, and only what changed makes a customer stale.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FactChange } from '#app/core/facts/change.ts'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import type { ApplyOptions } from '#app/db/facts/apply-changes.ts'
import { installShop, shopById } from '#app/db/shops.ts'
import { first, run } from '#app/db/sql.ts'
import { clearSuspects, suspectsOf } from '#app/db/suspects.ts'
import { freshDatabase, providers } from '#tests/database.ts'
import type { FreshDatabase } from '#tests/database.ts'
import { dump } from '#tests/db/dump.ts'
import { checkout, line, order, product, profile, wholeCustomer } from '#tests/db/some-changes.ts'

describe.each(providers)('on %s', (provider) => {
  let fresh: FreshDatabase
  let shop: number
  beforeEach(async () => {
    fresh = await freshDatabase(provider)
    shop = (await fresh.db.write(() => installShop('demo.myshopify.com', 1))).id
  })
  afterEach(() => fresh.close())

  const apply = (changes: readonly FactChange[], options?: ApplyOptions) => fresh.db.write(() => applyChanges(shop, changes, 1_000, options))
  const facts = () => dump(fresh.db, shop)
  const tags = (customer: string, at: number, added: string[], removed: string[] = []): FactChange => ({ kind: 'tagsChanged', customer, added, removed, at })
  const believe = () => fresh.db.write(() => run('UPDATE customers SET suspect = NULL'))

  test('what is known already writes nothing, and what is only newer makes nobody stale', async () => {
    const first = await apply(wholeCustomer('7', 10, ['VIP']))
    expect(first).toMatchObject({ touched: [1], suspects: [], version: 1 })
    expect(await apply(wholeCustomer('7', 10, ['vip']))).toMatchObject({ touched: [], version: null })
    expect(await apply(wholeCustomer('7', 11, ['VIP']))).toMatchObject({ touched: [], version: null })
    expect(await apply([profile('7', 10, { state: 'DISABLED' })])).toMatchObject({ touched: [] })
    expect(await apply([profile('7', 12, { state: 'DISABLED' })])).toMatchObject({ touched: [1], version: 2 })
    expect(await fresh.db.read(() => shopById(shop))).toMatchObject({ factsVersion: 2 })
  })

  test('one instant with two contents is marked, and a re-read settles it', async () => {
    await apply(wholeCustomer('7', 10))
    expect(await apply([profile('7', 10, { state: 'DISABLED' })])).toMatchObject({ touched: [], suspects: [1] })
    const marks = await fresh.db.read(() => suspectsOf(shop, 'customers', 10))
    expect(marks).toEqual([{ shopifyId: '7', suspect: 'profile 1000' }])
    const readAt = (await fresh.db.read(() => shopById(shop)))?.factsVersion ?? 0
    const read = await fresh.db.write(function* () {
      yield* clearSuspects(shop, 'customers', marks)
      return yield* applyChanges(shop, [profile('7', 10, { state: 'DISABLED' })], 1_001, { readAt })
    })
    expect(read).toMatchObject({ touched: [1], suspects: [] })
    expect((await facts()).customers['7']).toMatchObject({ state: 'DISABLED' })
  })

  test('a re-read does not win over what came while Shopify was asked, and a later mark is not cleared', async () => {
    await apply(wholeCustomer('7', 10))
    await apply([profile('7', 10, { state: 'DISABLED' })])
    const marks = await fresh.db.read(() => suspectsOf(shop, 'customers', 10))
    const readAt = (await fresh.db.read(() => shopById(shop)))?.factsVersion ?? 0
    await apply([profile('7', 12, { state: 'INVITED' })])
    expect(await apply([profile('7', 12, { state: 'DISABLED' })], { readAt })).toMatchObject({ touched: [], suspects: [1] })
    await fresh.db.write(() => run(`UPDATE customers SET suspect = 'profile 1001'`))
    expect(await fresh.db.write(() => clearSuspects(shop, 'customers', marks))).toBe(0)
  })

  test('each tag is a stream of its own', async () => {
    await apply(wholeCustomer('7', 10, ['a', 'b']))
    await apply([tags('7', 30, ['c'])])
    await apply([tags('7', 20, [], ['b', 'c'])])
    expect((await facts()).customers['7']).toMatchObject({ tags: ['a', 'c'] })
    // A list older than the deltas changes only what they did not.
    await apply([{ kind: 'tagsSeen', customer: '7', tags: ['b', 'd'], at: 15 }])
    expect((await facts()).customers['7']).toMatchObject({ tags: ['c', 'd'] })
    await apply([tags('7', 14, ['e'])])
    expect((await facts()).customers['7']).toMatchObject({ tags: ['c', 'd'] })
    expect((await apply([tags('7', 30, [], ['C'])])).suspects).toEqual([1])
  })

  test('a tag in another spelling is the same tag', async () => {
    await apply(wholeCustomer('7', 10, ['Über  Fan']))
    expect(await apply([tags('7', 20, ['ÜBER FAN'])])).toMatchObject({ touched: [] })
    await apply([tags('7', 30, [], ['über fan'])])
    expect((await facts()).customers['7']).toMatchObject({ tags: [] })
  })

  test('what only some sources tell is not lost to one that tells less', async () => {
    await apply([profile('7', 20)])
    await apply(wholeCustomer('7', 10))
    expect((await facts()).customers['7']).toMatchObject({ locale: 'de', note: false })
    await apply([product('900', 20)])
    await apply([product('900', 10, { collections: [{ id: '1', handle: 'table', title: 'Table' }] })])
    expect(await fresh.db.read(() => first('SELECT collections, version FROM products'))).toEqual({ collections: '[["1","table","Table"]]', version: 20 })
    await apply([order('50', null, 20)])
    await apply([order('50', null, 10, { visit: { source: 'newsletter', utmSource: null, utmMedium: null, utmCampaign: null } })])
    expect(await fresh.db.read(() => first<{ visit: string }>('SELECT visit FROM orders'))).toMatchObject({ visit: expect.stringContaining('newsletter') as string })
  })

  test('a customer of whom only a tag is known waits unseen for its profile', async () => {
    expect(await apply([tags('7', 10, ['vip'])])).toMatchObject({ touched: [], suspects: [1], version: null })
    expect((await facts()).customers).toEqual({})
    expect(await apply([profile('7', 9)])).toMatchObject({ touched: [1] })
    expect((await facts()).customers['7']).toMatchObject({ tags: ['vip'] })
  })

  test('a deleted customer stays deleted, whatever comes late', async () => {
    await apply([...wholeCustomer('7', 10, ['a']), order('50', '7', 10)])
    expect(await apply([{ kind: 'customerGone', customer: '7', at: 20 }])).toMatchObject({ touched: [1] })
    expect(await apply([...wholeCustomer('7', 15, ['b']), tags('7', 25, ['c']), order('51', '7', 15)])).toMatchObject({ touched: [] })
    expect((await facts()).customers).toEqual({})
    expect(await fresh.db.read(() => first('SELECT email_domain, tags, places FROM customers'))).toEqual({ email_domain: null, tags: '[]', places: '[]' })
    await apply([{ kind: 'customerGone', customer: '8', at: 20 }])
    expect(await apply(wholeCustomer('8', 15))).toMatchObject({ touched: [] })
  })

  test('a merge moves orders, also late ones, and doubts the one who stayed', async () => {
    await apply([...wholeCustomer('7', 10), ...wholeCustomer('8', 10), order('50', '7', 10), order('51', '8', 10)])
    await fresh.db.write(() => run(`INSERT INTO tag_ledger (shop_id, customer, tag_folded, tag, owner, at) VALUES (?, 1, 'ours', 'Ours', 'ours', 5)`, shop))
    expect(await apply([{ kind: 'customersMerged', kept: '8', gone: '7', at: 20 }])).toMatchObject({ touched: [1, 2], suspects: [2] })
    expect(await fresh.db.read(() => first('SELECT customer, tag FROM tag_ledger'))).toEqual({ customer: 2, tag: 'Ours' })
    expect(await apply([order('52', '7', 15), profile('7', 18, { state: 'INVITED' }), order('51', '8', 12, { total: 5 })])).toMatchObject({ touched: [2] })
    const after = await facts()
    expect(Object.keys(after.customers)).toEqual(['8'])
    expect(Object.values(after.orders)).toMatchObject([{ customer: '8' }, { customer: '8', total: 5 }, { customer: '8' }])
    await apply([{ kind: 'customersMerged', kept: '9', gone: '8', at: 30 }, order('53', '7', 16)])
    expect(Object.values((await facts()).orders)).toMatchObject(Array.from({ length: 4 }, () => ({ customer: '9' })))
  })

  test('an order that comes before its customer waits for it; a guest order waits for nobody', async () => {
    expect(await apply([order('50', '7', 10), order('51', null, 10), checkout('t', '7', 10)])).toMatchObject({ touched: [], version: 1 })
    expect(await fresh.db.read(() => first('SELECT count(*) AS count FROM orders WHERE awaited_customer IS NOT NULL'))).toEqual({ count: 1 })
    expect(await apply(wholeCustomer('7', 12))).toMatchObject({ touched: [1] })
    expect(await fresh.db.read(() => first('SELECT customer, awaited_customer FROM orders WHERE shopify_id = 50'))).toEqual({ customer: 1, awaited_customer: null })
    expect(await fresh.db.read(() => first('SELECT customer, awaited_customer FROM checkouts'))).toEqual({ customer: 1, awaited_customer: null })
    expect((await facts()).orders['51']).toMatchObject({ customer: null })
  })

  test('an order that changes hands makes both stale; a deleted one its last owner', async () => {
    await apply([...wholeCustomer('7', 10), ...wholeCustomer('8', 10), order('50', '7', 10)])
    expect(await apply([order('50', '8', 20)])).toMatchObject({ touched: [1, 2] })
    expect(await apply([order('50', '7', 15)])).toMatchObject({ touched: [] })
    expect(await apply([{ kind: 'orderGone', order: '50', at: 30 }])).toMatchObject({ touched: [2] })
    expect(await apply([order('50', '8', 25)])).toMatchObject({ touched: [] })
    expect((await facts()).orders).toEqual({})
  })

  test('an order tells its lines by product number, whatever the size of its ids', async () => {
    const id = '9007199254740993'
    await apply([...wholeCustomer('9007199254740995', 10), order(id, '9007199254740995', 10, { lines: [line('2', { product: null, giftCard: true }), line('1', { product: '9007199254740997', originalTotal: 99_999_999_999, currentQuantity: 0 })] })])
    expect((await facts()).orders[id]).toMatchObject({
      customer: '9007199254740995',
      lines: [{ product: '9007199254740997', originalTotal: 99_999_999_999, quantity: 1, currentQuantity: 0, giftCard: false }, { product: null, giftCard: true }],
    })
  })

  test('doubt about an order, known or not, is kept until it is read', async () => {
    await apply([...wholeCustomer('7', 10), order('50', '7', 10)])
    expect(await apply([{ kind: 'orderSuspect', order: '50', why: 'refund' }, { kind: 'orderSuspect', order: '60', why: 'edit' }])).toMatchObject({ touched: [], suspectOrders: ['50', '60'] })
    expect(await fresh.db.read(() => suspectsOf(shop, 'orders', 10))).toMatchObject([{ shopifyId: '50' }, { shopifyId: '60' }])
    expect(await apply([order('60', '7', 10)])).toMatchObject({ touched: [1] })
    await believe()
    expect(await apply([order('50', '7', 10, { total: 1 })])).toMatchObject({ touched: [], suspectOrders: ['50'] })
  })

  test('a changed product is told, a new one or the same again is not', async () => {
    await apply([...wholeCustomer('7', 10), order('50', '7', 10)])
    expect(await apply([product('901', 10)])).toMatchObject({ productsChanged: [] })
    expect(await apply([product('900', 10, { tags: ['b', 'a'] })])).toMatchObject({ productsChanged: [1], touched: [] })
    expect(await apply([product('900', 10, { tags: ['a', 'b'] })])).toMatchObject({ productsChanged: [], version: null })
    expect(await apply([{ kind: 'productGone', product: '900', at: 20 }])).toMatchObject({ productsChanged: [1] })
    expect(await apply([product('900', 15)])).toMatchObject({ productsChanged: [] })
  })
})
