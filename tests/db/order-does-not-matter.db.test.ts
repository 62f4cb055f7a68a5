// The law: changes shuffled, repeated and cut into any batches end in the same facts; what ties is marked, and a re-read heals it.
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FactChange } from '#app/core/facts/change.ts'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { installShop, shopById } from '#app/db/shops.ts'
import type { Database } from '#app/db/sql.ts'
import { clearSuspects, suspectsOf } from '#app/db/suspects.ts'
import { freshDatabase, providers } from '#tests/database.ts'
import type { FreshDatabase } from '#tests/database.ts'
import { dump } from '#tests/db/dump.ts'
import type { Dump } from '#tests/db/dump.ts'
import { tellStore } from '#tests/db/told-store.ts'
import type { ToldStore } from '#tests/db/told-store.ts'

describe.each(providers)('on %s', (provider) => {
  let fresh: FreshDatabase
  beforeEach(async () => {
    fresh = await freshDatabase(provider)
  })
  afterEach(() => fresh.close())

  test('whatever the order, the facts end as the store is', async () => {
    let shops = 0
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer(), async (life, post) => {
        const store = tellStore(chance(life), 80)
        const random = chance(post)
        const truth = await newShop(fresh.db, ++shops * 2)
        await apply(fresh.db, truth, [...store.readAll(), ...store.checkouts()])
        const expected = await dump(fresh.db, truth)

        const shop = await newShop(fresh.db, shops * 2 + 1)
        const birthsFirst = random(2) === 0
        if (birthsFirst) await apply(fresh.db, shop, store.births)
        for (const batch of batches(scrambled(birthsFirst ? store.told : [...store.births, ...store.told], random), random)) await apply(fresh.db, shop, batch)
        const before = await dump(fresh.db, shop)
        expect(withoutSuspects(before, before)).toEqual(withoutSuspects(expected, before))

        for (let round = 0; round < 3; round++) await readSuspects(fresh.db, shop, store)
        const after = await dump(fresh.db, shop)
        expect(after.suspects).toEqual({ customers: [], orders: [], products: [] })
        expect(after).toEqual(expected)
      }),
      { numRuns: provider === 'sqlite' ? 40 : 8, seed: 20_261_122 },
    )
  })
})

/** mulberry32: integers in [0, below) from a seed. */
function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

async function newShop(db: Database, number: number): Promise<number> {
  return (await db.write(() => installShop(`shop-${number}.myshopify.com`, 1))).id
}

const apply = (db: Database, shop: number, changes: readonly FactChange[]) => db.write(() => applyChanges(shop, changes, 5))

/** Every change at least once, some twice, in any order. */
function scrambled(changes: readonly FactChange[], random: (below: number) => number): FactChange[] {
  const all = changes.flatMap((change) => (random(4) === 0 ? [change, change] : [change]))
  return all.map((change): [number, FactChange] => [random(1_000_000), change]).sort(([a], [b]) => a - b).map(([, change]) => change)
}

function batches<T>(values: readonly T[], random: (below: number) => number): T[][] {
  const cut: T[][] = []
  for (let at = 0; at < values.length; ) {
    const size = 1 + random(12)
    cut.push(values.slice(at, at + size))
    at += size
  }
  return cut
}

/** What cannot be believed yet may differ, and so may orders that hang on it. */
function withoutSuspects({ customers, orders, products, checkouts }: Dump, { suspects }: Dump): object {
  const rest = (rows: Dump['customers'], without: string[]): object => Object.fromEntries(Object.entries(rows).filter(([id]) => !without.includes(id)))
  return { customers: rest(customers, suspects.customers), orders: rest(orders, suspects.orders), products: rest(products, suspects.products), checkouts }
}

async function readSuspects(db: Database, shop: number, store: ToldStore): Promise<void> {
  const readAt = (await db.read(() => shopById(shop)))?.factsVersion ?? 0
  await db.write(function* () {
    const answers: FactChange[] = []
    for (const [kind, read] of [['customers', store.readCustomer], ['orders', store.readOrder], ['products', store.readProduct]] as const) {
      const marks = yield* suspectsOf(shop, kind, 1_000)
      yield* clearSuspects(shop, kind, marks)
      answers.push(...marks.flatMap((mark) => read(mark.shopifyId)))
    }
    return yield* applyChanges(shop, answers, 6, { readAt })
  })
}
