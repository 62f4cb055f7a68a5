// Shops, segments, runs, leases: found again as they were kept, and guarded where two could get in each other's way.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { firstDueOf, firstDues, shopsWithDue, shopsWithRuns, shopsWithStale, shopsWithSuspects, shopsWithUnsettled } from '#app/db/behind.ts'
import { exclusively } from '#app/db/exclusively.ts'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { checkFence, LostLease, releaseLease, renewLease, takeLease } from '#app/db/leases.ts'
import { lastRuns, runningRun, startRun, updateRun } from '#app/db/runs.ts'
import { changeSegment, countMembers, createSegment, dropSegment, liveSegments, segmentById, versionsOf } from '#app/db/segments.ts'
import { installedShops, installShop, shopByDomain, shopById, updateShop } from '#app/db/shops.ts'
import { run } from '#app/db/sql.ts'
import { freshDatabase, providers } from '#tests/database.ts'
import type { FreshDatabase } from '#tests/database.ts'
import { wholeCustomer } from '#tests/db/some-changes.ts'

const content = { name: 'Loyal', rule: "customer_tags CONTAINS 'x'", tag: 'Loyal', tagFolded: 'loyal', state: 'on' as const }

describe.each(providers)('on %s', (provider) => {
  let fresh: FreshDatabase
  let shop: number
  beforeEach(async () => {
    fresh = await freshDatabase(provider)
    shop = (await fresh.db.write(() => installShop('demo.myshopify.com', 1_000))).id
  })
  afterEach(() => fresh.close())
  const read: FreshDatabase['db']['read'] = (work) => fresh.db.read(work)
  const write: FreshDatabase['db']['write'] = (work) => fresh.db.write(work)

  test('a shop is installed once, keeps what is changed, and comes back unsynced', async () => {
    await write(() => updateShop(shop, { shopifyId: '9007199254740993', zone: 'Europe/Berlin', currency: 'JPY', historyFrom: 5, syncedAt: 2_000, writesEnabled: false }))
    expect(await write(() => installShop('demo.myshopify.com', 9_000))).toMatchObject({ id: shop, syncedAt: 2_000, installedAt: 1_000 })
    expect(await read(() => shopByDomain('demo.myshopify.com'))).toMatchObject({ shopifyId: '9007199254740993', zone: 'Europe/Berlin', currency: 'JPY', historyFrom: 5, writesEnabled: false, trouble: null })
    await write(() => updateShop(shop, { state: 'uninstalled', uninstalledAt: 3_000 }))
    expect(await read(installedShops)).toEqual([])
    expect(await read(() => shopById(shop))).toMatchObject({ state: 'uninstalled', uninstalledAt: 3_000 })
    expect(await write(() => installShop('demo.myshopify.com', 9_000))).toMatchObject({ id: shop, state: 'installed', syncedAt: null, installedAt: 9_000, uninstalledAt: null })
  })

  test('a segment keeps its versions, and every change raises the rules', async () => {
    const made = await write(() => createSegment(shop, content, 10))
    const changed = await write(() => changeSegment(shop, made.id, { rule: 'new rule' }, 20))
    expect(changed).toMatchObject({ id: made.id, name: 'Loyal', rule: 'new rule', version: 2, createdAt: 10, updatedAt: 20 })
    expect((await read(() => versionsOf(shop, made.id))).map(({ version, rule, at }) => ({ version, rule, at }))).toEqual([
      { version: 2, rule: 'new rule', at: 20 },
      { version: 1, rule: content.rule, at: 10 },
    ])
    expect(await read(() => shopById(shop))).toMatchObject({ rulesVersion: 2 })
    await write(() => countMembers(shop, new Map([[made.id, { members: 3, unknowns: 1 }]])))
    expect(await read(() => segmentById(shop, made.id))).toMatchObject({ members: 3, unknowns: 1 })
    expect(await write(() => changeSegment(shop, 999, { name: 'x' }, 30))).toBeUndefined()
  })

  test('one live segment owns a tag; a deleted one gives it free', async () => {
    const made = await write(() => createSegment(shop, content, 10))
    await expect(write(() => createSegment(shop, { ...content, name: 'Other' }, 11))).rejects.toThrow()
    await write(() => changeSegment(shop, made.id, { state: 'deleted' }, 12))
    const other = await write(() => createSegment(shop, { ...content, name: 'Other' }, 13))
    expect((await read(() => liveSegments(shop))).map((one) => one.id)).toEqual([other.id])
    expect(await write(() => dropSegment(shop, other.id))).toBe(false)
    expect(await write(() => dropSegment(shop, made.id))).toBe(true)
  })

  test('a run is resumed where it stood', async () => {
    const started = await write(() => startRun(shop, 'sync', 'ask', { rows: 0 }, 10))
    await write(() => updateRun(started, { step: 'import', progress: { rows: 7 }, cursor: 7, nextTryAt: 50 }, 20))
    expect(await read(() => runningRun(shop, 'sync'))).toMatchObject({ id: started.id, step: 'import', progress: { rows: 7 }, cursor: 7, updatedAt: 20 })
    expect(await read(() => shopsWithRuns('sync', 49))).toEqual([])
    expect(await read(() => shopsWithRuns('sync', 50))).toEqual([shop])
    await write(() => updateRun(started, { state: 'done', finishedAt: 30 }, 30))
    expect(await read(() => runningRun(shop, 'sync'))).toBeUndefined()
    expect(await read(() => lastRuns(shop, 'sync', 5))).toMatchObject([{ id: started.id, state: 'done' }])
  })

  test('a lease has one holder, and a fence that rises', async () => {
    const first = await write(() => takeLease(shop, 'settle', 'a', 1_000, 500))
    expect(first).toEqual({ fence: 1 })
    expect(await write(() => takeLease(shop, 'settle', 'b', 1_499, 500))).toBeNull()
    expect(await write(() => renewLease(shop, 'settle', 1, 1_400, 500))).toBe(true)
    expect(await write(() => takeLease(shop, 'settle', 'b', 1_899, 500))).toBeNull()
    expect(await write(() => takeLease(shop, 'settle', 'b', 1_900, 500))).toEqual({ fence: 2 })
    expect(await write(() => renewLease(shop, 'settle', 1, 1_900, 500))).toBe(false)
    await expect(write(() => checkFence(shop, 'settle', 1))).rejects.toBeInstanceOf(LostLease)
    await write(() => checkFence(shop, 'settle', 2))
    await write(() => releaseLease(shop, 'settle', 2))
    expect(await write(() => takeLease(shop, 'settle', 'a', 1_901, 500))).toEqual({ fence: 3 })
  })

  test('work under one key runs alone', async () => {
    let wall = 0
    const alone = exclusively(fresh.db, { owner: 'test', wall: () => wall++ })
    let inside = 0
    let most = 0
    await Promise.all([1, 2, 3].map(() => alone('token', async () => {
      most = Math.max(most, ++inside)
      await new Promise((resolve) => setTimeout(resolve, 20))
      inside--
    })))
    expect(most).toBe(1)
  })

  test('what is behind is found by stage', async () => {
    await write(() => applyChanges(shop, wholeCustomer('7', 10), 11))
    // Nobody is looked at before everything was read.
    expect(await read(shopsWithStale)).toEqual([])
    await write(() => updateShop(shop, { syncedAt: 20 }))
    expect(await read(shopsWithStale)).toEqual([shop])
    await write(() => run('UPDATE customers SET evaluated_version = facts_version, membership_version = facts_version, due_at = 500'))
    expect(await read(shopsWithStale)).toEqual([])
    await write(() => updateShop(shop, { syncedAt: null }))
    expect(await read(shopsWithUnsettled)).toEqual([])
    expect(await read(() => shopsWithDue(500))).toEqual([])
    await write(() => updateShop(shop, { syncedAt: 20 }))
    // Before the merchant says go nothing is written.
    expect(await read(shopsWithUnsettled)).toEqual([])
    await write(() => updateShop(shop, { approvedAt: 20 }))
    expect(await read(shopsWithUnsettled)).toEqual([shop])
    expect(await read(() => shopsWithDue(499))).toEqual([])
    expect(await read(() => shopsWithDue(500))).toEqual([shop])
    expect(await read(firstDues)).toEqual([{ shop, at: 500 }])
    expect(await read(() => firstDueOf(shop))).toBe(500)
    expect(await read(() => firstDueOf(shop + 1))).toBeNull()
    expect(await read(shopsWithSuspects)).toEqual([])
    await write(() => applyChanges(shop, [{ kind: 'orderSuspect', order: '1', why: 'refund' }], 12))
    expect(await read(shopsWithSuspects)).toEqual([shop])
    await write(() => updateShop(shop, { writesEnabled: false }))
    expect(await read(shopsWithUnsettled)).toEqual([])
  })
})
