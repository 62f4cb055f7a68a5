// Turns a segment on, pauses it (frozen, tags stay) or turns it off (nobody belongs, tags are taken off).
import { askBackfill } from '#app/db/backfills.ts'
import { noteClauses } from '#app/db/named-clauses.ts'
import { changeSegment, segmentById } from '#app/db/segments.ts'
import { lockShop } from '#app/db/shops.ts'
import { run } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'
import { checkDraft } from '#app/operations/segments/check-draft.ts'
import type { Refused } from '#app/operations/segments/draft-problems.ts'
import { viewOf, type SegmentView } from '#app/operations/segments/segment-view.ts'

export interface StateChange {
  readonly shop: number
  readonly id: number
  readonly state: 'on' | 'paused' | 'off'
}
export type StateSet = { readonly kind: 'set'; readonly segment: SegmentView } | { readonly kind: 'missing' } | Refused

export async function setSegmentState(ctx: Context, { shop, id, state }: StateChange): Promise<StateSet> {
  const outcome = await ctx.db.write(function* () {
    yield* lockShop(shop)
    const old = yield* segmentById(shop, id)
    if (old === undefined || old.state === 'deleted') return { kind: 'missing' as const }
    if (old.state === state) return { kind: 'set' as const, segment: old, moved: false, asks: false }
    if (state === 'on') {
      // What was fine when it was last on may be a circle by now. Whatever its rule has become, it can be paused and turned off.
      const checked = yield* checkDraft({ shop, id, state, name: old.name, rule: old.rule, tag: old.tag })
      if (checked.kind === 'problems') return checked
    }
    const segment = yield* changeSegment(shop, id, { state }, ctx.now())
    if (segment === undefined) return { kind: 'missing' as const }
    // Out of "off" it is filled anew: who is in it then is one entry of the history.
    if (old.state === 'off') yield* run('UPDATE segments SET filled_at = NULL WHERE shop_id = ? AND id = ?', shop, id)
    yield* askBackfill(shop, id, 'state', ctx.now(), old.frozenAt !== null)
    return { kind: 'set' as const, segment: old.state === 'off' ? { ...segment, filledAt: null } : segment, moved: true, asks: yield* noteClauses(shop, ctx.now()) }
  })
  if (outcome.kind !== 'set') return outcome
  if (outcome.moved) await ctx.ring('backfill', shop)
  if (outcome.asks) await ctx.ring('refreshClauses', shop)
  const view = viewOf(outcome.segment)
  return view === null ? { kind: 'missing' } : { kind: 'set', segment: view }
}
