// Looks through what was made in one stretch of time by id: what only one side has is read again from Shopify, where it is or is not.
import type { ShopifyId } from '#app/core/facts/facts.ts'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { doubtCustomers, idsMade } from '#app/db/made.ts'
import { pathsOf, type Shop, shopById } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import type { Doubtful } from '#app/operations/sync/counts-run.ts'
import { repairedBy, toldBefore } from '#app/operations/sync/repaired.ts'
import { askIds, type Stretch } from '#app/shopify/counts.ts'
import { customersWith, orders } from '#app/shopify/nodes/kinds.ts'
import { type NotRead, readByIds } from '#app/shopify/nodes/reading.ts'

/** `after`: where to go on; null when all of it was read. */
export type Healed = { readonly kind: 'healed'; readonly repaired: number; readonly after: ShopifyId | null } | NotRead

/** Pages a call: the caller looks at the clock and the budget in between. */
const pagesAtOnce = 3

export async function repairStretch(ctx: Context, shop: Shop, stretch: Stretch & Pick<Doubtful, 'after'>): Promise<Healed> {
  const theirs = await askIds(ctx.shopify, shop.domain, stretch)
  if (theirs.kind !== 'read') return theirs
  const ours = await ctx.db.read(() => idsMade(shop.id, stretch.of, stretch.from, stretch.to))
  const different = [...new Set(theirs.value).symmetricDifference(new Set(ours))].filter((id) => isAbove(id, stretch.after ?? '0')).sort((a, b) => (isAbove(a, b) ? 1 : -1))
  const reader = { shopify: ctx.shopify, shop: shop.domain, currency: shop.currency, now: ctx.now }
  const kind = stretch.of === 'orders' ? orders : customersWith(pathsOf(shop))
  const behind = (page: number): ShopifyId | null => (page * kind.perPage < different.length ? (different[page * kind.perPage - 1] ?? null) : null)
  let repaired = 0
  for (let page = 0; page < pagesAtOnce && page * kind.perPage < different.length; page++) {
    const factsVersion = (await ctx.db.read(() => shopById(shop.id)))?.factsVersion ?? 0
    const read = await readByIds(reader, kind, different.slice(page * kind.perPage, (page + 1) * kind.perPage))
    // What was healed so far counts; the next call meets what is in the way.
    if (read.kind !== 'read') return page === 0 ? read : { kind: 'healed', repaired, after: behind(page) }
    repaired += await applyRead(ctx, shop, read.value, factsVersion)
  }
  return { kind: 'healed', repaired, after: behind(pagesAtOnce) }
}

const isAbove = (one: ShopifyId, other: ShopifyId): boolean => BigInt(one) > BigInt(other)

async function applyRead(ctx: Context, shop: Shop, changes: Parameters<typeof applyChanges>[1], readAt: number): Promise<number> {
  const before = await toldBefore(ctx, shop.domain, ctx.now())
  const applied = await ctx.db.write(function* () {
    const applied = yield* applyChanges(shop.id, changes, ctx.now(), { readAt, compare: true })
    // An order that came or went changes the totals of its customer.
    if (changes.some(({ kind }) => kind === 'order' || kind === 'orderGone')) yield* doubtCustomers(shop.id, applied.touched, `orders were read ${ctx.now()}`)
    return applied
  })
  if (applied.touched.length > 0) await ctx.ring('recompute', shop.id)
  await ctx.ring('applyDeliveries', shop.id)
  return repairedBy(applied, changes, before)
}

