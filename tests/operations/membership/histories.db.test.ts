// Rules about entering and leaving other segments, on a real database: what one verdict changes the next one knows, and then all is at rest.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { all } from '#app/db/sql.ts'
import { createSegment } from '#app/operations/segments/create-segment.ts'
import { deleteSegment } from '#app/operations/segments/delete-segment.ts'
import { editSegment } from '#app/operations/segments/edit-segment.ts'
import { setSegmentState } from '#app/operations/segments/set-segment-state.ts'
import { setWrites } from '#app/operations/shop/set-writes.ts'
import { ringDue } from '#app/operations/upkeep/ring-due.ts'
import { providers } from '#tests/database.ts'
import { customer, order } from '#tests/journeys/people.ts'
import { opening, openStage, type ShopStage } from '#tests/journeys/shop-stage.ts'

const day = 86_400_000

describe.each(providers)('entered and left on %s', (provider) => {
  let stage: ShopStage
  beforeEach(async () => { stage = await openStage({ provider }) })
  afterEach(async () => {
    await stage.close()
    expect(stage.complaints).toEqual([])
  })

  const create = async (name: string, rule: string): Promise<number> => {
    const outcome = await createSegment(stage.ctx, { shop: stage.shop, name, rule, tag: name, state: 'on' })
    if (outcome.kind !== 'created') throw new Error(JSON.stringify(outcome))
    return outcome.segment.id
  }
  const members = (segment: number) => stage.ctx.engine.members({ shop: stage.shop, segment, after: 0, limit: 100 })
  const previewed = async (rule: string) => (await stage.ctx.engine.preview({ shop: stage.shop, rule, segment: null, now: stage.ctx.now() })).sample.members
  const told = (segment: number) => stage.ctx.db.read(() => all<{ kind: string; customer: number; at: number; reason: string }>(
    "SELECT kind, customer, at, reason FROM membership_changes WHERE shop_id = ? AND segment_id = ? AND kind <> 'filled' ORDER BY id", stage.shop, segment,
  ))
  /** Answers membership bells only, and finds nobody left to look at. */
  const settle = async () => {
    await setWrites(stage.ctx, { shop: stage.shop, enabled: false })
    await stage.settle()
    expect(await stage.ctx.db.read(() => all('SELECT number FROM customers WHERE facts_version > evaluated_version'))).toEqual([])
  }
  const passTo = async (instant: number) => {
    stage.step(instant - stage.ctx.now())
    await ringDue(stage.ctx)
    await settle()
  }

  test('whoever enters is found in the next pass, and no more at the midnight after the last day', async () => {
    await stage.facts(...customer('11', opening), ...customer('12', opening))
    const buyers = await create('Buyers', 'orders_placed MATCHES (count >= 1)')
    const fresh = await create('Fresh', "entered_segment('Buyers', date >= -30d)")
    const fresher = await create('Fresher', "in_segment('Fresh') AND entered_segment('Fresh')")
    await settle()
    stage.step(day)
    await stage.facts(order('91', '11', opening + day, 700))
    await settle()
    expect([await members(buyers), await members(fresh), await members(fresher)]).toEqual([[1], [1], [1]])
    expect(await told(fresh)).toEqual([{ kind: 'entered', customer: 1, at: opening + day, reason: 'event' }])
    expect(await previewed("left_segment('Buyers')")).toEqual([])
    expect(await previewed("entered_segment('Buyers', date = today)")).toEqual([1])

    // Entered on 23 November in Berlin: 23 December is the thirtieth day after.
    const ends = Date.UTC(2026, 11, 23, 23)
    await passTo(ends - 1)
    expect(await members(fresh)).toEqual([1])
    await passTo(ends + 2 * day)
    expect([await members(buyers), await members(fresh), await members(fresher)]).toEqual([[1], [], []])
    expect((await told(fresh)).at(-1)).toEqual({ kind: 'left', customer: 1, at: ends, reason: 'time' })
  })

  test('whoever leaves is found in the next pass, until they are back', async () => {
    await stage.facts(...customer('11', opening), order('91', '11', opening - 10 * day, 700), ...customer('12', opening))
    const active = await create('Active', 'last_order_date >= -30d')
    const lapsed = await create('Lapsed', "left_segment('Active', date >= -7d)")
    await settle()
    expect([await members(active), await members(lapsed)]).toEqual([[1], []])
    const leaves = Date.UTC(2026, 11, 12, 23)
    await passTo(leaves + day / 2)
    expect([await members(active), await members(lapsed)]).toEqual([[], [1]])
    await stage.facts(order('92', '11', stage.ctx.now(), 700))
    await settle()
    expect([await members(active), await members(lapsed)]).toEqual([[1], []])
    expect((await told(active)).map(({ kind, at }) => [kind, at])).toEqual([['left', leaves], ['entered', leaves + day / 2]])
  })

  test('a rule that would hold only between one verdict and the next never does', async () => {
    await stage.facts(...customer('11', opening))
    await create('Buyers', 'orders_placed MATCHES (count >= 1)')
    const older = await create('Older', "in_segment('Buyers') AND NOT entered_segment('Buyers', date = today)")
    await settle()
    await stage.facts(order('91', '11', opening, 700))
    await settle()
    expect(await told(older)).toEqual([])
    const tomorrow = Date.UTC(2026, 10, 22, 23)
    await passTo(tomorrow + 1_000)
    expect(await told(older)).toEqual([{ kind: 'entered', customer: 1, at: tomorrow, reason: 'time' }])
  })

  test('a cached block knows who entered and left since, whether a rule asked before or not', async () => {
    await stage.facts(...customer('11', opening), ...customer('12', opening), order('91', '11', opening, 700))
    const buyers = await create('Buyers', 'orders_placed MATCHES (count >= 1)')
    await settle()
    expect(await previewed("entered_segment('Buyers')")).toEqual([1])
    await stage.facts(order('92', '12', opening, 700))
    await settle()
    expect(await previewed("entered_segment('Buyers')")).toEqual([1, 2])
    const entered = await create('Entered', "entered_segment('Buyers')")
    const left = await create('Left', "left_segment('Buyers')")
    await settle()
    stage.step(day)
    await setSegmentState(stage.ctx, { shop: stage.shop, id: buyers, state: 'off' })
    await settle()
    expect([await members(entered), await members(left)]).toEqual([[], [1, 2]])
    expect(await previewed("left_segment('Buyers', date = today)")).toEqual([1, 2])
    expect(await previewed("left_segment('Buyers', date < today)")).toEqual([])
  })

  test('a circle is refused when saved, and what is asked for is not deleted', async () => {
    await stage.facts(...customer('11', opening))
    const first = await create('First', 'number_of_orders = 0')
    await create('Second', "left_segment('First')")
    expect(await editSegment(stage.ctx, { shop: stage.shop, id: first, rule: "entered_segment('Second', date >= -7d)" })).toMatchObject({ kind: 'problems', problems: { rule: [{ code: 'circle' }] } })
    expect(await editSegment(stage.ctx, { shop: stage.shop, id: first, rule: "NOT entered_segment('First')" })).toMatchObject({ kind: 'problems', problems: { rule: [{ code: 'own-name' }] } })
    expect(await deleteSegment(stage.ctx, { shop: stage.shop, id: first })).toMatchObject({ kind: 'asked-for', by: ['Second'] })
  })
})
