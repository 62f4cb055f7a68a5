// Makes a segment, unless its name, tag or rule cannot stand; it is off unless said otherwise, so that nothing happens unasked.
import { askBackfill } from '#app/db/backfills.ts'
import { noteClauses } from '#app/db/named-clauses.ts'
import { createSegment as create } from '#app/db/segments.ts'
import { lockShop } from '#app/db/shops.ts'
import { noteWanted } from '#app/db/wanted-metafields.ts'
import type { Context } from '#app/operations/context.ts'
import { checkDraft } from '#app/operations/segments/check-draft.ts'
import type { Refused } from '#app/operations/segments/draft-problems.ts'
import { viewOf, type SegmentView } from '#app/operations/segments/segment-view.ts'

export interface NewSegment {
  readonly shop: number
  readonly name: string
  readonly rule: string
  readonly tag: string
  readonly state?: 'on' | 'paused' | 'off'
}

export async function createSegment(ctx: Context, given: NewSegment): Promise<{ readonly kind: 'created'; readonly segment: SegmentView } | Refused> {
  const { shop, state = 'off' } = given
  const outcome = await ctx.db.write(function* () {
    // Two at a time would both find the tag free.
    yield* lockShop(shop)
    const checked = yield* checkDraft({ ...given, state, id: null })
    if (checked.kind === 'problems') return checked
    const segment = yield* create(shop, { ...checked.content, state }, ctx.now())
    yield* askBackfill(shop, segment.id, 'rule', ctx.now())
    return { kind: 'created' as const, segment, reads: yield* noteWanted(shop, ctx.now()), asks: yield* noteClauses(shop, ctx.now()) }
  })
  if (outcome.kind === 'problems') return outcome
  await ctx.ring('backfill', shop)
  if (outcome.reads) await ctx.ring('advanceSync', shop)
  if (outcome.asks) await ctx.ring('refreshClauses', shop)
  const view = viewOf(outcome.segment)
  if (view === null) throw new Error('A segment was deleted while it was made.')
  return { kind: 'created', segment: view }
}
