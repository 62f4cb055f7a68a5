// Backfills: derived from what changed, so none can be lost; interrupted, they go on; overtaken by a newer rule, they begin anew.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FactChange, ProductChange } from '#app/core/facts/change.ts'
import { backfillNeeded, runningBackfill } from '#app/db/backfills.ts'
import { raiseRules } from '#app/db/shops.ts'
import { all, run } from '#app/db/sql.ts'
import { advanceBackfill } from '#app/operations/membership/advance-backfill.ts'
import { createSegment } from '#app/operations/segments/create-segment.ts'
import { editSegment } from '#app/operations/segments/edit-segment.ts'
import { setWrites } from '#app/operations/shop/set-writes.ts'
import { ringForWork } from '#app/operations/upkeep/sweep.ts'
import type { Context } from '#app/operations/context.ts'
import { customer, order } from '#tests/journeys/people.ts'
import { opening, openStage, type ShopStage } from '#tests/journeys/shop-stage.ts'

let stage: ShopStage
beforeEach(async () => {
  stage = await openStage()
  await setWrites(stage.ctx, { shop: stage.shop, enabled: false })
})
afterEach(async () => {
  await stage.close()
  expect(stage.complaints).toEqual([])
})

const create = async (rule: string, tag: string): Promise<number> => {
  const outcome = await createSegment(stage.ctx, { shop: stage.shop, name: tag, rule, tag, state: 'on' })
  if (outcome.kind !== 'created') throw new Error(JSON.stringify(outcome))
  return outcome.segment.id
}
const members = (segment: number) => stage.ctx.engine.members({ shop: stage.shop, segment, after: 0, limit: 10_000 })
const many = (count: number): FactChange[] => Array.from({ length: count }, (_, index) => customer(String(1_000 + index), opening)).flat()
const needed = () => stage.ctx.db.read(() => backfillNeeded(stage.shop))

test('a changed product tag, and anything that raises the rules, asks for a walk that the sweep finds', async () => {
  const product = (tags: string[], at: number): ProductChange => ({ kind: 'product', product: '77', at, title: 'Cup', type: null, vendor: null, tags, collections: undefined })
  const bought = order('91', '11', opening, 5_000)
  const line = { id: '1', product: '77', variant: null, sku: null, vendor: null, quantity: 1, currentQuantity: 1, giftCard: false, originalTotal: 5_000, discountedTotal: 5_000 }
  await stage.facts(product(['mug'], opening), ...customer('11', opening), { ...bought, lines: [line] })
  const id = await create("products_purchased MATCHES (tag = 'sale')", 'sale')
  await stage.settle()
  expect(await members(id)).toEqual([])
  expect(await needed()).toBe(false)

  stage.step(1_000)
  await stage.facts(product(['mug', 'sale'], opening + 1_000))
  expect(await needed()).toBe(true)
  await ringForWork(stage.ctx)
  expect([...stage.bells.rung.keys()]).toContain(`backfill ${stage.shop}`)
  await stage.settle()
  expect(await members(id)).toEqual([1])
  expect(await needed()).toBe(false)

  await stage.ctx.db.write(() => raiseRules(stage.shop))
  expect(await needed()).toBe(true)
})

test('a release in which rules mean something else walks over everyone again', async () => {
  await stage.facts(...customer('11', opening))
  const id = await create('number_of_orders = 0', 'none')
  await stage.settle()
  expect(await needed()).toBe(false)
  // As an older release left it, whose evaluator said no.
  await stage.ctx.db.write(() => run(`UPDATE runs SET progress = replace(progress, '"meaning":', '"meant":') WHERE kind = 'backfill'`))
  await stage.ctx.db.write(() => run(`UPDATE customers SET members = '[]' WHERE shop_id = ?`, stage.shop))
  await stage.ctx.db.write(() => run('DELETE FROM membership_sets WHERE shop_id = ?', stage.shop))
  expect(await needed()).toBe(true)
  await ringForWork(stage.ctx)
  await stage.settle()
  expect(await members(id)).toEqual([1])
  expect(await needed()).toBe(false)
})

test('a walk that is stopped goes on where it was, and ends with everyone', async () => {
  await stage.facts(...many(2_500))
  await stage.settle()
  const id = await create('number_of_orders = 0', 'nobuy')
  const stopping = new AbortController()
  const ctx: Context = { ...stage.ctx, stop: stopping.signal, engine: { ...stage.ctx.engine, evaluateNext: (request) => {
    stopping.abort()
    return stage.ctx.engine.evaluateNext(request)
  } } }
  expect(await advanceBackfill(ctx, { shop: stage.shop })).toEqual({ kind: 'stopped' })
  expect((await stage.ctx.db.read(() => runningBackfill(stage.shop)))?.cursor).toBe(2_000)
  expect(await members(id)).toHaveLength(2_000)
  expect(await advanceBackfill(stage.ctx, { shop: stage.shop })).toEqual({ kind: 'done' })
  expect(await members(id)).toHaveLength(2_500)
  const fills = await stage.ctx.db.read(() => all("SELECT id FROM membership_changes WHERE kind = 'filled'"))
  expect(fills).toHaveLength(1)
})

