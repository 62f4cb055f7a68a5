// The sets of a segment's members say what the rows of the customers say, whatever happens; and what stands is what asking everyone anew would answer.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { FactChange } from '#app/core/facts/change.ts'
import { readStandings, readUnknowns } from '#app/core/membership/stored.ts'
import { setsOf } from '#app/db/membership-sets.ts'
import { liveSegments } from '#app/db/segments.ts'
import { shopById, updateShop } from '#app/db/shops.ts'
import { all, run } from '#app/db/sql.ts'
import { eraseCustomer } from '#app/operations/intake/erase-customer.ts'
import { eraseShop } from '#app/operations/intake/erase-shop.ts'
import { createSegment } from '#app/operations/segments/create-segment.ts'
import { deleteSegment } from '#app/operations/segments/delete-segment.ts'
import { editSegment } from '#app/operations/segments/edit-segment.ts'
import { setSegmentState } from '#app/operations/segments/set-segment-state.ts'
import { setWrites } from '#app/operations/shop/set-writes.ts'
import { dropDeleted } from '#app/operations/upkeep/drop-deleted.ts'
import { dice } from '../../../bench/dice.ts'
import { providers, type Provider } from '#tests/database.ts'
import { customer, order } from '#tests/journeys/people.ts'
import { opening, openStage, type ShopStage } from '#tests/journeys/shop-stage.ts'

const DAY = 86_400_000
const rules = [
  'number_of_orders = 0', 'orders_placed MATCHES (count >= 2)', "customer_tags CONTAINS 'gold'", 'last_order_date >= -3d', 'orders_placed MATCHES (date >= -5d, count >= 1)',
  "customer_tags NOT CONTAINS 'gold'", "in_segment('base')", "NOT in_segment('base')",
]

/** Numbers by segment, as the rows of the customers have them and as the sets have them. */
async function both({ ctx, shop }: ShopStage): Promise<{ rows: string[]; sets: string[]; counted: string[]; counts: string[] }> {
  return ctx.db.read(function* () {
    const rows: string[] = []
    const counted = new Map<number, [number, number]>()
    for (const { number, members, unknowns } of yield* all<{ number: number; members: string; unknowns: string }>('SELECT number, members, unknowns FROM customers WHERE shop_id = ?', shop)) {
      for (const { segment } of readStandings(members)) rows.push(`${segment} member ${number}`)
      for (const segment of readUnknowns(unknowns)) rows.push(`${segment} unknown ${number}`)
      for (const { segment } of readStandings(members)) counted.set(segment, [(counted.get(segment)?.[0] ?? 0) + 1, counted.get(segment)?.[1] ?? 0])
      for (const segment of readUnknowns(unknowns)) counted.set(segment, [counted.get(segment)?.[0] ?? 0, (counted.get(segment)?.[1] ?? 0) + 1])
    }
    const sets = [...(yield* setsOf(shop))].flatMap(([segment, { members, unknowns }]) => [
      ...Array.from(members.numbers(), (number) => `${segment} member ${number}`), ...Array.from(unknowns.numbers(), (number) => `${segment} unknown ${number}`),
    ])
    const counts = (yield* liveSegments(shop)).map(({ id, members, unknowns }) => `${id} ${members} ${unknowns}`)
    return { rows: rows.sort(), sets: sets.sort(), counts, counted: (yield* liveSegments(shop)).map(({ id }) => `${id} ${(counted.get(id) ?? [0, 0]).join(' ')}`) }
  })
}

async function expectSame(stage: ShopStage, what: string): Promise<void> {
  const { rows, sets, counts, counted } = await both(stage)
  expect({ what, sets, counts }).toEqual({ what, sets: rows, counts: counted })
}

/** What stands of segments that are on, against the answers for everyone asked by name. */
async function expectAsAnew({ ctx, shop }: ShopStage, what: string): Promise<void> {
  const stored = await ctx.db.read(() => all<{ number: number; members: string; unknowns: string; due_at: number | null }>(
    'SELECT number, members, unknowns, due_at FROM customers WHERE shop_id = ? AND (profile_at > 0 OR facts_version > 0) ORDER BY number', shop,
  ))
  const evaluated = await ctx.engine.evaluate({ shop, numbers: stored.map(({ number }) => number), now: ctx.now() })
  const paused = new Set(evaluated.paused)
  const standing = stored.map(({ number, members, unknowns, due_at }) => ({
    number, members: readStandings(members).map(({ segment }) => segment).filter((id) => !paused.has(id)), unknowns: readUnknowns(unknowns).filter((id) => !paused.has(id)), dueAt: due_at,
  }))
  // Who is a member stays one while it is not known.
  const answered = evaluated.rows.map(({ number, members, unknowns, dueAt }, index) => ({
    number, members: [...members, ...unknowns.filter((id) => standing[index]?.members.includes(id))].sort((a, b) => a - b), unknowns, dueAt,
  }))
  expect({ what, standing }).toEqual({ what, standing: answered })
}

