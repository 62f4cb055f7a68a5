// Stored memberships are looked at again by the naive path: an honest shop passes, a tampered one is found, its tags are left alone until somebody says so.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { placeOrder } from '#simulator/life/orders.ts'
import type { Customer } from '#simulator/store/model.ts'
import { createRandom } from '#simulator/store/random.ts'
import { auditOf } from '#app/db/audits.ts'
import { all, first, run } from '#app/db/sql.ts'
import { openEngine } from '#app/engine/open-engine.ts'
import type { Context } from '#app/operations/context.ts'
import { editSegment } from '#app/operations/segments/edit-segment.ts'
import { readSegment } from '#app/operations/segments/read-segment.ts'
import { setSegmentState } from '#app/operations/segments/set-segment-state.ts'
import { unfreezeSegment } from '#app/operations/segments/unfreeze-segment.ts'
import { auditMemberships } from '#app/operations/upkeep/audit-memberships.ts'
import { auditState } from '#app/operations/upkeep/audit-state.ts'
import { providers } from '#tests/database.ts'
import { openTaggedShop, type TaggedShop } from '#tests/journeys/tagged-shop.ts'

const CUSTOMERS = 60
/** One of each kind; named ones rest on others. */
const wide = {
  repeat: 'number_of_orders >= 2', lapsed: 'last_order_date < -90d AND number_of_orders > 0', recent: 'orders_placed MATCHES (date >= -180d, count >= 2)',
  spent: 'net_spent > 100', scored: 'spend_percentile >= 60', subscribed: "email_subscription_status = 'SUBSCRIBED'", 'not-repeat': "NOT in_segment('repeat')",
  tagged: "customer_tags CONTAINS 'repeat' OR customer_tags IS NULL", newly: "entered_segment('repeat') AND average_order_value > 20", 'not-known': "metafields.facts.nobody = 'x'",
}

