// Which discounts of the store are limited to native segments of ours, as Shopify tells it now.
import { standingNatives } from '#app/db/native-segments.ts'
import { dropUnseen, keepDiscount, noteInDiscount } from '#app/db/segment-discounts.ts'
import { commit, objection, on, type Step, type Turn } from '#app/operations/native/stage.ts'
import { type Discount, readDiscounts } from '#app/shopify/discounts.ts'

/** By fifties. What a store has beyond is not looked at, and what was known of it stays. */
const MOST_PAGES = 20

export async function refreshDiscounts(turn: Turn): Promise<Step> {
  const { ctx, shop } = turn
  const since = ctx.now()
  const natives = await ctx.db.read(() => standingNatives(shop.id))
  if (natives.size === 0) return on
  let after: string | null = null
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const read: Awaited<ReturnType<typeof readDiscounts>> = await readDiscounts(ctx.shopify, shop.domain, after)
    if (read.kind !== 'read') {
      const met = await objection(turn, read)
      if (met.kind === 'trouble') return met
      ctx.log.warn({ shop: shop.id }, 'Shopify does not tell the discounts: what was known of them stays')
      return on
    }
    await keep(turn, read.value.discounts, natives, since)
    after = read.value.after
    if (after === null) break
  }
  return commit(turn, function* () {
    if (after === null) yield* dropUnseen(shop.id, since)
    yield* noteInDiscount(shop.id)
  })
}

async function keep(turn: Turn, discounts: readonly Discount[], natives: ReadonlyMap<string, number>, now: number): Promise<void> {
  const ours = discounts.flatMap((discount) => discount.segments.flatMap((native) => {
    const segment = natives.get(native)
    return segment === undefined ? [] : [{ segment, discount }]
  }))
  if (ours.length === 0) return
  await commit(turn, function* () {
    for (const { segment, discount } of ours) yield* keepDiscount(turn.shop.id, segment, discount, now, false)
  })
}
