// What is past the time a merchant chose is erased, kind by kind; counts, members and what rules ask for stay.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Retention, usualRetention } from '#app/core/retention.ts'
import { startRun, updateRun } from '#app/db/runs.ts'
import { all, run, type SqlRow } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'
import { createSegment } from '#app/operations/segments/create-segment.ts'
import { readSegment } from '#app/operations/segments/read-segment.ts'
import { setRetention } from '#app/operations/shop/set-retention.ts'
import { eraseExpired } from '#app/operations/upkeep/erase-expired.ts'
import { providers } from '#tests/database.ts'
import { busy } from '#tests/journeys/door-stage.ts'
import { customer, order } from '#tests/journeys/people.ts'
import { opening, openStage, type ShopStage } from '#tests/journeys/shop-stage.ts'

const day = 86_400_000
const ago = (days: number) => opening - days * day

describe.each(providers)('on %s', (provider) => {
  let stage: ShopStage
  let wall: number
  let ctx: Context
  beforeEach(async () => {
    stage = await openStage({ provider, shopify: busy })
    wall = Date.now()
    ctx = { ...stage.ctx, wall: () => wall }
  })
  afterEach(() => stage.close())

  const rows = (text: string): Promise<SqlRow[]> => stage.ctx.db.read(() => all(text))
  const keep = (change: Partial<Retention>) => setRetention(ctx, { shop: stage.shop, retention: { ...usualRetention, ...change } })
  const nextDay = async () => {
    wall += day + 1
    await eraseExpired(ctx)
  }
  const pass = (kind: string, segment: number, number: number | null, noticed: number) => stage.ctx.db.write(() =>
    run('INSERT INTO membership_changes (shop_id, segment_id, kind, customer, at, noticed_at, reason) VALUES (?, ?, ?, ?, ?, ?, ?)', stage.shop, segment, kind, number, noticed, noticed, 'event'))
  const segment = async (name: string, rule: string) => {
    const made = await createSegment(ctx, { shop: stage.shop, name, rule, tag: name, state: 'on' })
    if (made.kind !== 'created') throw new Error('not created')
    return made.segment.id
  }

  test('history goes by its age; members, counts and the last exit from a segment that is still there stay', async () => {
    const buyers = await segment('buyers', 'number_of_orders >= 0')
    await stage.facts(...customer('1', opening), ...customer('2', opening))
    await ctx.ring('backfill', stage.shop)
    await stage.settle()
    const before = await readSegment(ctx, { shop: stage.shop, id: buyers })
    const gone = 99
    // Rows come in the order of their instants.
    await stage.ctx.db.write(() => run('DELETE FROM membership_changes WHERE shop_id = ?', stage.shop))
    await pass('filled', buyers, null, ago(900))
    await pass('left', buyers, 1, ago(899))
    await pass('entered', buyers, 1, ago(898))
    await pass('left', buyers, 1, ago(897))
    await pass('left', gone, 1, ago(896))
    await pass('entered', buyers, 2, ago(100))
    await keep({ history: null })
    await eraseExpired(ctx)
    expect(await rows('SELECT id FROM membership_changes')).toHaveLength(6)
    await keep({})
    await eraseExpired(ctx)
    expect(await rows('SELECT kind, customer, at FROM membership_changes ORDER BY at')).toEqual([{ kind: 'left', customer: 1, at: ago(897) }, { kind: 'entered', customer: 2, at: ago(100) }])
    expect((await readSegment(ctx, { shop: stage.shop, id: buyers }))?.segment).toEqual(before?.segment)
    expect(before?.segment.members).toBe(2)
  })

  test('more than one transaction takes', async () => {
    await stage.ctx.db.write(function* () {
      for (let index = 0; index < 450; index++) yield* run("INSERT INTO membership_changes (shop_id, segment_id, kind, customer, at, noticed_at, reason) VALUES (?, 5, 'entered', ?, 1, 1, 'event')", stage.shop, index)
      for (let index = 0; index < 450; index++) yield* run("INSERT INTO tag_drift (shop_id, customer, tag, kind, at, noticed_at) VALUES (?, ?, 't', 'removed', 1, 1)", stage.shop, index)
    })
    await pass('entered', 5, 1, opening)
    await pass('entered', 7, 1, ago(731))
    await eraseExpired(ctx)
    expect(await rows('SELECT segment_id, at FROM membership_changes')).toEqual([{ segment_id: 5, at: opening }])
    expect(await rows('SELECT id FROM tag_drift')).toEqual([])
  })

  test('an old checkout goes, and whoever it put into a segment leaves', async () => {
    const abandoners = await segment('abandoners', 'checkouts_abandoned MATCHES (count >= 1)')
    const checkout = (token: string, at: number) => ({ kind: 'checkout', token, at, customer: '1', createdAt: at, completedAt: null, lines: [] }) as const
    await stage.facts(...customer('1', ago(500)), checkout('70', ago(400)))
    await ctx.ring('backfill', stage.shop)
    await stage.settle()
    expect((await readSegment(ctx, { shop: stage.shop, id: abandoners }))?.segment.members).toBe(1)
    await keep({ checkouts: 730 })
    await eraseExpired(ctx)
    expect(await rows('SELECT token FROM checkouts')).toHaveLength(1)
    await keep({})
    await eraseExpired(ctx)
    await stage.bells.answerAll(stage.ctx)
    expect(await rows('SELECT token FROM checkouts')).toEqual([])
    expect((await readSegment(ctx, { shop: stage.shop, id: abandoners }))?.segment.members).toBe(0)
  })

  test('deliveries that were taken in are forgotten shop by shop, and pending ones are not', async () => {
    const come = (webhookId: string, days: number, shop = 'demo.myshopify.com') => stage.fresh.inbox.add({ shop, webhookId, topic: 't', triggeredAt: 0, receivedAt: ago(days), payload: '{}' })
    await come('old', 8)
    await come('young', 6)
    await stage.fresh.inbox.applied((await stage.fresh.inbox.pending('demo.myshopify.com', 9, 0)).map(({ id }) => id))
    await come('waiting', 8)
    await eraseExpired(ctx)
    expect([await come('old', 0), await come('young', 0), await come('waiting', 0)]).toEqual(['stored', 'duplicate', 'duplicate'])
  })

  test('requests go by their age, syncs and what is running stay', async () => {
    await stage.ctx.db.write(function* () {
      for (const kind of ['data-request', 'sync'] as const) yield* updateRun(yield* startRun(stage.shop, kind, 'x', {}, ago(400)), { state: 'done' }, ago(400))
      yield* updateRun(yield* startRun(stage.shop, 'data-request', 'x', {}, ago(300)), { state: 'done' }, ago(300))
    })
    await eraseExpired(ctx)
    expect(await rows('SELECT kind, started_at FROM runs ORDER BY id')).toEqual([{ kind: 'sync', started_at: ago(400) }, { kind: 'data-request', started_at: ago(300) }])
  })

  test('once a day, and at once when the merchant chose another time', async () => {
    await eraseExpired(ctx)
    await pass('entered', 5, 1, ago(731))
    await eraseExpired(ctx)
    expect(await rows('SELECT id FROM membership_changes')).toHaveLength(1)
    await nextDay()
    expect(await rows('SELECT id FROM membership_changes')).toEqual([])
    await pass('entered', 5, 1, ago(200))
    await keep({ history: 180 })
    await eraseExpired(ctx)
    expect(await rows('SELECT id FROM membership_changes')).toEqual([])
  })

  test('orders are facts of as long as the customer is known: no period touches them', async () => {
    await stage.facts(...customer('1', ago(4_000)), order('2', '1', ago(3_999), 5))
    await eraseExpired(ctx)
    expect(await rows('SELECT total FROM orders')).toEqual([{ total: 5 }])
  })
})
