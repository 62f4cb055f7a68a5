// By tag, who carries it as ours according to the ledger, and who should have it according to the memberships: as bits, for shops of any size.
import { memberSet } from '#app/db/membership-sets.ts'
import { liveSegments } from '#app/db/segments.ts'
import { first, tuples } from '#app/db/sql.ts'
import { isOurs } from '#app/db/tag-ledger.ts'
import type { Context } from '#app/operations/context.ts'
import { breathe } from '#app/operations/rest.ts'

/** Customers in one look at the ledger. */
const STRIDE = 20_000

/** Numbers of customers of whom, for one of the tags, the ledger and the memberships differ; ascending. Null `fold` for all tags. */
export async function differing(ctx: Context, shop: number, fold: string | null): Promise<number[]> {
  const { wanted, end } = await ctx.db.read(function* () {
    const wanted = new Map<string, Uint8Array>()
    for (const { id, tagFolded, state } of yield* liveSegments(shop)) {
      if (state !== 'off' && (fold === null || tagFolded === fold)) wanted.set(tagFolded, (yield* memberSet(shop, id)).flat())
    }
    const row = yield* first<{ next_customer: number }>('SELECT next_customer FROM shops WHERE id = ?', shop)
    return { wanted, end: row?.next_customer ?? 0 }
  })
  const differs = new Uint8Array((end >> 3) + 1)
  const without = new Map([...wanted].map(([tag, bits]) => [tag, bits.slice()]))
  const mark = (number: number): void => void (differs[number >> 3]! |= 1 << (number & 7))
  for (let from = 0; from < end; from += STRIDE) {
    const rows = await ctx.db.read(() => tuples(
      `SELECT customer, tag_folded FROM tag_ledger WHERE shop_id = ? AND customer >= ? AND customer < ? AND ${isOurs}${fold === null ? '' : ' AND tag_folded = ?'}`,
      shop, from, from + STRIDE, ...(fold === null ? [] : [fold]),
    ))
    for (const [customer, tag] of rows as readonly (readonly [number, string])[]) {
      const bits = without.get(tag)
      if (bits !== undefined && (bits[customer >> 3]! & (1 << (customer & 7))) !== 0) bits[customer >> 3]! &= ~(1 << (customer & 7))
      else mark(customer)
    }
    await breathe()
  }
  for (const bits of without.values()) bits.forEach((byte, place) => { if (place < differs.length) differs[place]! |= byte })
  const numbers: number[] = []
  for (let number = 0; number < end; number++) if ((differs[number >> 3]! & (1 << (number & 7))) !== 0) numbers.push(number)
  return numbers
}
