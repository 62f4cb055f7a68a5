// A customer is erased while Shopify answers a tag write: the answer does not bring the customer back.
import { expect, test } from 'vitest'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { NotInstalled } from '#app/db/facts/numbers.ts'
import { takeLease } from '#app/db/leases.ts'
import { installShop, updateShop } from '#app/db/shops.ts'
import { all, run } from '#app/db/sql.ts'
import { keepAnswers } from '#app/operations/tagging/keep-answers.ts'
import { taggingStage } from '#app/operations/tagging/stage.ts'
import { freshDatabase } from '#tests/database.ts'
import { wholeCustomer } from '#tests/db/some-changes.ts'

test('an answer about a customer whose id is known no more makes no row, and facts of a shop that is gone are refused', async () => {
  const fresh = await freshDatabase()
  try {
    const shop = await fresh.db.write(function* () {
      const { id } = yield* installShop('demo.myshopify.com', 1_000)
      yield* applyChanges(id, wholeCustomer('8001', 10), 1_000)
      // As an erasure leaves it.
      yield* run('UPDATE customers SET shopify_id = -number, deleted_at = 1000 WHERE shop_id = ?', id)
      return id
    })
    const lease = await fresh.db.write(() => takeLease(shop, taggingStage, 'test', 0, 60_000))
    const heard = [{ customer: 1, shopifyId: '8001', seen: { tags: ['nobuy'], updatedAt: 2_000 }, complaints: [], write: null }]
    await fresh.db.write(() => keepAnswers({ shop, fence: lease?.fence ?? 0, heard, now: 2_000, readAt: 9 }))
    const rows = () => fresh.db.read(() => all('SELECT number, CAST(shopify_id AS TEXT) AS id FROM customers'))
    expect(await rows()).toEqual([{ number: 1, id: '-1' }])

    await fresh.db.write(() => updateShop(shop, { state: 'redacted' }))
    await expect(fresh.db.write(() => applyChanges(shop, wholeCustomer('8002', 10), 3_000))).rejects.toThrow(NotInstalled)
    expect(await rows()).toHaveLength(1)
  } finally {
    await fresh.close()
  }
})