/** One thing that may happen to a shop, chosen by `random`. */
async function happens(stage: ShopStage, random: () => number, step: number): Promise<string> {
  const { ctx, shop } = stage
  const below = (limit: number): number => Math.floor(random() * limit)
  const someone = (): string => String(100 + below(40))
  const now = ctx.now()
  const segments = await ctx.db.read(() => liveSegments(shop))
  const one = segments[below(segments.length)]
  const facts = async (what: string, ...changes: FactChange[]): Promise<string> => {
    await stage.facts(...changes)
    return what
  }
  switch (below(11)) {
    case 0: return facts('an order', order(`9${step}`, someone(), now, 5_000))
    case 1: return facts('a tag', { kind: 'tagsChanged', customer: someone(), added: ['gold'], removed: [], at: now })
    case 2: return facts('no tag', { kind: 'tagsChanged', customer: someone(), added: [], removed: ['gold'], at: now })
    case 3: return facts('gone', { kind: 'customerGone', customer: someone(), at: now })
    case 4: return facts('merged', { kind: 'customersMerged', gone: someone(), kept: someone(), at: now })
    case 5: return facts('totals', { kind: 'totals', customer: someone(), numberOfOrders: below(4), amountSpent: 100, lastOrder: null, at: now })
    case 6: {
      stage.step((1 + below(3)) * DAY)
      return 'days'
    }
    case 7: {
      const row = await ctx.db.read(() => shopById(shop))
      if (row) await eraseCustomer(ctx, row, someone(), [])
      return 'erased'
    }
    case 8: {
      await createSegment(ctx, { shop, name: `made ${step}`, rule: rules[below(rules.length)]!, tag: `made-${step}`, state: 'on' })
      return 'created'
    }
    case 9: {
      if (one === undefined) return 'nothing'
      await editSegment(ctx, { shop, id: one.id, rule: rules[below(6)]! })
      return 'edited'
    }
    default: {
      if (one === undefined) return 'nothing'
      const state = (['on', 'paused', 'off', 'deleted'] as const)[below(4)]!
      if (state === 'deleted' && segments.length > 3) await deleteSegment(ctx, { shop, id: one.id })
      else if (state !== 'deleted') await setSegmentState(ctx, { shop, id: one.id, state })
      return state
    }
  }
}

/** The statement that fills the sets of a database that was there before them. */
function fillingStatement(provider: Provider): string {
  const folder = provider === 'sqlite' ? 'prisma/migrations' : 'prisma/postgres/migrations'
  const text = readFileSync(new URL(`../../../${folder}/20261201000000_membership_sets/migration.sql`, import.meta.url), 'utf8')
  return text.slice(text.indexOf('INSERT INTO "membership_sets"')).replace(/;\s*$/, '')
}

describe.each(providers)('sets of members on %s', (provider) => {
  test.each([1, 2, 3])('follow whatever happens to a shop (seed %i)', async (seed) => {
    const random = dice(seed)
    const stage = await openStage({ provider })
    const { ctx, shop } = stage
    try {
      await setWrites(ctx, { shop, enabled: false })
      await ctx.db.write(() => updateShop(shop, { historyFrom: opening - 60 * DAY }))
      for (let id = 100; id < 140; id++) await stage.facts(...customer(String(id), opening - 90 * DAY), { kind: 'totals', customer: String(id), numberOfOrders: id % 3, amountSpent: 0, lastOrder: null, at: opening })
      for (const [index, rule] of rules.slice(0, 4).entries()) await createSegment(ctx, { shop, name: index === 0 ? 'base' : `first ${index}`, rule, tag: `first-${index}`, state: 'on' })
      await stage.settle()
      await expectSame(stage, 'filled')
      expect((await both(stage)).sets.some((line) => line.includes('unknown'))).toBe(true)
      for (let step = 0; step < 45; step++) {
        const what = `${step}: ${await happens(stage, random, step)}`
        await expectSame(stage, what)
        if (random() < 0.4) continue
        await stage.settle()
        await dropDeleted(ctx)
        await expectSame(stage, `${what}, settled`)
        await expectAsAnew(stage, what)
      }
      const { rows } = await both(stage)
      await ctx.db.write(function* () {
        yield* run('DELETE FROM membership_sets')
        yield* run(fillingStatement(provider))
      })
      expect((await both(stage)).sets).toEqual(rows)
      const row = await ctx.db.read(() => shopById(shop))
      if (row) await eraseShop(ctx, row)
      expect(await ctx.db.read(() => all('SELECT chunk FROM membership_sets'))).toEqual([])
      expect(stage.complaints).toEqual([])
    } finally {
      await stage.close()
    }
  })
})
