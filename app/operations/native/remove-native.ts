// A deleted segment's native one goes with it, unless it was the merchant's before us or a live discount hangs on it.
import { sameQuery } from '#app/core/language/tag-query.ts'
import { forgetNative, keepNative, type Keeping, noNative, standingNatives } from '#app/db/native-segments.ts'
import { liveDiscountTitles } from '#app/db/segment-discounts.ts'
import { commit, EVERY, objection, type Step, type Turn } from '#app/operations/native/stage.ts'
import type { NotRead } from '#app/shopify/nodes/reading.ts'
import { findSegment, removeSegment } from '#app/shopify/native-segments.ts'

export async function removeNative(turn: Turn, keeping: Keeping): Promise<Step> {
  const { ctx, shop } = turn
  const native = keeping.native ?? noNative
  const inUse = await ctx.db.read(() => liveDiscountTitles(shop.id, keeping.id))
  // Without it the discount would be for nobody or for everybody; with it, for the tag's last members.
  if (native.adopted || inUse.length > 0) return commit(turn, () => forgetNative(shop.id, keeping.id))
  let id = native.nativeId
  if (id === null && native.query !== '') {
    const kept = await ctx.db.read(() => standingNatives(shop.id))
    const found = await findSegment(ctx.shopify, shop.domain, (segment) => kept.get(segment.id) === undefined && sameQuery(segment.query, native.query))
    if (found.kind !== 'read') return later(turn, keeping, found)
    id = found.value?.id ?? null
  }
  const removed = id === null ? null : await removeSegment(ctx.shopify, shop.domain, id)
  if (removed !== null && removed.kind !== 'removed' && removed.kind !== 'invalid') return later(turn, keeping, removed)
  if (removed?.kind === 'invalid') ctx.log.warn({ shop: shop.id, segment: keeping.id }, 'Shopify keeps a native segment whose own was deleted')
  return commit(turn, () => forgetNative(shop.id, keeping.id))
}

async function later(turn: Turn, keeping: Keeping, answer: NotRead): Promise<Step> {
  const met = await objection(turn, answer)
  if (met.kind === 'trouble') return met
  return commit(turn, () => keepNative(turn.shop.id, keeping.id, { ...(keeping.native ?? noNative), version: keeping.version, nextAt: turn.ctx.now() + EVERY, problem: met.message }))
}
