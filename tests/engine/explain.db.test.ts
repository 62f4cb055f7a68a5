// Explained out of the database: the least a merchant has to know of one customer, in their words, and the same answer as the engine's own.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Engine } from '#app/engine/engine.ts'
import { openEngine } from '#app/engine/open-engine.ts'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { createSegment } from '#app/db/segments.ts'
import { installShop, updateShop } from '#app/db/shops.ts'
import { freshDatabase, type FreshDatabase } from '#tests/database.ts'
import { customer, order } from '#tests/journeys/people.ts'

const day = 86_400_000
const now = Date.parse('2026-10-24T12:00:00+02:00')
let fresh: FreshDatabase
let engine: Engine
let shop: number

const segment = (rule: string, name: string) =>
  fresh.db.write(function* () {
    return (yield* createSegment(shop, { name, rule, tag: name, tagFolded: name.toLowerCase(), state: 'on' }, now)).id
  })
const explain = async (rule: string) => (await engine.explain({ shop, number: 1, segment: null, rule, now })).rules[0]!

beforeEach(async () => {
  fresh = await freshDatabase()
  shop = await fresh.db.write(function* () {
    const made = yield* installShop('demo.myshopify.com', now)
    yield* updateShop(made.id, { zone: 'Europe/Berlin', currency: 'EUR', syncedAt: now })
    return made.id
  })
  engine = openEngine({ databaseUrl: fresh.url, memoryBytes: 1 << 26, onCrash: (why) => { throw new Error(why) } })
  await fresh.db.write(() => applyChanges(shop, [
    ...customer('100', now - 500 * day, ['Gold']),
    order('1', '100', Date.parse('2026-08-04T10:00:00+02:00'), 38_580),
    order('2', '100', now - 20 * day, 10_000),
  ], now))
})
afterEach(async () => {
  await engine.close()
  await fresh.close()
})

test('what is missing, and until when that is enough', async () => {
  expect(await explain('orders_placed MATCHES (date >= -90d, sum_amount >= 500)')).toMatchObject({
    member: false, until: null,
    summary: '1 more order of €14.20 before 3 Nov 2026 would bring them in: then they placed orders worth at least €500 in total in the last 90 days.',
  })
})

test('why somebody is in, with what they have, and until when', async () => {
  expect(await explain("customer_tags CONTAINS 'gold' OR (last_order_date >= -30d AND number_of_orders > 7)")).toMatchObject({ member: true, until: null, reasons: ['They are tagged “gold”.'] })
  expect((await explain('last_order_date >= -30d')).reasons).toEqual(['They last ordered in the last 30 days: last order 4 Oct 2026, until 4 Nov 2026.'])
})

test('time alone, a tag, a country, a matter of the past, and the rule of another segment', async () => {
  await segment('number_of_orders >= 4', 'Regulars')
  expect((await explain('last_order_date < -30d')).changes[0]).toMatch(/^On 4 Nov 2026 they come in by themselves: then they /)
  expect((await explain("customer_tags CONTAINS 'vip'")).changes).toEqual(['They would come in if they are tagged “vip”.'])
  expect((await explain("customer_tags CONTAINS 'vip' AND number_of_orders >= 1")).changes).toEqual(['1 more order would bring them in, if they are tagged “vip” as well: then they ordered at least once.'])
  expect((await explain('first_order_date < 2026-01-01')).obstacles[0]).toMatch(/no further order changes that/)
  expect((await explain("in_segment('Regulars')")).changes[0]).toMatch(/^4 more orders would bring them in: /)
})

test('what cannot be known is said, with its cause', async () => {
  expect((await explain("metafields.loyalty.level = 'gold'")).gaps[0]).toMatch(/is not known: this metafield is not read from the store yet/)
})

test('all segments that are on are told as they are evaluated; a rule that is not understood has its problems', async () => {
  const ids = [await segment('number_of_orders >= 2', 'a'), await segment('amount_spent > 9000', 'b'), await segment("metafields.a.b = 'c'", 'c')]
  const { rules } = await engine.explain({ shop, number: 1, segment: null, rule: null, now })
  const [row] = (await engine.evaluate({ shop, numbers: [1], now })).rows
  expect(rules.map(({ segment: id }) => id)).toEqual(ids)
  expect(rules.map(({ segment: id, member }) => [id, member])).toEqual(ids.map((id) => [id, row!.unknowns.includes(id) ? null : row!.members.includes(id)]))
  expect((await engine.explain({ shop, number: 1, segment: null, rule: 'number_of_order > 1', now })).problems[0]?.code).toBeDefined()
  expect((await engine.explain({ shop, number: 99, segment: ids[0]!, rule: null, now })).rules).toEqual([])
})
