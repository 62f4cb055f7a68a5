// What keeping memberships true costs: one evaluation for every event and for every instant at which a verdict runs out, however late we look.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { workOf, workOfAll } from '#app/db/evaluation-work.ts'
import { updateShop } from '#app/db/shops.ts'
import { all } from '#app/db/sql.ts'
import { createSegment } from '#app/operations/segments/create-segment.ts'
import { editSegment } from '#app/operations/segments/edit-segment.ts'
import { recomputeCustomers } from '#app/operations/membership/recompute-customers.ts'
import { providers } from '#tests/database.ts'
import { customer, order } from '#tests/journeys/people.ts'
import { opening, openStage, type ShopStage } from '#tests/journeys/shop-stage.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

describe.each(providers)('work on %s', (provider) => {
  let stage: ShopStage
  let segment: number
  beforeEach(async () => {
    stage = await openStage({ provider })
    await stage.ctx.db.write(() => updateShop(stage.shop, { writesEnabled: false }))
    await stage.facts(...customer('11', opening - 100 * day), ...customer('12', opening - 100 * day))
    // Out after an hour, in again from the second to the third.
    segment = await create('hours', 'orders_placed MATCHES (date >= -60min) OR orders_placed MATCHES (date BETWEEN -180min AND -120min)')
    await create('month', 'last_order_date >= -30d')
    await stage.settle()
  })
  afterEach(async () => {
    await stage.close()
    expect(stage.complaints).toEqual([])
  })

  const create = async (tag: string, rule: string): Promise<number> => {
    const made = await createSegment(stage.ctx, { shop: stage.shop, name: tag, rule, tag, state: 'on' })
    if (made.kind !== 'created') throw new Error(JSON.stringify(made))
    return made.segment.id
  }
  const work = async () => {
    const { since: _, ...counts } = (await stage.ctx.db.read(() => workOf(stage.shop))) ?? { since: 0, evaluations: 0, events: 0, flips: 0 }
    return counts
  }
  const told = () => stage.ctx.db.read(() => all('SELECT kind, at, reason FROM membership_changes WHERE segment_id = ? AND customer IS NOT NULL ORDER BY id', segment))
  const flips = [
    { kind: 'left', at: opening + hour + 1, reason: 'time' }, { kind: 'entered', at: opening + 2 * hour + 1, reason: 'time' }, { kind: 'left', at: opening + 3 * hour + 1, reason: 'time' },
  ]

  test('an event is one evaluation, and so is each instant at which time decides', async () => {
    const before = await work()
    await stage.facts(order('91', '11', opening, 5_000))
    await stage.settle()
    expect(await work()).toEqual({ ...before, evaluations: before.evaluations + 1, events: before.events + 1 })
    for (const { at } of flips) {
      stage.step(at - stage.ctx.now())
      await stage.settle()
    }
    expect(await work()).toEqual({ evaluations: before.evaluations + 4, events: before.events + 1, flips: before.flips + 3 })
    expect(await told()).toEqual([{ kind: 'entered', at: opening, reason: 'event' }, ...flips])
    // Nothing is due and nobody changed: nothing is done.
    await stage.settle()
    expect((await work()).evaluations).toBe(before.evaluations + 4)
    expect(await stage.ctx.db.read(workOfAll)).toMatchObject(await work())
  })

  test('a late look costs as many as there were flips, and tells each at its instant', async () => {
    await stage.facts(order('91', '11', opening, 5_000), order('92', '12', opening, 5_000))
    await stage.settle()
    const before = await work()
    stage.step(2 * day)
    await stage.settle()
    const after = await work()
    expect([after.evaluations - before.evaluations, after.events - before.events, after.flips - before.flips]).toEqual([6, 0, 6])
    expect((await told()).slice(2)).toEqual(flips.flatMap((flip) => [flip, flip]))
  })

  test('an event that comes with a flip does not hide what time brought before it', async () => {
    await stage.facts(order('91', '11', opening, 5_000))
    await stage.settle()
    const before = await work()
    stage.step(hour + 10 * minute)
    await stage.facts(order('92', '11', opening + hour + 10 * minute, 700))
    await stage.settle()
    const after = await work()
    expect(after.evaluations - before.evaluations).toBe(after.events + after.flips - before.events - before.flips)
    expect((await told()).slice(1)).toMatchObject([flips[0]!, { kind: 'entered', at: opening + hour + 10 * minute }])
  })

  test('what a new rule changes is not told as brought by time', async () => {
    await stage.facts(order('91', '11', opening, 5_000))
    await stage.settle()
    stage.step(hour + 1)
    await editSegment(stage.ctx, { shop: stage.shop, id: segment, rule: 'orders_counted = 0' })
    // Before the walk over everyone has come to them.
    await recomputeCustomers(stage.ctx, { shop: stage.shop })
    await stage.settle()
    expect((await told()).slice(1)).toEqual([{ kind: 'left', at: opening + hour + 1, reason: 'rule' }, { kind: 'entered', at: opening + hour + 1, reason: 'rule' }])
  })
})
