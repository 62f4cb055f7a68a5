// A block that was loaded while the store was read for the first time is not taken for the store afterwards.
import { expect, test } from 'vitest'
import { openEngine } from '#app/engine/open-engine.ts'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { installShop, updateShop } from '#app/db/shops.ts'
import { freshDatabase } from '#tests/database.ts'
import { customer, order } from '#tests/journeys/people.ts'

const now = Date.UTC(2026, 10, 22, 9)

test('orders of the first read make nobody stale, and are in every answer once it has ended', async () => {
  const fresh = await freshDatabase()
  const engine = openEngine({ databaseUrl: fresh.url, memoryBytes: 64 * 1024 * 1024, onCrash: () => undefined })
  try {
    const shop = (await fresh.db.write(() => installShop('demo.myshopify.com', now))).id
    await fresh.db.write(() => applyChanges(shop, customer('11', now), now, { firstRead: true }))
    const preview = () => engine.preview({ shop, rule: 'orders_placed MATCHES ()', segment: null, now })
    await preview()

    const read = await fresh.db.write(() => applyChanges(shop, [order('501', '11', now - 1_000, 1_000)], now, { firstRead: true }))
    expect(read.touched).toEqual([])
    await fresh.db.write(() => updateShop(shop, { syncedAt: now }))
    expect(await preview()).toMatchObject({ total: 1, count: 1, unknown: 0 })
  } finally {
    await engine.close()
    await fresh.close()
  }
})
