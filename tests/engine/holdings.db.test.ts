// What only some rules ask for is loaded when one asks, by whatever road, and what nobody has read yet is unknown.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FactChange } from '#app/core/facts/change.ts'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { createSegment } from '#app/db/segments.ts'
import { installShop, raiseRules, updateShop } from '#app/db/shops.ts'
import type { Engine } from '#app/engine/engine.ts'
import { openEngine } from '#app/engine/open-engine.ts'
import { freshDatabase, type FreshDatabase } from '#tests/database.ts'
import { checkout, order, product, wholeCustomer } from '#tests/db/some-changes.ts'

const now = Date.UTC(2026, 10, 22, 9)
const day = 86_400_000

let fresh: FreshDatabase
let engine: Engine
let shop: number

beforeEach(async () => {
  fresh = await freshDatabase()
  shop = await fresh.db.write(function* () {
    const made = yield* installShop('demo.myshopify.com', now)
    yield* updateShop(made.id, { zone: 'Europe/Berlin', currency: 'EUR', syncedAt: now })
    return made.id
  })
  engine = openEngine({ databaseUrl: fresh.url, memoryBytes: 64 * 1024 * 1024, onCrash: () => undefined })
  await facts(
    ...['7', '8', '9'].flatMap((id) => wholeCustomer(id, now - 50 * day)), product('900', now - 50 * day, { title: 'Big mug', collections: [{ id: '1', handle: 'table', title: 'Table' }] }),
    order('50', '7', now - 9 * day, { discountCodes: ['AUTUMN10'], createdAt: now - 9 * day, processedAt: now - 9 * day }),
    order('51', '8', now - 9 * day, { createdAt: now - 9 * day, processedAt: now - 9 * day }),
    checkout('1', '8', now - 5 * day, { createdAt: now - 5 * day, lines: [{ product: '900', quantity: 1, amount: 1_500 }] }),
  )
})
afterEach(async () => {
  await engine.close()
  await fresh.close()
})

const facts = (...changes: FactChange[]) => fresh.db.write(() => applyChanges(shop, changes, now))
const segment = (rule: string, tag: string) =>
  fresh.db.write(function* () {
    return (yield* createSegment(shop, { name: tag, rule, tag, tagFolded: tag, state: 'on' }, now)).id
  })
const named = async () => (await engine.evaluate({ shop, numbers: [1, 2, 3], now })).rows
const walked = async () => (await engine.evaluateNext({ shop, run: 1, after: 0, limit: 10, now, retagged: [] })).rows
const membersOf = (rows: readonly { readonly members: readonly number[] }[]) => rows.map(({ members }) => members)
const previewed = async (rule: string) => {
  const { problems, sample, unknown } = await engine.preview({ shop, rule, segment: null, now })
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  return { members: sample.members, unknown }
}

test('a rule on a discount code is answered out of the database; a block that was loaded without is loaded again', async () => {
  const plain = await segment('number_of_orders = 0', 'plain')
  expect(membersOf(await walked())).toEqual([[plain], [plain], [plain]])
  expect(await previewed("orders_placed MATCHES (discount_code = 'autumn10')")).toEqual({ members: [1], unknown: 0 })

  const coded = await segment("orders_placed MATCHES (discount_code = 'AUTUMN10')", 'coded')
  expect(membersOf(await walked())).toEqual([[plain, coded], [plain], [plain]])
  expect(membersOf(await named())).toEqual([[plain, coded], [plain], [plain]])
  // As a patch of the block that holds it now.
  await facts(order('52', '9', now - day, { discountCodes: ['AUTUMN10'], createdAt: now - day, processedAt: now - day }))
  expect(membersOf(await walked())).toEqual([[plain, coded], [plain], [plain, coded]])
})

test('checkouts are loaded when a rule asks, and one that is completed makes a difference', async () => {
  const plain = await segment('number_of_orders = 0', 'plain')
  await walked()
  const left = await segment('abandoned_checkout_date >= -10d', 'left')
  expect(membersOf(await walked())).toEqual([[plain], [plain, left], [plain]])
  expect(membersOf(await named())).toEqual([[plain], [plain, left], [plain]])
  await facts(checkout('1', '8', now - day, { createdAt: now - 5 * day, completedAt: now - day }), checkout('2', '9', now - day, { createdAt: now - day }))
  expect(membersOf(await walked())).toEqual([[plain], [plain], [plain, left]])
  expect(membersOf(await named())).toEqual([[plain], [plain], [plain, left]])
})

test('a note and a number are always there, and what a product is', async () => {
  await facts({ kind: 'customer', customer: '9', at: now, createdAt: 1, state: 'ENABLED', locale: undefined, emailDomain: null, hasNote: true, hasPhone: true, places: undefined })
  expect(await previewed('has_note = true')).toEqual({ members: [3], unknown: 0 })
  expect(await previewed('has_phone = false')).toEqual({ members: [1, 2], unknown: 0 })
  expect(await previewed("products_purchased MATCHES (title = 'Big mug', collection = 'table')")).toEqual({ members: [1, 2], unknown: 0 })
})

test('a postcode is held as far as its district: what a rule asks beyond is unknown', async () => {
  const places = [{ country: 'DE', region: null, city: null, zip: '101', lat: null, lon: null }]
  await facts({ kind: 'customer', customer: '9', at: now, createdAt: 1, state: 'ENABLED', locale: undefined, emailDomain: null, hasNote: false, hasPhone: false, places })
  expect(await previewed("customer_address MATCHES (postcode_prefix = '101')")).toEqual({ members: [3], unknown: 0 })
  expect(await previewed("customer_address MATCHES (postcode_prefix = '10115')")).toEqual({ members: [], unknown: 1 })
})

test('a metafield that was not read of everybody is unknown, and known from then on', async () => {
  const rule = 'metafields.loyalty.points >= 10'
  const rich = await segment(rule, 'rich')
  const path = 'metafields.loyalty.points'
  await facts({ kind: 'metafields', customer: '8', values: { [path]: { type: 'number_integer', value: '12' } }, at: now })
  expect((await walked()).map(({ members, unknowns }) => [members, unknowns])).toEqual([[[], [rich]], [[], [rich]], [[], [rich]]])
  expect(await previewed(rule)).toEqual({ members: [], unknown: 3 })
  await fresh.db.write(function* () {
    yield* updateShop(shop, { metafields: [{ path, since: 1, held: true }] })
    yield* raiseRules(shop)
  })
  expect((await walked()).map(({ members, unknowns }) => [members, unknowns])).toEqual([[[], []], [[rich], []], [[], []]])
  expect(membersOf(await named())).toEqual([[], [rich], []])
  expect(await previewed(rule)).toEqual({ members: [2], unknown: 0 })
})
