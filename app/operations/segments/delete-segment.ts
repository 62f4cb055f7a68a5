// Deletes a segment, unless rules ask for it by name or a discount needs it and that was not said to be meant: it is off at once, its tags are taken off, and upkeep drops the row when the last one is gone.
import { askBackfill } from '#app/db/backfills.ts'
import { noteClauses } from '#app/db/named-clauses.ts'
import { liveDiscountTitles } from '#app/db/segment-discounts.ts'
import { changeSegment, liveSegments } from '#app/db/segments.ts'
import { lockShop } from '#app/db/shops.ts'
import type { Sql } from '#app/db/sql.ts'
import { noteWanted } from '#app/db/wanted-metafields.ts'
import type { Context } from '#app/operations/context.ts'
import { askedForBy, askedForTrouble } from '#app/operations/segments/asked-for.ts'

export type SegmentDeleted =
  | { readonly kind: 'deleted' | 'missing' }
  /** The rules of others ask for it; `why` says so to the merchant. */
  | { readonly kind: 'asked-for'; readonly by: readonly string[]; readonly why: string }
  /** Discounts hang on it, by title; it goes when that is said to be meant. */
  | { readonly kind: 'in-discount'; readonly by: readonly string[]; readonly why: string }

export async function deleteSegment(ctx: Context, { shop, id, despiteDiscounts = false }: { readonly shop: number; readonly id: number; readonly despiteDiscounts?: boolean }): Promise<SegmentDeleted> {
  const outcome = await ctx.db.write(() => markDeleted(shop, id, despiteDiscounts, ctx.now()))
  if (outcome.kind !== 'deleted') return outcome
  await ctx.ring('backfill', shop)
  await ctx.ring('native', shop)
  if (outcome.reads) await ctx.ring('advanceSync', shop)
  return { kind: 'deleted' }
}

type Marked = Exclude<SegmentDeleted, { readonly kind: 'deleted' | 'missing' }> | { readonly kind: 'missing' } | { readonly kind: 'deleted'; readonly reads: boolean }

function* markDeleted(shop: number, id: number, despiteDiscounts: boolean, now: number): Sql<Marked> {
  yield* lockShop(shop)
  const live = yield* liveSegments(shop)
  const segment = live.find((one) => one.id === id)
  if (segment === undefined) return { kind: 'missing' }
  const by = askedForBy(segment, live)
  if (by.length > 0) return { kind: 'asked-for', by, why: askedForTrouble(by, 'delete') }
  const discounts = despiteDiscounts ? [] : yield* liveDiscountTitles(shop, id)
  if (discounts.length > 0) return { kind: 'in-discount', by: discounts, why: `Discounts are limited to this segment: ${discounts.map((title) => `“${title}”`).join(', ')}. Nobody could use them any more.` }
  yield* changeSegment(shop, id, { state: 'deleted' }, now)
  yield* askBackfill(shop, id, 'state', now, segment.frozenAt !== null)
  const reads = yield* noteWanted(shop, now)
  yield* noteClauses(shop, now)
  return { kind: 'deleted', reads }
}
