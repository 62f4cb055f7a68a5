// What every open page asks for: right after deletions and erasures too, and cheap however much is waiting.
import { afterEach, describe, expect, test } from 'vitest'
import { countedTo } from '#app/core/progress.ts'
import { all, first, run } from '#app/db/sql.ts'
import { shopById } from '#app/db/shops.ts'
import { eraseCustomer } from '#app/operations/intake/erase-customer.ts'
import { progress } from '#app/operations/sync/progress.ts'
import { providers } from '#tests/database.ts'
import { customer } from '#tests/journeys/people.ts'
import { opening, openStage, type ShopStage } from '#tests/journeys/shop-stage.ts'

let stage: ShopStage
afterEach(async () => { await stage.close() })
const freshness = async () => (await progress(stage.ctx, { shop: stage.shop })).freshness

describe.each(providers)('freshness on %s', (provider) => {
  test('customers are those who are there, whoever was deleted or erased', async () => {
    stage = await openStage({ provider })
    expect(await freshness()).toMatchObject({ customers: 0, deliveries: 0, completeUpTo: opening })
    for (let index = 1; index <= 6; index++) await stage.facts(...customer(String(10 + index), opening))
    await stage.facts({ kind: 'customerGone', customer: '12', at: opening })
    const shop = await stage.ctx.db.read(() => shopById(stage.shop))
    if (shop === undefined) throw new Error('no shop')
    await eraseCustomer(stage.ctx, shop, '16', [])
    await eraseCustomer(stage.ctx, shop, '11', [])
    const there = await stage.ctx.db.read(() => all('SELECT number FROM customers WHERE shop_id = ? AND deleted_at IS NULL', stage.shop))
    expect(await freshness()).toMatchObject({ customers: there.length, stale: 4 })
    expect(there).toHaveLength(3)
  })

  test('deliveries that wait are told, and since when', async () => {
    stage = await openStage({ provider })
    const delivery = (webhookId: string, receivedAt: number) => stage.ctx.inbox.add({ shop: 'demo.myshopify.com', webhookId, topic: 'customers/update', triggeredAt: 0, receivedAt, payload: '{}' })
    await delivery('a', opening - 2_000)
    await delivery('b', opening - 1_000)
    expect(await freshness()).toMatchObject({ deliveries: 2, oldestDelivery: opening - 2_000 })
    expect(await stage.ctx.inbox.backlog('demo.myshopify.com', 1)).toEqual({ pending: 1, oldest: opening - 2_000 })
    expect(await stage.ctx.inbox.backlog('other.myshopify.com', 1)).toEqual({ pending: 0, oldest: null })
  })
})

test('what waits is counted only so far, and all customers without counting them', async () => {
  stage = await openStage()
  await stage.ctx.db.write(() => run(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
     INSERT INTO customers (shop_id, number, shopify_id, facts_version, membership_version, settle_problem) SELECT ?, i, i, 1, 1, 'refused' FROM n`,
    countedTo + 50, stage.shop,
  ))
  expect(await freshness()).toMatchObject({ customers: countedTo + 50, stale: countedTo, unsettled: countedTo, refused: countedTo })
  expect(await stage.ctx.db.read(() => first('SELECT count(*) AS count FROM customers'))).toEqual({ count: countedTo + 50 })
})
