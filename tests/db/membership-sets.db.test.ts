// Sets of members: pages give everyone once, however far apart they stand, and nobody who is gone.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { changeSets, dropSets, livingMembers, membersAfter, setsOf } from '#app/db/membership-sets.ts'
import { many } from '#app/db/sql.ts'
import { freshDatabase, providers, type FreshDatabase } from '#tests/database.ts'

describe.each(providers)('sets of members on %s', (provider) => {
  let fresh: FreshDatabase
  beforeEach(async () => { fresh = await freshDatabase(provider) })
  afterEach(() => fresh.close())

  const add = (shop: number, segment: number, numbers: readonly number[], stands = true) =>
    fresh.db.write(() => changeSets(shop, numbers.map((number) => ({ segment, unknown: false, number, stands }))))
  const pages = async (segment: number, limit: number): Promise<number[]> => {
    const numbers: number[] = []
    for (;;) {
      const page = await fresh.db.read(() => membersAfter(1, segment, numbers.at(-1) ?? 0, limit))
      if (page.length === 0) return numbers
      numbers.push(...page)
    }
  }

  test('are paged to their end, without those who are gone', async () => {
    const far = Array.from({ length: 100 }, (_, index) => 1 + index * 5_000)
    const near = Array.from({ length: 300 }, (_, index) => 700_000 + index)
    const gone = [far[0]!, far[50]!, ...near.slice(40, 90)]
    await add(1, 7, [...far, ...near])
    await add(1, 8, [5])
    await add(2, 7, [6])
    await fresh.db.write(() => many('INSERT INTO customers (shop_id, number, shopify_id, deleted_at) VALUES (1, ?, ?, 9)', gone.map((number) => [number, number])))
    await fresh.db.write(() => many(`UPDATE customers SET members = '[[7,1]]' WHERE shop_id = 1 AND number = ?`, gone.map((number) => [number])))
    const left = [...far, ...near].filter((number) => !gone.includes(number))
    for (const limit of [7, 50, 1_000]) expect(await pages(7, limit)).toEqual(left)
    expect([...(await fresh.db.read(() => livingMembers(1, 7)))]).toEqual(left)
    expect(await pages(8, 10)).toEqual([5])
  })

  test('keep nothing of a segment that is dropped, and no row where nobody stands', async () => {
    await add(1, 7, [1, 9_000])
    await add(1, 8, [1])
    await add(1, 8, [1], false)
    await add(2, 7, [3])
    await fresh.db.write(() => dropSets(1, 7))
    expect((await fresh.db.read(() => setsOf(1))).size).toBe(0)
    expect([...(await fresh.db.read(() => setsOf(2)))].map(([segment, { members }]) => [segment, [...members.numbers()]])).toEqual([[7, [3]]])
  })
})
