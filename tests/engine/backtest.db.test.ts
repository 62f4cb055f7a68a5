// The engine's answers about the past and from a sample: each is held against what a preview counts.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FactChange } from '#app/core/facts/change.ts'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { createSegment } from '#app/db/segments.ts'
import { installShop, updateShop } from '#app/db/shops.ts'
import { changeSets } from '#app/db/membership-sets.ts'
import { run } from '#app/db/sql.ts'
import type { Engine, Estimate, Preview } from '#app/engine/engine.ts'
import { openEngine } from '#app/engine/open-engine.ts'
import { freshDatabase, type FreshDatabase } from '#tests/database.ts'
import { customer, order } from '#tests/journeys/people.ts'

const day = 86_400_000
const now = Date.UTC(2026, 10, 22, 9)
let fresh: FreshDatabase
let engine: Engine
let shop: number

const open = () => openEngine({ databaseUrl: fresh.url, memoryBytes: 64 * 1024 * 1024, onCrash: () => undefined })
const facts = (...changes: FactChange[]) => fresh.db.write(() => applyChanges(shop, changes, now))

beforeEach(async () => {
  fresh = await freshDatabase()
  shop = await fresh.db.write(function* () {
    const made = yield* installShop('demo.myshopify.com', now)
    yield* updateShop(made.id, { zone: 'Europe/Berlin', currency: 'EUR', syncedAt: now })
    return made.id
  })
  engine = open()
})
afterEach(async () => {
  await engine.close()
  await fresh.close()
})

test('a backtest counts on each day what a preview would have counted then, also after changes', async () => {
  const changes: FactChange[] = []
  for (let index = 0; index < 40; index++) {
    changes.push(...customer(String(100 + index), now - (400 - index * 9) * day))
    for (let nth = 0; nth < index % 4; nth++) changes.push(order(`${index}${nth}1`, String(100 + index), now - ((index * 7 + nth * 31) % 200) * day, 1_000))
  }
  await facts(...changes)
  const rule = 'orders_placed MATCHES (date >= -60d, count >= 1)'
  const previewed = (at: number) => engine.preview({ shop, rule, segment: null, now: at })
  const question = { shop, rule, segment: null, step: 'week', now } as const
  const { sizes } = await engine.backtest({ ...question, from: now - 300 * day })
  for (const { at, members } of sizes) expect([at, members]).toEqual([at, (await previewed(at)).count])
  expect(sizes).toHaveLength(44)
  expect(sizes.at(-1)).toMatchObject({ at: now, customers: 40 })
  expect(sizes.some(({ entered }) => entered > 0) && sizes.some(({ left }) => left > 0)).toBe(true)

  await facts(order('990', '100', now - 20 * day, 5_000), { kind: 'customerGone', customer: '105', at: now })
  const later = await engine.backtest({ ...question, from: now - 100 * day, to: now - 10 * day })
  for (const { at, members } of later.sizes) expect([at, members]).toEqual([at, (await previewed(at)).count])
  expect(later.sizes.at(-1)?.at).toBe(now - 10 * day)
})

test('a backtest begins with the first order of the store, and says what it takes as it is today', async () => {
  await facts(...customer('11', now - 300 * day, ['vip']), order('91', '11', now - 100 * day, 5_000))
  const { sizes, asToday } = await engine.backtest({ shop, rule: "customer_tags CONTAINS 'vip' AND number_of_orders = 0 AND last_order_date >= -30d", segment: null, step: 'day', now })
  // Midnight in Berlin of the day of that order.
  expect(sizes[0]?.at).toBe(Date.UTC(2026, 7, 13, 22))
  expect(sizes).toHaveLength(102)
  expect(asToday).toEqual(['tags', 'totals'])
  expect((await engine.backtest({ shop, rule: 'number_of_orders >', segment: null, step: 'day', now })).problems.some(({ severity }) => severity === 'error')).toBe(true)
})

test('a store without customers has no past', async () => {
  expect(await engine.backtest({ shop, rule: 'number_of_orders > 0', segment: null, step: 'day', now })).toMatchObject({ problems: [], sizes: [] })
})

test('while the block is not there, the first answer is an estimate; afterwards, and for a small shop, only the exact one', async () => {
  const rule = 'orders_placed MATCHES (date >= -60d, count >= 1)'
  const id = await fresh.db.write(function* () {
    return (yield* createSegment(shop, { name: 'a', rule, tag: 'a', tagFolded: 'a', state: 'on' }, now)).id
  })
  await facts(...customer('1', now))
  expect(await engine.estimate({ shop, rule, segment: id, now })).toBeNull()

  for (let start = 2; start <= 4_000; start += 500) {
    await facts(...Array.from({ length: 500 }, (_, index) => String(start + index)).flatMap((one) => [
      ...customer(one, now - 300 * day), ...(Number(one) % 4 === 0 ? [order(`9${one}`, one, now - 10 * day, 1_000)] : []),
    ]))
  }
  // Of those who stand, a fifth; whoever stands and matches is no joining.
  await fresh.db.write(function* () {
    yield* run('UPDATE customers SET members = ? WHERE shop_id = ? AND number % 5 = 0', JSON.stringify([[id, now]]), shop)
    yield* changeSets(shop, Array.from({ length: 800 }, (_, index) => ({ segment: id, unknown: false, number: 5 * (index + 1), stands: true })))
  })
  const estimate = await engine.estimate({ shop, rule, segment: id, now })
  expect(estimate).not.toBeNull()
  expect(await engine.estimate({ shop, rule, segment: id, now })).toEqual(estimate)
  const percentile = await engine.estimate({ shop, rule: 'spend_percentile >= 90', segment: null, now })
  expect(percentile).toBeNull()

  const exact = await engine.preview({ shop, rule, segment: id, now })
  const held = (key: keyof Estimate & keyof Preview): boolean => estimate![key].from <= exact[key] && exact[key] <= estimate![key].to
  expect((['total', 'count', 'joining', 'leaving', 'unknown'] as const).filter((key) => !held(key))).toEqual([])
  expect(estimate!.count.to - estimate!.count.from).toBeLessThan(exact.total / 20)
  expect(await engine.estimate({ shop, rule, segment: id, now })).toBeNull()

  await engine.close()
  engine = open()
  expect(await engine.estimate({ shop, rule, segment: id, now })).toEqual(estimate)
})
