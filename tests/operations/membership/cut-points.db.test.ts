// Cut points as numbered facts of a shop: made when a rule first asks, made anew when the shop's day begins, and in between they stand; on both databases.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { backfillNeeded } from '#app/db/backfills.ts'
import { shopById, updateShop } from '#app/db/shops.ts'
import { all } from '#app/db/sql.ts'
import { advanceBackfill } from '#app/operations/membership/advance-backfill.ts'
import { askCutPoints } from '#app/operations/membership/ask-cut-points.ts'
import { createSegment } from '#app/operations/segments/create-segment.ts'
import { readSegment } from '#app/operations/segments/read-segment.ts'
import { setSegmentState } from '#app/operations/segments/set-segment-state.ts'
import { setWrites } from '#app/operations/shop/set-writes.ts'
import { ringForWork } from '#app/operations/upkeep/sweep.ts'
import { providers } from '#tests/database.ts'
import { customer, order } from '#tests/journeys/people.ts'
import { openStage, type ShopStage } from '#tests/journeys/shop-stage.ts'

const hour = 3_600_000
/** Saturday morning in New York; in the night to Monday its clocks have gone back: that day has 25 hours. */
const opening = Date.UTC(2026, 9, 31, 12)
const sunday = Date.UTC(2026, 10, 1, 4)
const monday = Date.UTC(2026, 10, 2, 5)

