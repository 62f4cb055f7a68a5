// Whose a tag is after a merge: ours stays ours on the one who stayed, the merchant's stays the merchant's.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { installShop } from '#app/db/shops.ts'
import { all, many } from '#app/db/sql.ts'
import { freshDatabase, providers } from '#tests/database.ts'
import type { FreshDatabase } from '#tests/database.ts'
import { wholeCustomer } from '#tests/db/some-changes.ts'

describe.each(providers)('on %s', (provider) => {
  let fresh: FreshDatabase
  let shop: number
  beforeEach(async () => {
    fresh = await freshDatabase(provider)
    shop = (await fresh.db.write(() => installShop('demo.myshopify.com', 1))).id
  })
  afterEach(() => fresh.close())

  /** Customers 7 and 8 with these tags; the ledger says of each tag whose it is; then 8 is merged into 7. */
  async function merge(kept: { tags: string[]; ledger: Record<string, string> }, gone: { tags: string[]; ledger: Record<string, string>; asked?: string[] }): Promise<string[]> {
    await fresh.db.write(() => applyChanges(shop, [...wholeCustomer('7', 10, kept.tags), ...wholeCustomer('8', 10, gone.tags)], 1_000))
    const numbers = new Map((await fresh.db.read(() => all<{ id: string; number: number }>('SELECT CAST(shopify_id AS TEXT) AS id, number FROM customers'))).map((row) => [row.id, row.number]))
    const rows = [['7', kept.ledger], ['8', gone.ledger]] as const
    await fresh.db.write(() => many(
      'INSERT INTO tag_ledger (shop_id, customer, tag_folded, tag, owner, was_present, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
      rows.flatMap(([id, ledger]) => Object.entries(ledger).map(([tag, owner]) => [shop, numbers.get(id) ?? 0, tag, tag, owner, false, 20])),
    ))
    await fresh.db.write(() => many("UPDATE tag_ledger SET intent = 'add', intent_at = 30 WHERE shop_id = ? AND customer = ? AND tag_folded = ?", (gone.asked ?? []).map((tag) => [shop, numbers.get('8') ?? 0, tag])))
    await fresh.db.write(() => applyChanges(shop, [{ kind: 'customersMerged', kept: '7', gone: '8', at: 2_000_000 }], 2_000_000))
    const ledger = await fresh.db.read(() => all<{ tag_folded: string; owner: string; customer: number }>("SELECT tag_folded, owner, customer FROM tag_ledger WHERE owner = 'ours' ORDER BY tag_folded"))
    return ledger.map((row) => `${row.tag_folded} on ${row.customer === numbers.get('7') ? 'kept' : 'gone'}`)
  }

  test('a tag we had put on the one who went is ours on the one who stayed', async () => {
    expect(await merge({ tags: [], ledger: {} }, { tags: ['lapsed'], ledger: { lapsed: 'ours' } })).toEqual(['lapsed on kept'])
  })

  test('also when we had taken the same tag off the one who stayed before', async () => {
    expect(await merge({ tags: [], ledger: { lapsed: 'gone' } }, { tags: ['lapsed'], ledger: { lapsed: 'ours' } })).toEqual(['lapsed on kept'])
  })

  test('a request for the one who went that nothing was heard of goes along, and is decided on the one who stayed', async () => {
    expect(await merge({ tags: [], ledger: { lapsed: 'gone' } }, { tags: [], ledger: { lapsed: 'gone', slow: 'gone' }, asked: ['lapsed', 'slow'] })).toEqual([])
    const open = await fresh.db.read(() => all<{ tag: string; number: number }>("SELECT l.tag, l.customer AS number FROM tag_ledger l JOIN customers c ON c.shop_id = l.shop_id AND c.number = l.customer WHERE l.intent = 'add' AND c.shopify_id = 7 ORDER BY l.tag"))
    expect(open.map(({ tag }) => tag)).toEqual(['lapsed', 'slow'])
  })

  test('a tag the merchant had put on the one who stayed remains theirs', async () => {
    expect(await merge({ tags: ['lapsed'], ledger: {} }, { tags: ['lapsed'], ledger: { lapsed: 'ours' } })).toEqual([])
  })
})
