// Memberships on a real database: events, time, backfills, history and counts, on SQLite and PostgreSQL.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { updateShop } from '#app/db/shops.ts'
import { all, run, type Sql } from '#app/db/sql.ts'
import { advanceBackfill } from '#app/operations/membership/advance-backfill.ts'
import { recomputeCustomers } from '#app/operations/membership/recompute-customers.ts'
import { createSegment } from '#app/operations/segments/create-segment.ts'
import { deleteSegment } from '#app/operations/segments/delete-segment.ts'
import { editSegment } from '#app/operations/segments/edit-segment.ts'
import { listSegments } from '#app/operations/segments/list-segments.ts'
import { setSegmentState } from '#app/operations/segments/set-segment-state.ts'
import { setWrites } from '#app/operations/shop/set-writes.ts'
import { ringDue } from '#app/operations/upkeep/ring-due.ts'
import { unpackNumbers } from '#tests/core/membership/unpack-numbers.ts'
import { recompute } from '#app/workers/membership.ts'
import { providers } from '#tests/database.ts'
import { customer, order } from '#tests/journeys/people.ts'
import { opening, openStage, type ShopStage } from '#tests/journeys/shop-stage.ts'

const day = 86_400_000

interface Told { kind: string; customer: number | null; at: number; reason: string }
const history = (shop: number, segment: number): Sql<Told[]> =>
  all<Told>('SELECT kind, customer, at, reason FROM membership_changes WHERE shop_id = ? AND segment_id = ? ORDER BY id', shop, segment)

