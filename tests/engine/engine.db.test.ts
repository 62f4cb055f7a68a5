// The engine: whatever road an answer takes (named customers, the cached block, the block after changes, the preview), it is the same.
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Engine, EvaluatedRow } from '#app/engine/engine.ts'
import { openEngine } from '#app/engine/open-engine.ts'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { changeSets } from '#app/db/membership-sets.ts'
import { createSegment } from '#app/db/segments.ts'
import { installShop, updateShop } from '#app/db/shops.ts'
import { run } from '#app/db/sql.ts'
import type { FactChange } from '#app/core/facts/change.ts'
import { freshDatabase, type FreshDatabase } from '#tests/database.ts'
import { customer, order } from '#tests/journeys/people.ts'

const day = 86_400_000
const now = Date.UTC(2026, 10, 22, 9)
let fresh: FreshDatabase
let engine: Engine
let shop: number
let crashes: string[]

const open = (memoryBytes = 64 * 1024 * 1024) => openEngine({ databaseUrl: fresh.url, memoryBytes, onCrash: (why) => void crashes.push(why) })
const facts = (...changes: FactChange[]) => fresh.db.write(() => applyChanges(shop, changes, now))
const segment = (rule: string, tag: string) =>
  fresh.db.write(function* () {
    return (yield* createSegment(shop, { name: tag, rule, tag, tagFolded: tag, state: 'on' }, now)).id
  })
const plain = (rows: readonly EvaluatedRow[]) => rows.map(({ number, factsVersion, members, unknowns, dueAt }) => ({ number, factsVersion, members, unknowns, dueAt }))
const walk = async (limit: number): Promise<EvaluatedRow[]> => {
  const rows: EvaluatedRow[] = []
  for (;;) {
    const next = await engine.evaluateNext({ shop, run: 1, after: rows.at(-1)?.number ?? 0, limit, now, retagged: [] })
    if (next.rows.length === 0) return rows
    rows.push(...next.rows)
  }
}
const named = async (count: number) => (await engine.evaluate({ shop, numbers: Array.from({ length: count }, (_, index) => index + 1), now })).rows

beforeEach(async () => {
  crashes = []
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

test('named customers, the walk over everyone, the walk after changes and the preview agree', async () => {
  const rule = 'orders_placed MATCHES (date >= -100d, count >= 2) OR customer_tags CONTAINS \'gold\''
  const id = await segment(rule, 'a')
  await segment('last_order_date < -20d', 'b')
  const changes: FactChange[] = []
  for (let index = 0; index < 60; index++) {
    changes.push(...customer(String(100 + index), now - 500 * day, index % 9 === 0 ? ['Gold'] : []))
    for (let nth = 0; nth < index % 5; nth++) changes.push(order(`${index}${nth}1`, String(100 + index), now - ((index * 7 + nth * 31) % 200) * day, 1_000))
  }
  await facts(...changes)
  const before = await walk(7)
  expect(plain(before)).toEqual(plain(await named(60)))
  expect(before.some((row) => row.members.length === 2) && before.some((row) => row.members.length === 0)).toBe(true)

  // The block is cached now: these changes reach it as a patch.
  await facts(order('990', '101', now, 5_000), order('991', '101', now, 5_000), { kind: 'customerGone', customer: '105', at: now }, ...customer('500', now, ['gold']), {
    kind: 'tagsChanged', customer: '100', added: [], removed: ['gold'], at: now,
  })
  const after = await walk(9)
  const all = await named(61)
  expect(plain(after)).toEqual(plain(all.filter((row) => row.number !== 6)))
  expect(all.find((row) => row.number === 6)).toMatchObject({ members: [], unknowns: [], dueAt: null })
  const count = after.filter((row) => row.members.includes(id)).length
  expect(await engine.preview({ shop, rule, segment: null, now })).toMatchObject({ total: 60, count, joining: count, leaving: 0, unknown: 0 })
})

test('a preview tells who would join and leave against the stored membership, and what is wrong with the rule', async () => {
  const id = await segment('number_of_orders = 0', 'a')
  await facts(...customer('11', now), ...customer('12', now), order('91', '11', now, 5_000))
  await fresh.db.write(() => changeSets(shop, [{ segment: id, unknown: false, number: 2, stands: true }]))
  expect(await engine.preview({ shop, rule: 'orders_placed MATCHES (count >= 1)', segment: id, now })).toMatchObject({
    count: 1, joining: 1, leaving: 1, sample: { members: [1], joining: [1], leaving: [2] },
  })
  const own = await engine.preview({ shop, rule: "customer_tags CONTAINS 'A'", segment: id, now })
  expect(own.problems.map((problem) => problem.code)).toEqual(['own-tag'])
  expect((await engine.preview({ shop, rule: 'number_of_orders >', segment: null, now })).problems.some((problem) => problem.severity === 'error')).toBe(true)
})

test('everything that happened between the end of a verdict and now is told, each flip at its instant', async () => {
  await segment('last_order_date < -10d AND last_order_date >= -20d', 'a')
  await facts(...customer('11', now - 50 * day), order('91', '11', now - 2 * day, 5_000))
  const [row] = await named(1)
  // Ordered on 20 November in Berlin: eleven days later it is more than ten days ago.
  const enters = Date.UTC(2026, 10, 30, 23)
  const leaves = Date.UTC(2026, 11, 10, 23)
  expect(row).toMatchObject({ members: [], dueAt: enters })
  await fresh.db.write(() => run('UPDATE customers SET due_at = ?', enters))
  const later = await engine.evaluate({ shop, numbers: [1], now: now + 60 * day })
  expect(later.rows[0]).toMatchObject({
    members: [], dueAt: null,
    flips: [{ segment: 1, at: enters, entered: true }, { segment: 1, at: leaves, entered: false }],
  })
})

test('without memory for blocks the answers are the same', async () => {
  await engine.close()
  engine = open(1)
  await segment('number_of_orders = 0', 'a')
  await facts(...customer('11', now), ...customer('12', now))
  expect(plain(await walk(1))).toEqual(plain(await named(2)))
})

test('a thread that dies rejects what it was asked, and the next question starts another', async () => {
  const path = fresh.url.slice('file:'.length)
  await rename(path, `${path}.away`)
  await expect(engine.evaluate({ shop, numbers: [1], now })).rejects.toThrow('died')
  expect(crashes).toHaveLength(1)
  expect(existsSync(path)).toBe(false)
  await rename(`${path}.away`, path)
  await facts(...customer('11', now))
  await segment('number_of_orders = 0', 'a')
  expect(await named(1)).toHaveLength(1)
  // A fault of one request harms no other.
  await expect(engine.evaluate({ shop: 99, numbers: [1], now })).rejects.toThrow('no shop 99')
  expect(await named(1)).toHaveLength(1)
  expect(crashes).toHaveLength(1)
})

test('a thread that lets a question wait too long is ended, and the next question has a new one', async () => {
  const silent = createServer().listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const { port } = silent.address() as AddressInfo
  const hanging = openEngine({ databaseUrl: `postgresql://nobody@127.0.0.1:${port}/silent`, memoryBytes: 1, onCrash: (why) => void crashes.push(why), patienceMs: 300 })
  for (let times = 1; times <= 2; times++) {
    await expect(hanging.members({ shop: 1, segment: 1, after: 0, limit: 1 })).rejects.toThrow('ask again')
    expect(crashes).toHaveLength(times)
  }
  expect(crashes[0]).toBe('no answer to members within 300 ms')
  await hanging.close()
  silent.close()
})