describe.each(providers)('on %s', (provider) => {
  let stage: TaggedShop
  beforeEach(async () => { stage = await openTaggedShop(CUSTOMERS, provider) })
  afterEach(async () => { await stage.close() })

  /** One round to its end, whatever the time it takes. */
  const round = async (ctx: Context = stage.ctx) => {
    const before = await standing()
    for (let turn = 0; turn < 50; turn++) {
      await auditMemberships(ctx, { budgetMs: 60_000 })
      const after = await standing()
      if (after.roundEndedAt !== before.roundEndedAt || (after.cursor === 0 && after.checks > before.checks)) return
    }
    throw new Error('The round does not end.')
  }
  const standing = () => stage.ctx.db.read(() => auditOf(stage.shop))
  const state = () => auditState(stage.ctx, { shop: stage.shop })
  const members = (number: number) => stage.ctx.db.read(() => first<{ members: string }>('SELECT members FROM customers WHERE shop_id = ? AND number = ?', stage.shop, number))
  const write = (text: string, ...values: (string | number)[]) => stage.ctx.db.write(() => run(text, ...values))
  const tamper = (number: number, ids: readonly number[]) => write('UPDATE customers SET members = ? WHERE shop_id = ? AND number = ?', JSON.stringify(ids.map((id) => [id, 1])), stage.shop, number)
  const found = () => stage.ctx.db.read(() => all<{ segment_id: number; customer: number; stored: string; expected: string }>('SELECT segment_id, customer, stored, expected FROM audit_findings WHERE shop_id = ? ORDER BY segment_id, customer', stage.shop))
  /** The number of somebody who is not in the segment, or is. */
  const somebody = async (id: number, inIt: boolean): Promise<number> => {
    const row = await stage.ctx.db.read(() => first<{ number: number }>(
      `SELECT number FROM customers WHERE shop_id = ? AND deleted_at IS NULL AND members ${inIt ? '' : 'NOT '}LIKE ? ORDER BY number LIMIT 1`, stage.shop, `%[${id},%`))
    return row!.number
  }
  const inStore = async (number: number): Promise<Customer> => {
    const row = await stage.ctx.db.read(() => first<{ id: string }>('SELECT CAST(shopify_id AS TEXT) AS id FROM customers WHERE shop_id = ? AND number = ?', stage.shop, number))
    return stage.house.world.store.customers.get(Number(row!.id))!
  }
  const tagsOf = async (number: number): Promise<string[]> => (await inStore(number)).tags
  const errors = () => stage.house.said.filter(({ level }) => level === 'error')

  test('an honest shop passes a whole round, with every kind of rule, and goes on to the next', async () => {
    for (const [name, rule] of Object.entries(wide)) await stage.segment(name, rule)
    await stage.quiet()
    await round()
    const { checks, disagreements, roundEndedAt, frozen } = await state()
    expect({ disagreements, frozen }).toEqual({ disagreements: 0, frozen: [] })
    expect(checks).toBe(CUSTOMERS * Object.keys(wide).length)
    expect(roundEndedAt).not.toBeNull()

    // Life goes on, and so does time: the next round agrees as well.
    placeOrder(stage.house.world, createRandom(3), [...stage.house.world.store.customers.values()][7]!)
    stage.house.world.agenda.stepTo(stage.house.world.clock.now() + 40 * 86_400_000)
    for (const bell of ['recompute', 'backfill'] as const) await stage.ctx.ring(bell, stage.shop)
    await stage.quiet()
    await round()
    expect(await state()).toMatchObject({ checks: 2 * checks, disagreements: 0, frozen: [] })
    expect(errors()).toEqual([])
  }, 60_000)

  test('a membership changed behind our back is found and mended; its tag is left alone until it is allowed again', async () => {
    const repeat = await stage.segment('repeat', wide.repeat)
    const nobuy = await stage.segment('nobuy', 'number_of_orders = 0')
    await stage.quiet()
    const [wrong, other] = [await somebody(nobuy, true), await somebody(repeat, true)]
    await tamper(wrong, [nobuy, repeat])
    await round()
    expect(await found()).toEqual([{ segment_id: repeat, customer: wrong, stored: 'yes', expected: 'no' }])
    expect(errors()).toMatchObject([{ fields: { shop: stage.shop, segment: repeat, customer: wrong, stored: 'yes', expected: 'no' } }])
    expect(await state()).toMatchObject({ disagreements: 1, frozen: [{ id: repeat, name: 'repeat', tag: 'repeat', customers: 1 }] })
    expect((await readSegment(stage.ctx, { shop: stage.shop, id: repeat }))?.segment.frozen).toBe(true)
    await stage.quiet()
    expect(JSON.parse((await members(wrong))!.members)).toEqual([[nobuy, expect.any(Number)]])

    // Memberships go on; the frozen tag is neither added nor removed, the other one is.
    placeOrder(stage.house.world, createRandom(4), await inStore(wrong))
    placeOrder(stage.house.world, createRandom(5), await inStore(wrong))
    await stage.quiet()
    expect((JSON.parse((await members(wrong))!.members) as [number][]).map(([id]) => id)).toEqual([repeat])
    expect(await tagsOf(wrong)).not.toContain('repeat')
    expect(await tagsOf(wrong)).not.toContain('nobuy')
    await editSegment(stage.ctx, { shop: stage.shop, id: nobuy, rule: 'number_of_orders >= 2' })
    await stage.quiet()
    expect(await tagsOf(wrong)).toContain('nobuy')
    expect((await tagsOf(other)).filter((tag) => tag === 'repeat' || tag === 'nobuy').sort()).toEqual(['nobuy', 'repeat'])
    expect(await stage.ctx.db.read(() => all('SELECT number FROM customers WHERE shop_id = ? AND membership_version > settled_version', stage.shop))).toEqual([])

    expect(await unfreezeSegment(stage.ctx, { shop: stage.shop, id: repeat })).toEqual({ kind: 'unfrozen' })
    await stage.quiet()
    expect(await tagsOf(wrong)).toContain('repeat')
    expect(stage.storeTags(['repeat', 'nobuy'])).toEqual(await stage.wantedTags())
    expect(await found()).toEqual([])
    await round()
    expect(await state()).toMatchObject({ disagreements: 1, frozen: [] })
  }, 60_000)

  test('an edit of the rule, of the tag, or turning it off ends it; a new name and a pause do not', async () => {
    const id = await stage.segment('repeat', wide.repeat)
    await stage.quiet()
    const freeze = async () => {
      await tamper(await somebody(id, false), [id])
      await round()
      await stage.quiet()
    }
    const frozen = async () => (await state()).frozen.length === 1
    await freeze()
    await editSegment(stage.ctx, { shop: stage.shop, id, name: 'Again and again' })
    await setSegmentState(stage.ctx, { shop: stage.shop, id, state: 'paused' })
    await setSegmentState(stage.ctx, { shop: stage.shop, id, state: 'on' })
    await stage.quiet()
    expect(await frozen()).toBe(true)
    await editSegment(stage.ctx, { shop: stage.shop, id, rule: 'number_of_orders >= 1' })
    await stage.quiet()
    expect([await frozen(), await found()]).toEqual([false, []])
    await freeze()
    expect(await frozen()).toBe(true)
    await editSegment(stage.ctx, { shop: stage.shop, id, tag: 'again' })
    await stage.quiet()
    expect(await frozen()).toBe(false)
    await freeze()
    expect(await frozen()).toBe(true)
    await setSegmentState(stage.ctx, { shop: stage.shop, id, state: 'off' })
    await stage.quiet()
    expect(await frozen()).toBe(false)
    expect([...stage.storeTags(['again', 'repeat']).values()].flat()).toEqual([])
  }, 60_000)

  test('whoever is behind is passed over, and so is everyone while a rule is being taken in', async () => {
    const id = await stage.segment('repeat', wide.repeat)
    await stage.quiet()
    const outside = await somebody(id, false)
    await tamper(outside, [id])
    for (const [behind, mended] of [
      ['facts_version = evaluated_version + 1', 'facts_version = evaluated_version'], [`due_at = ${stage.ctx.now()}`, 'due_at = NULL'], ['profile_at = -1', 'profile_at = 1'],
    ] as const) {
      await write(`UPDATE customers SET ${behind} WHERE shop_id = ? AND number = ?`, stage.shop, outside)
      const { checks } = await standing()
      await round()
      expect([behind, (await standing()).checks - checks, await found()]).toEqual([behind, CUSTOMERS - 1, []])
      await write(`UPDATE customers SET ${mended} WHERE shop_id = ? AND number = ?`, stage.shop, outside)
    }
    const before = await standing()
    await write('UPDATE shops SET rules_version = rules_version + 1 WHERE id = ?', stage.shop)
    await auditMemberships(stage.ctx, { budgetMs: 60_000 })
    expect(await standing()).toEqual(before)
    expect(await found()).toEqual([])
  }, 60_000)

  test('what is mended, or has new facts, between the two looks freezes nothing', async () => {
    const id = await stage.segment('repeat', wide.repeat)
    await stage.quiet()
    const outside = await somebody(id, false)
    const between: Record<string, () => Promise<unknown>> = {
      mended: () => tamper(outside, []),
      stale: () => write('UPDATE customers SET facts_version = facts_version + 1 WHERE shop_id = ? AND number = ?', stage.shop, outside),
    }
    for (const [name, happens] of Object.entries(between)) {
      await tamper(outside, [id])
      let looks = 0
      const engine: Context['engine'] = {
        ...stage.ctx.engine,
        async audit(request) {
          const answer = await stage.ctx.engine.audit(request)
          if (answer !== null && answer.disagreements.length > 0 && ++looks === 1) await happens()
          return answer
        },
      }
      await round({ ...stage.ctx, engine })
      expect([name, looks, await found(), (await state()).frozen]).toEqual([name, 1, [], []])
    }
    expect(errors()).toEqual([])
  }, 60_000)

  test('a turn that runs out of time leaves the cursor, another process goes on from there, and what is frozen stays so', async () => {
    const id = await stage.segment('repeat', wide.repeat)
    await stage.quiet()
    let wall = Date.now()
    // Every look at this clock takes a second: one question a turn.
    const slow: Context = { ...stage.ctx, wall: () => (wall += 1_000) }
    await auditMemberships(slow, { budgetMs: 4_000 })
    const { cursor, checks } = await standing()
    expect([cursor, checks]).toEqual([20, 20])
    await tamper(await somebody(id, false), [id])
    await write('UPDATE leases SET expires_at = 0 WHERE shop_id = ?', stage.shop)

    const engine = openEngine({ databaseUrl: stage.house.fresh.url, memoryBytes: 1, onCrash: (why) => { throw new Error(why) } })
    try {
      const other: Context = { ...stage.ctx, engine, owner: 'another' }
      await round(other)
      expect(await standing()).toMatchObject({ cursor: 0, checks: CUSTOMERS, roundStartedAt: null })
      await round(other)
      expect(await auditState(other, { shop: stage.shop })).toMatchObject({ frozen: [{ id }], checks: 2 * CUSTOMERS })
    } finally {
      await engine.close()
    }
  }, 60_000)
})