describe.each(providers)('memberships on %s', (provider) => {
  let stage: ShopStage
  beforeEach(async () => { stage = await openStage({ provider }) })
  afterEach(async () => {
    await stage.close()
    expect(stage.complaints).toEqual([])
  })

  const create = async (rule: string, tag = 'vip', state: 'on' | 'off' = 'on'): Promise<number> => {
    const outcome = await createSegment(stage.ctx, { shop: stage.shop, name: tag, rule, tag, state })
    if (outcome.kind !== 'created') throw new Error(JSON.stringify(outcome))
    return outcome.segment.id
  }
  const members = (segment: number) => stage.ctx.engine.members({ shop: stage.shop, segment, after: 0, limit: 100 })
  const view = async (segment: number) => (await listSegments(stage.ctx, { shop: stage.shop })).find((one) => one.id === segment)
  /** Answers membership bells only: these tests have no Shopify. */
  const settle = async () => {
    await setWrites(stage.ctx, { shop: stage.shop, enabled: false })
    await stage.settle()
  }

  test('a first fill is one entry of the history with the whole set, later events one each', async () => {
    await stage.facts(...customer('11', opening), ...customer('12', opening), order('91', '11', opening, 5_000))
    const segment = await create('orders_placed MATCHES (count >= 1)')
    await settle()
    expect(await members(segment)).toEqual([1])
    expect(await view(segment)).toMatchObject({ members: 1, unknowns: 0, filled: true })
    const rows = await stage.ctx.db.read(() => all<{ kind: string; members: Uint8Array }>('SELECT kind, members FROM membership_changes'))
    expect(rows.map((row) => [row.kind, unpackNumbers(row.members)])).toEqual([['filled', [1]]])

    stage.step(1_000)
    await stage.facts(order('92', '12', opening, 700))
    await settle()
    expect(await members(segment)).toEqual([1, 2])
    expect((await stage.ctx.db.read(() => history(stage.shop, segment))).slice(1)).toEqual([{ kind: 'entered', customer: 2, at: opening + 1_000, reason: 'event' }])
    expect(await view(segment)).toMatchObject({ members: 2 })
  })

  test('time flips are recorded at their own instant, however late they are noticed', async () => {
    await stage.facts(...customer('11', opening), order('91', '11', opening - 10 * day, 5_000))
    const segment = await create('last_order_date >= -30d')
    await settle()
    expect(await members(segment)).toEqual([1])
    // Ordered on 12 November in Berlin; from 13 December on, that is more than 30 days ago.
    const flip = Date.UTC(2026, 11, 12, 23)
    expect(await ringDue(stage.ctx)).toBe(flip)
    stage.step(flip - opening - 1)
    expect(await ringDue(stage.ctx)).toBe(flip)
    expect([...stage.bells.rung.keys()]).toEqual([])
    stage.step(3 * day)
    expect(await ringDue(stage.ctx)).toBe(Infinity)
    expect([...stage.bells.rung.keys()]).toContain(`recompute ${stage.shop}`)
    await settle()
    expect(await members(segment)).toEqual([])
    expect((await stage.ctx.db.read(() => history(stage.shop, segment))).slice(1)).toEqual([{ kind: 'left', customer: 1, at: flip, reason: 'time' }])
  })

  test('an edited rule walks over everyone and says why', async () => {
    await stage.facts(...customer('11', opening), ...customer('12', opening), order('91', '11', opening, 5_000))
    const segment = await create('orders_placed MATCHES (count >= 1)')
    await settle()
    stage.step(5_000)
    expect(await editSegment(stage.ctx, { shop: stage.shop, id: segment, rule: 'orders_placed MATCHES (count = 0)' })).toMatchObject({ kind: 'edited' })
    await settle()
    expect(await members(segment)).toEqual([2])
    expect((await stage.ctx.db.read(() => history(stage.shop, segment))).slice(1)).toEqual([
      { kind: 'left', customer: 1, at: opening + 5_000, reason: 'rule' },
      { kind: 'entered', customer: 2, at: opening + 5_000, reason: 'rule' },
    ])
    expect(await view(segment)).toMatchObject({ members: 1, version: 2 })
  })

  test('paused is frozen, off is empty, on again is filled anew', async () => {
    await stage.facts(...customer('11', opening), order('91', '11', opening, 5_000), ...customer('12', opening))
    const segment = await create('orders_placed MATCHES (count >= 1)')
    await settle()
    await setSegmentState(stage.ctx, { shop: stage.shop, id: segment, state: 'paused' })
    await stage.facts(order('92', '12', opening, 5_000))
    await settle()
    expect(await members(segment)).toEqual([1])
    await setSegmentState(stage.ctx, { shop: stage.shop, id: segment, state: 'off' })
    await settle()
    expect(await members(segment)).toEqual([])
    expect(await view(segment)).toMatchObject({ members: 0, state: 'off' })
    await setSegmentState(stage.ctx, { shop: stage.shop, id: segment, state: 'on' })
    await settle()
    expect(await members(segment)).toEqual([1, 2])
    const told = await stage.ctx.db.read(() => history(stage.shop, segment))
    expect(told.map((one) => [one.kind, one.customer, one.reason])).toEqual([['filled', null, 'rule'], ['left', 1, 'state'], ['filled', null, 'rule']])
  })

  test('before the first sync is complete, and until everybody was looked at after it, nobody is judged', async () => {
    await stage.close()
    stage = await openStage({ provider, synced: false })
    await stage.facts(...customer('11', opening))
    const segment = await create('orders_placed NOT MATCHES ()')
    await settle()
    expect(await members(segment)).toEqual([])
    expect(await view(segment)).toMatchObject({ filled: false, members: 0 })

    // Customers come before their orders: had they been judged, the first look after the sync would find a tag to write.
    await stage.facts(order('91', '11', opening, 5_000), ...customer('12', opening))
    await stage.ctx.db.write(() => updateShop(stage.shop, { syncedAt: stage.ctx.now() }))
    expect(await recomputeCustomers(stage.ctx, { shop: stage.shop })).toEqual({ kind: 'awaits-walk' })
    await stage.ctx.ring('backfill', stage.shop)
    await settle()
    expect(await members(segment)).toEqual([2])
    expect((await stage.ctx.db.read(() => history(stage.shop, segment))).map(({ kind }) => kind)).toEqual(['filled'])
  })

  test('a customer of whom a delivery told nothing but the profile is unknown, not without orders, until read', async () => {
    await stage.facts(...customer('11', opening))
    const segment = await create('number_of_orders = 0')
    await settle()
    const [profile] = customer('12', opening)
    if (profile === undefined) throw new Error('a customer has a profile')
    await stage.facts(profile)
    await settle()
    expect(await members(segment)).toEqual([1])
    // A walk over everyone passes over them too.
    await editSegment(stage.ctx, { shop: stage.shop, id: segment, rule: 'number_of_orders < 1' })
    await settle()
    expect(await members(segment)).toEqual([1])

    await stage.ctx.db.write(() => run('UPDATE customers SET suspect = NULL WHERE shop_id = ?', stage.shop))
    await stage.facts({ kind: 'tagsSeen', customer: '12', tags: [], at: opening }, { kind: 'totals', customer: '12', numberOfOrders: 3, amountSpent: 900, lastOrder: null, at: opening })
    await settle()
    expect(await members(segment)).toEqual([1])
    expect((await stage.ctx.db.read(() => history(stage.shop, segment))).filter((told) => told.customer === 2)).toEqual([])
    expect(await stage.ctx.db.read(() => all('SELECT number FROM customers WHERE facts_version > evaluated_version'))).toEqual([])
  })

  test('a ring gives its place to other shops when its turn is over, and asks for another', async () => {
    await stage.facts(...Array.from({ length: 900 }, (_, index) => customer(String(1_000 + index), opening)).flat())
    let wall = 0
    const impatient = { ...stage.ctx, wall: () => (wall += 4_000) }
    expect(await recomputeCustomers(impatient, { shop: stage.shop })).toEqual({ kind: 'stopped' })
    const behind = await stage.ctx.db.read(() => all('SELECT number FROM customers WHERE facts_version > evaluated_version'))
    expect(behind.length).toBeGreaterThan(0)
    expect(behind.length).toBeLessThan(900)
    await create('number_of_orders = 0')
    expect(await advanceBackfill({ ...impatient, wall: () => (wall += 6_000) }, { shop: stage.shop })).toEqual({ kind: 'stopped' })
    await recompute(impatient, stage.shop)
    expect([...stage.bells.rung.keys()]).toContain(`recompute ${stage.shop}`)
  })

  test('a customer who is deleted leaves every segment', async () => {
    await stage.facts(...customer('11', opening))
    const segment = await create('number_of_orders = 0')
    await settle()
    stage.step(1_000)
    await stage.facts({ kind: 'customerGone', customer: '11', at: opening + 1_000 })
    await settle()
    expect(await members(segment)).toEqual([])
    expect(await view(segment)).toMatchObject({ members: 0 })
  })

  test('a deleted segment loses its members at once and is no longer listed', async () => {
    await stage.facts(...customer('11', opening))
    const segment = await create('number_of_orders = 0')
    await settle()
    expect(await deleteSegment(stage.ctx, { shop: stage.shop, id: segment })).toEqual({ kind: 'deleted' })
    await settle()
    expect(await members(segment)).toEqual([])
    expect(await view(segment)).toBeUndefined()
    expect(await deleteSegment(stage.ctx, { shop: stage.shop, id: segment })).toEqual({ kind: 'missing' })
  })
})