test('a rule edited under a walk, and facts that change under it, count for everyone in the end', async () => {
  await stage.facts(...many(2_500))
  await stage.settle()
  const id = await create('number_of_orders = 0', 'nobuy')
  let edited = false
  const ctx: Context = { ...stage.ctx, engine: { ...stage.ctx.engine, evaluateNext: async (request) => {
    const answer = await stage.ctx.engine.evaluateNext(request)
    if (request.after > 0 && !edited) {
      edited = true
      // Between the answer and its commit: a newer rule, and a customer of this very stretch who buys.
      await editSegment(stage.ctx, { shop: stage.shop, id, rule: 'orders_placed MATCHES (count = 0)' })
      await stage.facts(order('91', '3100', opening, 5_000))
    }
    return answer
  } } }
  expect(await advanceBackfill(ctx, { shop: stage.shop })).toEqual({ kind: 'done' })
  expect(await members(id)).toHaveLength(2_499)
  expect(await needed()).toBe(false)
})

test('while somebody else writes memberships, nobody else does', async () => {
  await stage.facts(...customer('11', opening))
  await stage.ctx.db.write(() =>
    run("INSERT INTO leases (shop_id, stage, owner, expires_at, fence) VALUES (?, 'membership', 'another', ?, 1)", stage.shop, Date.now() + 60_000),
  )
  expect(await advanceBackfill(stage.ctx, { shop: stage.shop })).toEqual({ kind: 'busy' })
})

test('a walk writes whom it changes and leaves everyone else alone', async () => {
  await stage.facts(...many(30), order('91', '1003', opening, 50_000), order('92', '1004', opening, 70_000))
  await stage.settle()
  const id = await create('net_spent >= 600', 'big')
  await stage.settle()
  expect(await members(id)).toEqual([5])
  const answered: number[][] = []
  const ctx: Context = { ...stage.ctx, engine: { ...stage.ctx.engine, evaluateNext: async (request) => {
    const answer = await stage.ctx.engine.evaluateNext(request)
    answered.push(answer.rows.map(({ number }) => number))
    return answer
  } } }
  await editSegment(stage.ctx, { shop: stage.shop, id, rule: 'net_spent >= 400' })
  expect(await advanceBackfill(ctx, { shop: stage.shop })).toEqual({ kind: 'done' })
  expect(answered).toEqual([[4], []])
  expect(await members(id)).toEqual([4, 5])
})

test('a tag that is renamed is to be written anew on everyone who stays a member', async () => {
  await stage.facts(...many(5), order('91', '1003', opening, 50_000))
  const id = await create('net_spent >= 400', 'big')
  await stage.settle()
  const unsettled = () => stage.ctx.db.read(() => all('SELECT number FROM customers WHERE membership_version > settled_version'))
  await stage.ctx.db.write(() => run('UPDATE customers SET settled_version = membership_version'))
  expect(await unsettled()).toEqual([])
  await editSegment(stage.ctx, { shop: stage.shop, id, tag: 'large' })
  await stage.settle()
  expect(await unsettled()).toEqual([{ number: 4 }])
})

test('whoever had tags refused is tried again by every walk', async () => {
  await stage.facts(...many(5))
  await create('number_of_orders = 0', 'nobuy')
  await stage.settle()
  await stage.ctx.db.write(() => run('UPDATE customers SET settled_version = membership_version'))
  await stage.ctx.db.write(() => run("UPDATE customers SET settle_problem = 'too many tags' WHERE number = 3"))
  await create('number_of_orders > 7', 'many')
  await stage.settle()
  expect(await stage.ctx.db.read(() => all('SELECT number FROM customers WHERE membership_version > settled_version'))).toEqual([{ number: 3 }])
})

test('an edit that changes nothing but when somebody will leave moves that instant', async () => {
  await stage.facts(...many(3), order('91', '1001', opening, 5_000))
  const id = await create('last_order_date >= -10d', 'recent')
  await stage.settle()
  const due = async () => (await stage.ctx.db.read(() => all<{ due_at: number | null }>('SELECT due_at FROM customers WHERE number = 2')))[0]?.due_at
  // Ordered on 22 November in Berlin.
  expect(await due()).toBe(Date.UTC(2026, 11, 2, 23))
  await editSegment(stage.ctx, { shop: stage.shop, id, rule: 'last_order_date >= -20d' })
  await stage.settle()
  expect(await due()).toBe(Date.UTC(2026, 11, 12, 23))
  expect(await members(id)).toEqual([2])
})
