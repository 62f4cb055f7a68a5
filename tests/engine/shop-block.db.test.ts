// The block of a whole shop is read straight into columns, that of a few customers by way of records: both say the same of everyone.
import { expect, test } from 'vitest'
import { BlockBuilder } from '#app/core/facts/block-builder.ts'
import { everyPart } from '#app/core/facts/parts.ts'
import type { Part } from '#app/core/facts/parts.ts'
import { ProductTable } from '#app/core/facts/product-table.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { openReader } from '#app/db/database.ts'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { installShop } from '#app/db/shops.ts'
import { run } from '#app/db/sql.ts'
import { addTo, readFactsOf } from '#app/engine/facts-of-some.ts'
import { loadShopBlock } from '#app/engine/shop-block.ts'
import { freshDatabase, providers } from '#tests/database.ts'
import { checkout, line, order, product, profile, wholeCustomer } from '#tests/db/some-changes.ts'
import { tell } from '#tests/engine/told-block.ts'

const place = (some: object) => ({ country: null, region: null, city: null, zip: null, lat: null, lon: null, ...some })
const asked = { parts: everyPart, histories: new Set([9]) }

const changes = [
  ...['7', '8', '9', '10'].flatMap((id) => wholeCustomer(id, 10, id === '8' ? ['VIP', 'Ours', 'press'] : id === '9' ? ['vip'] : [])),
  profile('7', 11, { createdAt: 3, locale: 'en', hasNote: true, hasPhone: true, places: [place({ country: 'DE', region: 'DE-BE', city: 'DE-BE-Berlin', zip: '10115', lat: 52.53, lon: 13.38 }), place({ country: 'US' })] }),
  profile('8', 11, { createdAt: null, places: [place({ city: 'US-NY-"The\\"country":"FR' }), place({ country: 'DE', city: 'DE-NW-Köln' }), place({ country: 'DE' })] }),
  { kind: 'metafields', customer: '7', values: { 'metafields.facts.birth_date': { type: 'date', value: '1988-02-29' } }, at: 11 } as const,
  { kind: 'statistics', customer: '9', productSubscription: 'ACTIVE', spendTier: 'HIGH', rfmGroup: 'LOYAL' } as const,
  { kind: 'totals', customer: '7', numberOfOrders: 4, amountSpent: 41_250, lastOrder: '50', at: 12 } as const,
  { kind: 'smsConsent', customer: '7', state: 'PENDING', at: 4 } as const,
  product('900', 10, { tags: ['b', 'a'] }), product('902', 10),
  order('50', '7', 10, { processedAt: 40, test: true, cancelledAt: 41, app: '9007199254740993', location: '5', lines: [line('1', { product: '900' }), line('2', { product: null })], refunds: [{ id: '1', at: 60, amount: 5 }] }),
  order('9007199254740993', '7', 10, { processedAt: 30, total: 3_000_000_000, currentTotal: 2_900_000_000, discountCodes: ['AUTUMN10'], tags: ['Gift', 'rush'], visit: { source: 'google', utmSource: 'a', utmMedium: null, utmCampaign: 'b' }, lines: [] }),
  order('52', '9', 10, { processedAt: 35, financialStatus: 'VOIDED', discounts: 100, refunds: [{ id: '2', at: 70, amount: 9 }, { id: '3', at: 50, amount: 1 }], lines: [line('5', { product: '902', variant: '77', sku: 'M-1', quantity: 3, currentQuantity: 2, giftCard: true, discountedTotal: 2 ** 33 })] }),
  order('53', '9', 10, { createdAt: 20, processedAt: 20, financialStatus: null, fulfillmentStatus: 'FULFILLED', shipCountry: null, lines: [line('6'), line('7', { product: '902' })] }),
  order('54', null, 10), order('55', '99', 10),
  checkout('a', '8', 10, { createdAt: 60, completedAt: 80 }), checkout('b', '8', 10, { createdAt: 50, lines: [{ product: '902', quantity: 2, amount: 7 }] }),
]

test.each(providers)('on %s', async (provider) => {
  const fresh = await freshDatabase(provider)
  const reader = openReader(fresh.url)
  try {
    const shop = (await fresh.db.write(() => installShop('demo.myshopify.com', 1))).id
    const other = (await fresh.db.write(() => installShop('other.myshopify.com', 1))).id
    await fresh.db.write(() => applyChanges(shop, changes, 1_000))
    await fresh.db.write(() => applyChanges(other, [...wholeCustomer('7', 10, ['theirs']), order('60', '7', 10)], 1_000))
    await fresh.db.write(() => applyChanges(shop, [{ kind: 'customerGone', customer: '10', at: 2_000 }], 2_000))
    await fresh.db.write(() => run(`INSERT INTO tag_ledger (shop_id, customer, tag_folded, tag, owner, at) VALUES (?, 2, 'ours', 'Ours', 'ours', 5)`, shop))
    await fresh.db.write(() => run(`UPDATE customers SET members = '[[3,77],[9,80]]' WHERE shop_id = ? AND number = 1`, shop))
    await fresh.db.write(() => run(`INSERT INTO membership_changes (shop_id, segment_id, kind, customer, at, noticed_at, reason) VALUES (?, 9, 'left', 2, 50, 51, 'event')`, shop))

    const products = new ProductTable(foldTag)
    const whole = await loadShopBlock(reader, shop, products, asked)
    const builder = new BlockBuilder({ foldTag, products })
    addTo(builder, await reader.read(() => readFactsOf(shop, [1, 2, 3, 4, 5], asked)))
    expect(tell(whole.base.block)).toEqual(tell(builder.build().block))
    expect(whole.base.block.rows).toBe(3)
    expect(whole.base.block.orders.at).toHaveLength(4)

    // A place alone is read without the rest of its address.
    const lean = await loadShopBlock(reader, shop, products, { parts: new Set<Part>(['countries', 'cities']), histories: new Set() })
    const { countries, cities } = lean.base.block.lists
    expect([countries, cities].map(({ first, more, dictionary }) => [...first, ...more].map((code) => dictionary.texts[code]!))).toEqual([['DE', 'DE', '', 'US'], ['DE-BE-Berlin', 'DE-NW-Köln', '', 'US-NY-"The\\"country":"FR']])
  } finally {
    await reader.close()
    await fresh.close()
  }
})
