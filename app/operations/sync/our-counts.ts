// How many customers, orders and products we hold, counted in pieces, so that nobody waits for a count.
import { countMade, countProducts, firstMade } from '#app/db/made.ts'
import type { Context } from '#app/operations/context.ts'
import { breathe } from '#app/operations/rest.ts'
import type { Stretch } from '#app/shopify/counts.ts'

const piece = 30 * 86_400_000
const productsAtOnce = 5_000

export async function ourCount(ctx: Context, shop: number, { of, from, to }: Stretch): Promise<number> {
  const first = (await ctx.db.read(() => firstMade(shop, of))) ?? Infinity
  let count = 0
  for (let start = Math.max(from, first); start < to; start += piece) {
    count += await ctx.db.read(() => countMade(shop, of, start, Math.min(to, start + piece)))
    await breathe()
  }
  return count
}

export async function ourProducts(ctx: Context, shop: number): Promise<number> {
  let count = 0
  let after: number | null = 0
  while (after !== null) {
    const from: number = after
    const some: { readonly count: number; readonly last: number | null } = await ctx.db.read(() => countProducts(shop, from, productsAtOnce))
    count += some.count
    after = some.last
    await breathe()
  }
  return count
}
