// Facts as blocks are built from them: whole, by number, and what changed since.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FactChange } from '#app/core/facts/change.ts'
import { openReader } from '#app/db/database.ts'
import { BlockBuilder } from '#app/core/facts/block-builder.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { loadCustomers } from '#app/db/facts/load-customers.ts'
import { loadOrders } from '#app/db/facts/load-orders.ts'
import { checkoutsAfter, checkoutsOf, customersByNumber, ordersOf, productsSince, versionsOfShop } from '#app/db/facts/read.ts'
import { installShop } from '#app/db/shops.ts'
import type { Database } from '#app/db/sql.ts'
import { run } from '#app/db/sql.ts'
import { freshDatabase, providers } from '#tests/database.ts'
import type { FreshDatabase } from '#tests/database.ts'
import { checkout, line, order, product, profile, wholeCustomer } from '#tests/db/some-changes.ts'

describe.each(providers)('on %s', (provider) => {
  let fresh: FreshDatabase
  let reader: Database
  let shop: number
  beforeEach(async () => {
    fresh = await freshDatabase(provider)
    reader = openReader(fresh.url)
    shop = (await fresh.db.write(() => installShop('demo.myshopify.com', 1))).id
  })
  afterEach(async () => {
    await reader.close()
    await fresh.close()
  })
  const apply = (changes: readonly FactChange[]) => fresh.db.write(() => applyChanges(shop, changes, 1_000))

  test('a customer, its orders and products read as they were told', async () => {
    const place = { country: 'DE', region: 'DE-BE', city: 'DE-BE-Berlin', zip: '10115', lat: 52.53, lon: 13.38 }
    await apply([
      ...wholeCustomer('7', 10, ['VIP', 'Ours']),
      profile('7', 11, { createdAt: 3, places: [place], locale: 'en', hasNote: true, hasPhone: true }),
      { kind: 'metafields', customer: '7', values: { 'metafields.facts.birth_date': { type: 'date', value: '1988-02-29' } }, at: 11 },
      { kind: 'statistics', customer: '7', productSubscription: 'ACTIVE', spendTier: 'HIGH', rfmGroup: 'LOYAL' },
      { kind: 'totals', customer: '7', numberOfOrders: 4, amountSpent: 41_250, lastOrder: '50', at: 12 },
      { kind: 'smsConsent', customer: '7', state: 'PENDING', at: 4 },
      order('50', '7', 10, { processedAt: 40, test: true, cancelledAt: 41, app: '9007199254740993', location: '5', lines: [line('1', { product: '900' }), line('2', { product: null })] }),
      product('900', 10, { tags: ['b', 'a'], type: 'Mug', vendor: 'Clayworks', collections: [{ id: '9007199254740993', handle: 'table', title: 'Table' }] }),
    ])
    await fresh.db.write(() => run(`INSERT INTO tag_ledger (shop_id, customer, tag_folded, tag, owner, at) VALUES (?, 1, 'ours', 'Ours', 'ours', 5), (?, 1, 'vip', 'VIP', 'theirs', 5)`, shop, shop))
    await fresh.db.write(() => run(`UPDATE customers SET members = '[[3,77]]', due_at = 99`))
    await fresh.db.write(() => run(`INSERT INTO membership_changes (shop_id, segment_id, kind, customer, at, noticed_at, reason)
      VALUES (?, 9, 'left', 1, 50, 51, 'event'), (?, 9, 'left', 1, 40, 41, 'event'), (?, 9, 'entered', 1, 60, 61, 'event'), (?, 4, 'left', 1, 70, 71, 'event')`, shop, shop, shop, shop))
    const [customer] = await reader.read(() => customersByNumber(shop, [1, 2], { histories: new Set([3, 9, 12]) }))
    expect(customer).toEqual({
      facts: {
        number: 1, createdAt: 3, state: 'ENABLED', locale: 'en', emailDomain: 'example.com', emailConsent: 'SUBSCRIBED', smsConsent: 'PENDING', places: [place],
        tags: ['Ours', 'VIP'], foreignTags: ['vip'], numberOfOrders: 4, amountSpent: 41_250, productSubscription: 'ACTIVE', spendTier: 'HIGH', rfmGroup: 'LOYAL',
        hasNote: true, hasPhone: true, metafields: { 'metafields.facts.birth_date': { type: 'date', value: '1988-02-29' } }, members: [3],
        histories: [{ segment: 3, since: 77, left: null }, { segment: 9, since: null, left: 50 }],
      },
      factsVersion: 1, evaluatedVersion: 0, membershipVersion: 0, dueAt: 99, deleted: false,
    })
    expect(await reader.read(() => ordersOf(shop, [1], { details: false }))).toMatchObject([
      { customer: 1, facts: { details: null, id: '50', at: 40, test: true, cancelledAt: 41, appId: '9007199254740993', locationId: '5', total: 1_000, lines: [{ product: 1 }, { product: 0 }] } },
    ])
    expect(await reader.read(() => productsSince(shop, 0))).toEqual([
      { number: 1, id: '900', known: true, tags: ['a', 'b'], type: 'Mug', vendor: 'Clayworks', title: 'Mug', collections: [{ id: '9007199254740993', handle: 'table' }] },
    ])
  })

  test('what only some rules ask of an order is read where it is asked for, also where there is nothing of it', async () => {
    await apply([
      ...wholeCustomer('7', 10),
      order('50', '7', 10, {
        currentTotal: 700, discounts: 100, fulfillmentStatus: 'FULFILLED', sourceName: 'pos', shipCountry: 'US', shipRegion: 'US-NY', discountCodes: ['AUTUMN', 'A'], tags: ['gift'],
        visit: { source: 'newsletter', utmSource: 'news', utmMedium: 'email', utmCampaign: null }, refunds: [{ id: '9007199254740993', at: 77, amount: 300 }],
        lines: [line('2', { variant: '9007199254740995', sku: 'MUG' }), line('1', { variant: null, sku: null })],
      }),
      order('51', '7', 10, { shipCountry: null, shipRegion: null, sourceName: null, lines: [] }),
    ])
    const full = {
      currentTotal: 700, discounts: 100, fulfillmentStatus: 'FULFILLED', channel: 'pos', shippingCountry: 'US', shippingRegion: 'US-NY', discountCodes: ['A', 'AUTUMN'], tags: ['gift'],
      source: 'newsletter', utmSource: 'news', utmMedium: 'email', utmCampaign: null, refunds: [{ at: 77, amount: 300 }], lines: [{ variant: null, sku: null }, { variant: '9007199254740995', sku: 'MUG' }],
    }
    const empty = {
      currentTotal: 1_000, discounts: 0, fulfillmentStatus: null, channel: null, shippingCountry: null, shippingRegion: null, discountCodes: [], tags: [],
      source: null, utmSource: null, utmMedium: null, utmCampaign: null, refunds: [], lines: [],
    }
    const named = await reader.read(() => ordersOf(shop, [1], { details: true }))
    expect(Object.fromEntries(named.map(({ facts }) => [facts.id, facts.details]))).toEqual({ 50: full, 51: empty })
  })

  test('checkouts are read with their lines, completed ones too, and not those that are gone or of nobody we know', async () => {
    await apply([
      ...wholeCustomer('7', 10), ...wholeCustomer('8', 10), product('900', 10),
      checkout('1', '7', 10, { createdAt: 9, lines: [{ product: '900', quantity: 2, amount: 500 }, { product: null, quantity: 1, amount: 1 }] }),
      checkout('2', '8', 10, { completedAt: 10, lines: [] }), checkout('3', '7', 10), checkout('4', null, 10), checkout('5', '999', 10),
      { kind: 'checkoutGone', token: '3', at: 11 },
    ])
    const first = { customer: 1, facts: { at: 9, completedAt: null, lines: [{ product: 1, quantity: 2, amount: 500 }, { product: 0, quantity: 1, amount: 1 }] } }
    const second = { customer: 2, facts: { at: 5, completedAt: 10, lines: [] } }
    expect(await reader.read(() => checkoutsOf(shop, [1]))).toEqual([first])
    const found: unknown[] = []
    for (let after: string | null = ''; after !== null; ) {
      const from: string = after
      const page = await reader.read(() => checkoutsAfter(shop, from, 2))
      found.push(...page.checkouts)
      after = page.next
    }
    expect(found).toEqual([first, second])
    // Whom they waited for arrives.
    await apply(wholeCustomer('999', 20))
    expect(await reader.read(() => checkoutsOf(shop, [3]))).toHaveLength(1)
  })

  test('pages reach everyone once, and leave out tombstones, shells and guests', async () => {
    const ids = Array.from({ length: 7 }, (_, index) => `${100 + index}`)
    await apply([...ids.flatMap((id) => wholeCustomer(id, 10)), ...ids.map((id, index) => order(`${9_007_199_254_740_990n + BigInt(index)}`, id, 10)), order('1', null, 10)])
    await apply([{ kind: 'customerGone', customer: '103', at: 20 }, { kind: 'tagsChanged', customer: '999', added: ['x'], removed: [], at: 20 }])
    const builder = new BlockBuilder({ foldTag, parts: new Set(['orders'] as const) })
    const versions: number[] = []
    for (let after: number | null = 0; after !== null; ) {
      const from: number = after
      after = await reader.read(() => loadCustomers(shop, from, 3, { parts: new Set(), histories: new Set() }, builder.customers, (version) => versions.push(version)))
    }
    for (let after: string | null = '0'; after !== null; ) {
      const from: string = after
      after = await reader.read(() => loadOrders(shop, from, 3, new Set(['orders'] as const), builder.orders))
    }
    const { block } = builder.build()
    expect([...block.numbers]).toEqual([1, 2, 3, 5, 6, 7])
    expect(versions).toHaveLength(6)
    expect([...block.orders.starts]).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(builder.orders.length).toBe(7)
  })

  test('gone customers are told as gone, and named products before they are known', async () => {
    await apply([...wholeCustomer('7', 10), ...wholeCustomer('8', 10), ...wholeCustomer('9', 10)])
    const before = await reader.read(() => versionsOfShop(shop))
    await apply([order('50', '8', 20), { kind: 'customerGone', customer: '9', at: 20 }])
    const found = await reader.read(() => customersByNumber(shop, [1, 2, 3], { histories: new Set() }))
    expect(found.map((one) => [one.facts.number, one.factsVersion, one.deleted])).toEqual([[1, 1, false], [2, 2, false], [3, 2, true]])
    expect(await reader.read(() => versionsOfShop(shop))).toMatchObject({ factsVersion: 2, nextCustomer: before?.nextCustomer })
    expect(await reader.read(() => productsSince(shop, 1))).toMatchObject([{ id: '900', known: false }])
    expect(await reader.read(() => productsSince(shop, 2))).toEqual([])
  })
})
