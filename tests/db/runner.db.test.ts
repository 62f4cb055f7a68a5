// The runners: the same SQL, bound values and transactions on both databases.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import Sqlite from 'better-sqlite3'
import { DatabaseFull } from '#app/db/database-full.ts'
import { openDatabase, openReader, sqlitePath } from '#app/db/database.ts'
import { installShop, nextVersion, shopById, updateShop } from '#app/db/shops.ts'
import { all, first, inNumbers, inTexts, listOf, listOfIds, many, run } from '#app/db/sql.ts'
import { freshDatabase, providers } from '#tests/database.ts'
import type { FreshDatabase } from '#tests/database.ts'

describe.each(providers)('a database on %s', (provider) => {
  let fresh: FreshDatabase
  beforeEach(async () => {
    fresh = await freshDatabase(provider)
  })
  afterEach(() => fresh.close())

  test('gives back ids beyond 2^53, flags, nulls and bytes as they went in', async () => {
    const id = 9_007_199_254_740_993n
    await fresh.db.write(() => run(
      `INSERT INTO orders (shop_id, shopify_id, version, created_at, processed_at, test, total, current_total, currency, lines) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      1, id, 1_800_000_000_123, 1, 1, true, 99_999_999_999, 0, 'EUR', new Uint8Array([0, 255, 7]),
    ))
    const row = await fresh.db.read(() => first(
      `SELECT CAST(shopify_id AS TEXT) AS id, version, test, total, cancelled_at, lines FROM orders WHERE shop_id = ? AND shopify_id IN (${inNumbers})`,
      1, listOfIds([String(id)]),
    ))
    expect(row).toMatchObject({ id: String(id), version: 1_800_000_000_123, total: 99_999_999_999, cancelled_at: null })
    expect(Boolean(row?.test)).toBe(true)
    expect([...(row?.lines as Uint8Array)]).toEqual([0, 255, 7])
  })

  test('finds by lists of numbers and of texts, also empty ones', async () => {
    await fresh.db.write(() => many('INSERT INTO leases (shop_id, stage, owner, expires_at, fence) VALUES (?, ?, ?, ?, ?)', [1, 2, 3].map((shop) => [shop, `s'${shop}`, 'me', 0, 1])))
    const count = (text: string, list: string) => fresh.db.read(() => first<{ count: number }>(`SELECT count(*) AS count FROM leases WHERE ${text}`, list))
    expect(await count(`shop_id IN (${inNumbers})`, listOf([1, 3, 9]))).toEqual({ count: 2 })
    expect(await count(`stage IN (${inTexts})`, listOf(["s'2", 'x']))).toEqual({ count: 1 })
    expect(await count(`shop_id IN (${inNumbers})`, listOf([]))).toEqual({ count: 0 })
  })

  test('keeps nothing of a transaction that throws', async () => {
    const shop = await fresh.db.write(() => installShop('demo.myshopify.com', 1))
    const failing = fresh.db.write(function* () {
      yield* updateShop(shop.id, { plan: 'plus' })
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await fresh.db.read(() => shopById(shop.id))).toMatchObject({ plan: '' })
    await fresh.db.write(() => updateShop(shop.id, { plan: 'basic' }))
    expect(await fresh.db.read(() => shopById(shop.id))).toMatchObject({ plan: 'basic' })
  })

  test('writers of two processes stand in line, and no number of the sequence is given twice', async () => {
    const other = openDatabase(fresh.url)
    const shop = await fresh.db.write(() => installShop('demo.myshopify.com', 1))
    const taken = await Promise.all(Array.from({ length: 60 }, (_, index) => (index % 2 ? other : fresh.db).write(() => nextVersion(shop.id))))
    await other.close()
    expect([...taken].sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, index) => index + 1))
  })

  test('a reader sees what was committed and cannot write', async () => {
    const reader = openReader(fresh.url)
    const shop = await fresh.db.write(() => installShop('demo.myshopify.com', 1))
    expect(await reader.read(() => shopById(shop.id))).toMatchObject({ domain: 'demo.myshopify.com' })
    await expect(reader.write(() => nextVersion(shop.id))).rejects.toThrow()
    await reader.close()
  })

  test('a database that takes no writes says so, keeps nothing, and recovers', async () => {
    const limit = provider === 'sqlite' ? 'PRAGMA max_page_count = 1' : 'SET LOCAL transaction_read_only = on'
    const failing = fresh.db.write(function* () {
      yield* all(limit)
      yield* many('INSERT INTO leases (shop_id, stage, owner, expires_at, fence) VALUES (?, ?, ?, ?, ?)', Array.from({ length: 500 }, (_, index) => [index, 'x'.repeat(500), 'me', 0, 1]))
    })
    await expect(failing).rejects.toBeInstanceOf(DatabaseFull)
    expect(fresh.db.trouble()).toBe(provider === 'sqlite' ? 'full' : 'read-only')
    if (provider === 'sqlite') await fresh.db.write(() => all('PRAGMA max_page_count = 1000000'))
    await fresh.db.write(() => installShop('demo.myshopify.com', 1))
    expect(fresh.db.trouble()).toBeNull()
    expect(await fresh.db.read(() => first('SELECT count(*) AS count FROM leases'))).toEqual({ count: 0 })
  })
})

test('a write on SQLite waits for another process without blocking this one', async () => {
  const fresh = await freshDatabase()
  const other = new Sqlite(sqlitePath(fresh.url) ?? '')
  other.exec('BEGIN IMMEDIATE')
  let beats = 0
  const heart = setInterval(() => beats++, 5)
  setTimeout(() => other.exec('COMMIT'), 300)
  expect(await fresh.db.write(() => installShop('demo.myshopify.com', 1))).toMatchObject({ state: 'installed' })
  clearInterval(heart)
  expect(beats).toBeGreaterThan(5)
  other.close()
  await fresh.close()
})

test('what was deleted on SQLite is gone from its files once the log is forgotten', async () => {
  const fresh = await freshDatabase()
  const path = sqlitePath(fresh.url) ?? ''
  const traces = () => readdirSync(dirname(path)).filter((name) => readFileSync(join(dirname(path), name)).includes('a-trace-of-somebody'))
  await fresh.db.write(() => installShop('a-trace-of-somebody.myshopify.com', 1))
  expect(traces()).not.toEqual([])
  await fresh.db.write(() => run('DELETE FROM shops'))
  await fresh.db.forgetLog()
  expect(traces()).toEqual([])
  await fresh.close()
})
