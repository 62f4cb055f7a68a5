// Changes gather before they are written: to and fro costs one write or none, nobody waits longer than twice the time, and whom a discount waits for comes first.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { first, run } from '#app/db/sql.ts'
import { createSegment } from '#app/operations/segments/create-segment.ts'
import { approveWrites } from '#app/operations/tagging/approve-writes.ts'
import { outlook } from '#app/operations/tagging/outlook.ts'
import { setSettleAfter } from '#app/operations/tagging/set-settle-after.ts'
import { settleTags } from '#app/operations/tagging/settle-tags.ts'
import type { Answer, Shopify } from '#app/shopify/shopify.ts'
import { providers } from '#tests/database.ts'
import { customer } from '#tests/journeys/people.ts'
import { opening, openStage, type ShopStage } from '#tests/journeys/shop-stage.ts'

interface Sent { readonly verb: string; readonly id: string; readonly tags: readonly string[] }

/** A store that does as it is told, and what it was told. */
function store(now: () => number): { readonly shopify: Shopify; readonly sent: Sent[] } {
  const sent: Sent[] = []
  const tags = new Map<string, Set<string>>()
  const answer = (document: string, variables: Record<string, unknown>): Answer<unknown> => {
    const data = Object.fromEntries([...document.matchAll(/(?<!\$)(add|remove)(\d+): /g)].map(([, verb = '', index = '']) => {
      const gid = variables[`i${index}`] as string
      const named = variables[`${verb}${index}`] as string[]
      const stands = tags.get(gid) ?? new Set()
      for (const tag of named) if (verb === 'add') stands.add(tag); else stands.delete(tag)
      tags.set(gid, stands)
      sent.push({ verb, id: gid.replace(/\D/g, ''), tags: named })
      return [`${verb}${index}`, { node: { id: gid, tags: [...stands], updatedAt: new Date(now()).toISOString() }, userErrors: [] }]
    }))
    return { kind: 'ok', data, cost: null }
  }
  return { sent, shopify: { ask: async <T>(_: string, document: string, variables: Record<string, unknown> = {}) => answer(document, variables) as Answer<T>, download: () => { throw new Error('nothing to download') }, budget: () => null, names: async () => new Map() } }
}

describe.each(providers)('on %s', (provider) => {
  let stage: ShopStage
  let sent: Sent[]
  let time: number
  const ids = ['11', '12', '13']
  beforeEach(async () => {
    time = opening
    const made = store(() => time)
    sent = made.sent
    stage = await openStage({ provider, shopify: made.shopify, now: () => time })
    await stage.facts(...ids.flatMap((id) => customer(id, opening)))
  })
  afterEach(() => stage.close())

  const segment = async (tag: string, rule: string): Promise<number> => {
    const made = await createSegment(stage.ctx, { shop: stage.shop, name: tag, rule, tag, state: 'on' })
    if (made.kind !== 'created') throw new Error(JSON.stringify(made))
    await approveWrites(stage.ctx, { shop: stage.shop, segments: [made.segment.id] })
    return made.segment.id
  }
  /** Everything but settling. */
  const recompute = async () => {
    await stage.ctx.ring('recompute', stage.shop)
    await stage.bells.answerAll({ ...stage.ctx, ring: async (bell, shop) => (bell === 'settle' ? undefined : stage.ctx.ring(bell, shop)) })
  }
  const orders = (id: string, numberOfOrders: number) => {
    time += 1_000
    return stage.facts({ kind: 'totals', customer: id, numberOfOrders, amountSpent: 0, lastOrder: null, at: time })
  }
  const settle = () => settleTags(stage.ctx, { shop: stage.shop })

  test('ten flips in a window cost one write or none, and no change waits for more than two of them', async () => {
    await segment('buyer', 'number_of_orders > 0')
    await stage.settle()
    await setSettleAfter(stage.ctx, { shop: stage.shop, ms: 60_000 })
    await recompute()
    expect(await settle()).toEqual({ kind: 'settled', mutations: 0 })
    // 11 ends where it began, 12 does not.
    const begun = time
    for (let flip = 1; flip <= 10; flip++) {
      await orders('11', flip % 2)
      if (flip < 10) await orders('12', flip % 2)
      await recompute()
      const end = await settle()
      expect(end).toMatchObject({ kind: 'gathering' })
    }
    expect(sent).toEqual([])
    time = begun + 62_500
    expect((await outlook(stage.ctx, { shop: stage.shop }))?.waiting).toBeGreaterThan(0)
    await settle()
    expect(sent).toEqual([{ verb: 'add', id: '12', tags: ['buyer'] }])

    // A change just after a window began waits for the next.
    await orders('11', 1)
    await recompute()
    expect(await settle()).toMatchObject({ kind: 'gathering' })
    await orders('13', 1)
    await recompute()
    const since = time
    time += 59_500
    await settle()
    expect(sent.map(({ id }) => id)).toEqual(['12', '11'])
    time = since + 2 * 60_000
    await settle()
    expect(sent.map(({ id }) => id)).toEqual(['12', '11', '13'])
    expect(await settle()).toEqual({ kind: 'settled', mutations: 0 })
  })

  test('who flips without end is written all the same', async () => {
    await segment('buyer', 'number_of_orders > 0')
    await stage.settle()
    await setSettleAfter(stage.ctx, { shop: stage.shop, ms: 10_000 })
    await recompute()
    await settle()
    for (let flip = 1; flip <= 25; flip++) {
      await orders('11', flip % 2)
      await recompute()
      await settle()
    }
    expect(sent.length).toBeGreaterThanOrEqual(1)
    expect(sent.length).toBeLessThanOrEqual(3)
  })

  test('tags that a live discount asks for are written before all others', async () => {
    const gold = await segment('gold', 'number_of_orders > 4')
    await segment('buyer', 'number_of_orders > 0')
    await stage.settle()
    await stage.ctx.db.write(() => run('UPDATE segments SET in_discount = ? WHERE id = ?', true, gold))
    await orders('11', 1)
    await recompute()
    await orders('12', 1)
    await recompute()
    await orders('13', 5)
    await recompute()
    expect((await outlook(stage.ctx, { shop: stage.shop }))).toMatchObject({ waiting: 3, first: 1 })
    await settle()
    expect(sent.map(({ id }) => id)[0]).toBe('13')
    expect(sent).toHaveLength(3)
    expect(await stage.ctx.db.read(() => first('SELECT number FROM customers WHERE settle_first'))).toBeUndefined()
  })
})
