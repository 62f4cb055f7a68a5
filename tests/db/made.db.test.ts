// Counting what stands by when it was made, and the lines of the rounds: the same on both databases.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Round } from '#app/core/reconciliation.ts'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { countMade, countProducts, firstMade, idsMade } from '#app/db/made.ts'
import { keepRound, keptRounds, lastRoundOf, lastRounds } from '#app/db/reconciliations.ts'
import { installShop } from '#app/db/shops.ts'
import type { Sql } from '#app/db/sql.ts'
import { type FreshDatabase, freshDatabase, providers } from '#tests/database.ts'
import { order, product } from '#tests/db/some-changes.ts'
import { customer } from '#tests/journeys/people.ts'

const now = Date.UTC(2026, 10, 22, 9)
const day = 86_400_000
const round = (some: Partial<Round>): Round => ({ kind: 'changes', beganAt: now, endedAt: now, completeUpTo: now, lookedAt: 1, repaired: 0, problem: null, ...some })

describe.each(providers)('on %s', (provider) => {
  let fresh: FreshDatabase
  let shop: number
  const read = <T>(work: () => Sql<T>): Promise<T> => fresh.db.read(work)
  beforeEach(async () => {
    fresh = await freshDatabase(provider)
    shop = await fresh.db.write(function* () {
      return (yield* installShop('demo.myshopify.com', now)).id
    })
  })
  afterEach(() => fresh.close())

  test('who is gone, who was never read and orders that were only heard of are not counted', async () => {
    await fresh.db.write(function* () {
      for (const id of ['11', '12', '13']) yield* applyChanges(shop, customer(id, now), now)
      yield* applyChanges(shop, [{ kind: 'customerGone', customer: '12', at: now + 1 }, { kind: 'customerSuspect', customer: '14', why: 'test' }], now)
      yield* applyChanges(shop, [order('21', '11', now, { createdAt: now - day }), order('22', null, now, { createdAt: now - 3 * day }), order('23', '11', now, { createdAt: now - day })], now)
      yield* applyChanges(shop, [{ kind: 'orderGone', order: '23', at: now + 1 }, { kind: 'orderSuspect', order: '24', why: 'test' }], now)
    })
    expect(await read(() => countMade(shop, 'customers', now, now + 1))).toBe(2)
    expect(await read(() => countMade(shop, 'customers', now + 1, now * 2))).toBe(0)
    expect((await read(() => idsMade(shop, 'customers', 0, now * 2))).sort()).toEqual(['11', '13'])
    expect(await read(() => countMade(shop, 'orders', now - 2 * day, now))).toBe(1)
    expect(await read(() => idsMade(shop, 'orders', 0, now * 2))).toEqual(expect.arrayContaining(['21', '22']))
    expect(await read(() => firstMade(shop, 'orders'))).toBe(now - 3 * day)
    expect(await read(() => firstMade(shop + 1, 'orders'))).toBeNull()
  })

  test('products are counted a portion at a time, those that only an order has named left out', async () => {
    await fresh.db.write(() => applyChanges(shop, [...['1', '2', '3', '4', '5'].map((id) => product(id, now)), { kind: 'productGone', product: '3', at: now + 1 }, { kind: 'productSuspect', product: '6', why: 'test' }], now))
    expect(await read(() => countProducts(shop, 0, 4))).toEqual({ count: 3, last: 4 })
    expect(await read(() => countProducts(shop, 4, 4))).toEqual({ count: 1, last: null })
  })

  test('the last lines of a shop are kept, and a problem that goes on is one line', async () => {
    await fresh.db.write(function* () {
      for (let index = 0; index < keptRounds + 20; index++) yield* keepRound(shop, round({ lookedAt: index }))
      yield* keepRound(shop + 1, round({}))
    })
    const kept = await read(() => lastRounds(shop, 10_000))
    expect(kept).toHaveLength(keptRounds)
    expect(kept[0]?.lookedAt).toBe(keptRounds + 19)
    await fresh.db.write(function* () {
      for (const endedAt of [now + 1, now + 2]) yield* keepRound(shop, round({ problem: 'no-answer', completeUpTo: null, endedAt }))
      yield* keepRound(shop, round({ kind: 'counts', completeUpTo: null, repaired: 2 }))
    })
    expect(await read(() => lastRounds(shop, 2))).toEqual([round({ kind: 'counts', completeUpTo: null, repaired: 2 }), round({ problem: 'no-answer', completeUpTo: null, endedAt: now + 2 })])
    expect(await read(() => lastRounds(shop, 10, false))).toHaveLength(1)
    expect(await read(() => lastRoundOf(shop, 'changes'))).toMatchObject({ problem: null, lookedAt: keptRounds + 19 })
    expect(await read(() => lastRounds(shop + 1, 10))).toHaveLength(1)
  })
})
