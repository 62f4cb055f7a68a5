// One native segment: looked at, taken over or made where it is missing, and changed where it differs from ours.
import { sameQuery, tagQuery } from '#app/core/language/tag-query.ts'
import { forgetNative, formerTags, keepNative, type Keeping, nameIn, type Native, noNative } from '#app/db/native-segments.ts'
import { obtainNative } from '#app/operations/native/obtain-native.ts'
import { commit, EVERY, objection, type Step, type Turn, WHILE_MOVING } from '#app/operations/native/stage.ts'
import type { NotRead } from '#app/shopify/nodes/reading.ts'
import { countMembers, readSegment, type Standing, updateSegment } from '#app/shopify/native-segments.ts'

/** Shopify takes no longer name. */
const LONGEST_NAME = 255

export async function bringInStep(turn: Turn, keeping: Keeping): Promise<Step> {
  const { ctx, shop } = turn
  const native = keeping.native ?? noNative
  const { former, nameThen } = await ctx.db.read(function* () {
    return { former: yield* formerTags(shop.id, keeping.id, keeping.tag), nameThen: yield* nameIn(shop.id, keeping.id, native.version) }
  })
  // Members move one by one: until the last has moved, either tag counts.
  const query = tagQuery([keeping.tag, ...former])
  const name = keeping.name.slice(0, LONGEST_NAME)
  const nextAt = ctx.now() + (former.length > 0 ? WHILE_MOVING : EVERY)

  const read = native.nativeId === null ? null : await readSegment(ctx.shopify, shop.domain, native.nativeId)
  if (read !== null && read.kind !== 'read') return keepObjection(turn, keeping, read)
  const standing = read?.value ?? null
  if (standing === null || madeTheirs(standing, native, query)) {
    // What is off is given no native segment, and loses its own for good when somebody deletes it.
    if (keeping.state === 'off' || !keeping.approved) return commit(turn, () => forgetNative(shop.id, keeping.id))
    return obtainNative(turn, keeping, { name, query })
  }
  const wanted: Standing = { id: standing.id, query, name: native.adopted && (nameThen === null || nameThen === keeping.name) ? standing.name : nameInStep(standing.name, name) }
  let stands = standing
  if (!sameQuery(standing.query, query) || standing.name !== wanted.name) {
    const written = await updateSegment(ctx.shopify, shop.domain, wanted)
    if (written.kind === 'invalid') return keepProblem(turn, keeping, written.message)
    if (written.kind !== 'written') return keepObjection(turn, keeping, written)
    stands = written.segment
  }
  const counted = await countMembers(ctx.shopify, shop.domain, stands.id)
  if (counted.kind !== 'read') return keepObjection(turn, keeping, counted)
  return commit(turn, () => keepNative(shop.id, keeping.id, {
    nativeId: stands.id, name: stands.name, query: stands.query, adopted: native.adopted, version: keeping.version,
    members: counted.value, countedAt: ctx.now(), nextAt, problem: null,
  }))
}

/** One that was taken over and since asks for something else by somebody's hand: it is left to them. */
const madeTheirs = ({ query }: Standing, native: Native, wanted: string): boolean => native.adopted && !sameQuery(query, native.query) && !sameQuery(query, wanted)

/** Shopify adds ` (2)` to a name that is taken. */
const nameInStep = (stands: string, wanted: string): string =>
  stands.startsWith(wanted) && /^(?: \(\d{1,3}\))?$/.test(stands.slice(wanted.length)) ? stands : wanted

async function keepObjection(turn: Turn, keeping: Keeping, answer: NotRead): Promise<Step> {
  const met = await objection(turn, answer)
  return met.kind === 'trouble' ? met : keepProblem(turn, keeping, met.message)
}

/** For the merchant to read; tried again in an hour, or when our segment changes. */
function keepProblem(turn: Turn, keeping: Keeping, problem: string): Promise<Step> {
  const { ctx, shop } = turn
  ctx.log.warn({ shop: shop.id, segment: keeping.id }, 'Shopify refuses a native segment: tried again in an hour')
  return commit(turn, () => keepNative(shop.id, keeping.id, { ...(keeping.native ?? noNative), version: keeping.version, nextAt: ctx.now() + EVERY, problem }))
}