describe.each(providers)('cut points on %s', (provider) => {
  let stage: ShopStage
  let time = opening
  beforeEach(async () => {
    time = opening
    stage = await openStage({ provider, zone: 'America/New_York', now: () => time })
    await setWrites(stage.ctx, { shop: stage.shop, enabled: false })
    for (const one of [1, 2, 3, 4, 5]) await stage.facts(...customer(`1${one}`, opening - hour), order(`9${one}`, `1${one}`, opening - one * 48 * hour, one * 1000))
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
  const members = (segment: number) => stage.ctx.engine.members({ shop: stage.shop, segment, after: 0, limit: 100 })
  const kept = () => stage.ctx.db.read(() => all('SELECT number, at, checked_at FROM cut_points WHERE shop_id = ? ORDER BY number', stage.shop))
  const told = (segment: number) => stage.ctx.db.read(() => all('SELECT kind, customer, at, reason FROM membership_changes WHERE segment_id = ? ORDER BY id', segment))
  const rules = async () => (await stage.ctx.db.read(() => shopById(stage.shop)))?.rulesVersion
  /** What the sweep finds at that instant is done. */
  const sweepAt = async (instant: number): Promise<boolean> => {
    time = instant
    await ringForWork(stage.ctx)
    const rung = stage.bells.rung.has(`backfill ${stage.shop}`)
    await stage.settle()
    return rung
  }

  test('a first fill is held against them, an order against the same, and the next day against new ones', async () => {
    const top = await create('spend_percentile >= 75', 'top')
    const within = await create("in_segment('top') AND rfm_recency_score <= 4", 'within')
    const others = await create('gross_spent >= 40', 'others')
    await stage.settle()
    expect([await members(top), await members(within), await members(others)]).toEqual([[4, 5], [4, 5], [4, 5]])
    expect(await kept()).toEqual([{ number: 1, at: opening, checked_at: opening }])
    expect(await told(top)).toEqual([{ kind: 'filled', customer: null, at: opening, reason: 'rule' }])

    time = opening + hour
    await stage.facts(order('96', '11', time, 100_000))
    await stage.settle()
    expect(await members(top)).toEqual([1, 4, 5])
    expect((await told(top)).slice(1)).toEqual([{ kind: 'entered', customer: 1, at: opening + hour, reason: 'event' }])

    expect(await sweepAt(sunday - 1)).toBe(false)
    expect(await sweepAt(sunday)).toBe(true)
    expect(await kept()).toEqual([{ number: 1, at: opening, checked_at: opening }, { number: 2, at: sunday, checked_at: sunday }])
    expect([await members(top), await members(within)]).toEqual([[1, 5], [5]])
    const left = { kind: 'left', customer: 4, at: sunday, reason: 'cut points' }
    expect((await told(top)).slice(2)).toEqual([left])
    expect((await told(within)).at(-1)).toEqual(left)
    expect(await told(others)).toHaveLength(2)
  })

  test('by hand they are worked out again before the day is over: a new number where they moved, and the page says what stands', async () => {
    const top = await create('spend_percentile >= 75', 'top')
    const view = async () => (await readSegment(stage.ctx, { shop: stage.shop, id: top }))?.cutPoints
    const byHandAt = async (instant: number): Promise<void> => {
      time = instant
      await askCutPoints(stage.ctx, { shop: stage.shop })
    }
    expect(await view()).toEqual({ standing: null, awaited: true })
    await stage.settle()
    expect(await view()).toEqual({ standing: { number: 1, at: opening, checkedAt: opening }, awaited: false })

    await byHandAt(opening + hour)
    expect(await view()).toEqual({ standing: { number: 1, at: opening, checkedAt: opening }, awaited: true })
    await stage.settle()
    expect(await view()).toEqual({ standing: { number: 1, at: opening, checkedAt: opening + hour }, awaited: false })
    expect(await members(top)).toEqual([4, 5])

    time = opening + 2 * hour
    await stage.facts(order('96', '11', time, 100_000))
    await stage.settle()
    await byHandAt(opening + 3 * hour)
    await stage.settle()
    expect(await view()).toEqual({ standing: { number: 2, at: opening + 3 * hour, checkedAt: opening + 3 * hour }, awaited: false })
    expect(await members(top)).toEqual([1, 5])
    // The day that begins has its own all the same.
    expect(await sweepAt(sunday)).toBe(true)
    expect(await view()).toMatchObject({ standing: { number: 2, checkedAt: sunday } })

    const others = await create('gross_spent >= 40', 'others')
    expect((await readSegment(stage.ctx, { shop: stage.shop, id: others }))?.cutPoints).toBeNull()
  })

  test('what time brought at that midnight keeps its own instant and reason', async () => {
    const recent = await create('spend_percentile >= 75 AND orders_placed MATCHES (date >= -8d)', 'recent')
    await stage.settle()
    expect(await members(recent)).toEqual([4])
    await stage.facts(order('96', '11', time, 100_000))
    await stage.settle()
    time = sunday + 30_000
    await advanceBackfill(stage.ctx, { shop: stage.shop })
    expect(await kept()).toHaveLength(2)
    expect((await told(recent)).at(-1)).toEqual({ kind: 'left', customer: 4, at: sunday, reason: 'time' })
  })

  test('where nothing moved only the look is noted, once in each of the shop\'s days, however long it is', async () => {
    const top = await create('spend_percentile >= 75', 'top')
    await stage.settle()
    const before = await rules()
    expect(await sweepAt(sunday)).toBe(true)
    expect(await kept()).toEqual([{ number: 1, at: opening, checked_at: sunday }])
    expect(await sweepAt(monday - hour / 2)).toBe(false)
    expect(await sweepAt(monday)).toBe(true)
    expect(await sweepAt(monday + hour)).toBe(false)
    expect(await kept()).toEqual([{ number: 1, at: opening, checked_at: monday }])
    expect([await rules(), await stage.ctx.db.read(() => backfillNeeded(stage.shop)), (await told(top)).length]).toEqual([before, false, 1])
  })

  test('none are made where no rule in use asks, and a rule that comes back is held against those of its day', async () => {
    const rule = 'spend_percentile >= 75'
    expect(await stage.ctx.engine.preview({ shop: stage.shop, rule, segment: null, now: time })).toMatchObject({ count: 2, unknown: 0 })
    await create('gross_spent >= 40', 'others')
    await stage.settle()
    expect([await sweepAt(sunday), await kept()]).toEqual([false, []])
    const top = await create(rule, 'top')
    await stage.settle()
    await setSegmentState(stage.ctx, { shop: stage.shop, id: top, state: 'paused' })
    await stage.facts(order('96', '11', sunday, 100_000))
    await sweepAt(monday)
    expect(await kept()).toHaveLength(1)
    await setSegmentState(stage.ctx, { shop: stage.shop, id: top, state: 'on' })
    await stage.settle()
    expect(await members(top)).toEqual([1, 5])
    expect(await kept()).toHaveLength(2)
  })

  test('amounts of another currency are not compared with', async () => {
    const top = await create('spend_percentile >= 75', 'top')
    await stage.settle()
    await stage.ctx.db.write(() => updateShop(stage.shop, { currency: 'JPY' }))
    expect(await stage.ctx.engine.evaluate({ shop: stage.shop, numbers: [5], now: time })).toMatchObject({ rows: [{ members: [], unknowns: [top] }] })
    expect(await sweepAt(time + 1)).toBe(true)
    expect([(await kept()).length, await members(top)]).toEqual([2, [4, 5]])
  })
})
