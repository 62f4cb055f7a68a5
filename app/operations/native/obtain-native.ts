// Gives our segment its native one: the store's own if one asks for the same, otherwise a new one; never two, also when an answer stays away.
import { sameQuery } from '#app/core/language/tag-query.ts'
import { keepNative, type Keeping, noNative, standingNatives } from '#app/db/native-segments.ts'
import { commit, EVERY, objection, type Step, type Turn } from '#app/operations/native/stage.ts'
import type { NotRead } from '#app/shopify/nodes/reading.ts'
import { createSegment, findSegment } from '#app/shopify/native-segments.ts'

/** What it is then is looked at in the same turn: its version stays open. */
export async function obtainNative(turn: Turn, keeping: Keeping, wanted: { readonly name: string; readonly query: string }): Promise<Step> {
  const { ctx, shop } = turn
  const native = keeping.native ?? noNative
  /** A request to make it may have left, and its answer stayed away. */
  const asked = native.nativeId === null && native.query !== ''
  const kept = await ctx.db.read(() => standingNatives(shop.id))
  const found = await findSegment(ctx.shopify, shop.domain, ({ id, query }) => kept.get(id) === undefined && (sameQuery(query, wanted.query) || (asked && sameQuery(query, native.query))))
  if (found.kind !== 'read') return refused(turn, keeping, found)
  if (found.value !== null) {
    const { id, name, query } = found.value
    // What was not there before we asked for it is ours.
    return commit(turn, () => keepNative(shop.id, keeping.id, { ...noNative, nativeId: id, name, query, adopted: !asked }))
  }
  await commit(turn, () => keepNative(shop.id, keeping.id, { ...noNative, ...wanted }))
  const made = await createSegment(ctx.shopify, shop.domain, wanted)
  if (made.kind === 'invalid') return keepProblem(turn, keeping, made.message)
  if (made.kind !== 'written') return refused(turn, keeping, made)
  const { id, name, query } = made.segment
  ctx.log.info({ shop: shop.id, segment: keeping.id }, 'a native segment was made')
  return commit(turn, () => keepNative(shop.id, keeping.id, { ...noNative, nativeId: id, name, query }))
}

async function refused(turn: Turn, keeping: Keeping, answer: NotRead): Promise<Step> {
  const met = await objection(turn, answer)
  return met.kind === 'trouble' ? met : keepProblem(turn, keeping, met.message)
}

/** Nothing stands and nothing was done: for the merchant to read, and tried again in an hour or when our segment changes. */
function keepProblem(turn: Turn, keeping: Keeping, problem: string): Promise<Step> {
  const { ctx, shop } = turn
  ctx.log.warn({ shop: shop.id, segment: keeping.id }, 'Shopify refuses a native segment: tried again in an hour')
  return commit(turn, () => keepNative(shop.id, keeping.id, { ...noNative, version: keeping.version, nextAt: ctx.now() + EVERY, problem }))
}
