// A walk over everyone is handed from one process to another at the end of a turn: neither goes by what it saw before.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ProductChange } from '#app/core/facts/change.ts'
import { openEngine } from '#app/engine/open-engine.ts'
import { advanceBackfill } from '#app/operations/membership/advance-backfill.ts'
import { recomputeCustomers } from '#app/operations/membership/recompute-customers.ts'
import { createSegment } from '#app/operations/segments/create-segment.ts'
import { editSegment } from '#app/operations/segments/edit-segment.ts'
import { eraseShop } from '#app/operations/intake/erase-shop.ts'
import { shopById } from '#app/db/shops.ts'
import { all } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'
import { customer, order } from '#tests/journeys/people.ts'
import { opening, openStage, type ShopStage } from '#tests/journeys/shop-stage.ts'

const CUSTOMERS = 2_300
/** The last of them: no process reaches it in its first turn. */
const last = { number: CUSTOMERS, id: String(999 + CUSTOMERS) }

let stage: ShopStage
let here: Context
let there: Context
beforeEach(async () => {
  stage = await openStage()
  here = stage.ctx
  const engine = openEngine({ databaseUrl: stage.fresh.url, memoryBytes: 64 * 1024 * 1024, onCrash: (why) => stage.complaints.push(why) })
  there = { ...stage.ctx, owner: 'another process', engine }
  for (let index = 0; index < CUSTOMERS; index += 100) await stage.facts(...Array.from({ length: 100 }, (_, more) => customer(String(1_000 + index + more), opening)).flat())
})
afterEach(async () => {
  await there.engine.close()
  await stage.close()
  expect(stage.complaints).toEqual([])
})

const walk = async (ctx: Context): Promise<void> => {
  for (let turns = 0; turns < 20; turns++) if ((await advanceBackfill(ctx, { shop: stage.shop })).kind === 'done') return
  throw new Error('The walk does not end')
}
/** One stretch, and its turn is over. */
const oneTurn = async (ctx: Context): Promise<void> => {
  let late = 0
  const brief: Context = { ...ctx, wall: () => Date.now() + late, engine: { ...ctx.engine, evaluateNext: async (request) => {
    late = 20_000
    return ctx.engine.evaluateNext(request)
  } } }
  expect(await advanceBackfill(brief, { shop: stage.shop })).toEqual({ kind: 'stopped' })
}
const create = async (rule: string): Promise<number> => {
  const made = await createSegment(here, { shop: stage.shop, name: 'one', rule, tag: 'one', state: 'on' })
  if (made.kind !== 'created') throw new Error(JSON.stringify(made))
  return made.segment.id
}
const members = async (segment: number) => (await here.engine.members({ shop: stage.shop, segment, after: last.number - 1, limit: 1 }))

test('facts that came since the other process last looked are in its answers', async () => {
  const id = await create('orders_placed MATCHES (count >= 1)')
  await walk(there)
  stage.step(60_000)
  await stage.facts(order('91', last.id, opening + 59_000, 5_000))
  await recomputeCustomers(here, { shop: stage.shop })
  expect(await members(id)).toEqual([last.number])
  expect((await editSegment(here, { shop: stage.shop, id, rule: 'orders_placed NOT MATCHES (count >= 1)' })).kind).toBe('edited')
  await oneTurn(here)
  await walk(there)
  expect(await members(id)).toEqual([])
})

test('answers of a walk that another process ended are not those of the next', async () => {
  const product = (tags: string[], at: number): ProductChange => ({ kind: 'product', product: '77', at, title: 'Cup', type: null, vendor: null, tags, collections: undefined })
  const line = { id: '1', product: '77', variant: null, sku: null, vendor: null, quantity: 1, currentQuantity: 1, giftCard: false, originalTotal: 100, discountedTotal: 100 }
  await stage.facts(product(['sale'], opening))
  for (let index = 0; index < CUSTOMERS; index += 100) await stage.facts(...Array.from({ length: 100 }, (_, more) => ({ ...order(String(50_000 + index + more), String(1_000 + index + more), opening, 100), lines: [line] })))
  const id = await create("products_purchased MATCHES (tag = 'sale')")
  await oneTurn(there)
  await walk(here)
  expect(await members(id)).toEqual([last.number])
  stage.step(60_000)
  await stage.facts(product([], opening + 60_000))
  await oneTurn(here)
  await walk(there)
  expect(await members(id)).toEqual([])
})

test('what was answered before a shop was erased is not written after it', async () => {
  await create('number_of_orders = 0')
  const shop = (await here.db.read(() => shopById(stage.shop)))!
  const late: Context = { ...here, engine: { ...here.engine, evaluateNext: async (request) => {
    const answered = await here.engine.evaluateNext(request)
    await eraseShop(there, shop)
    return answered
  } } }
  await advanceBackfill(late, { shop: stage.shop })
  for (const table of ['customers', 'membership_changes', 'membership_sets', 'evaluation_work', 'audits']) expect([table, await here.db.read(() => all(`SELECT * FROM ${table} WHERE shop_id = ?`, stage.shop))]).toEqual([table, []])
})
