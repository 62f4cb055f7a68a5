// Changes name, rule or tag of a segment as one new version; everyone is looked at again with it.
import { askBackfill } from '#app/db/backfills.ts'
import { noteClauses } from '#app/db/named-clauses.ts'
import { changeSegment, segmentById } from '#app/db/segments.ts'
import { lockShop } from '#app/db/shops.ts'
import { noteWanted } from '#app/db/wanted-metafields.ts'
import type { Context } from '#app/operations/context.ts'
import { checkDraft } from '#app/operations/segments/check-draft.ts'
import type { Refused } from '#app/operations/segments/draft-problems.ts'
import { viewOf, type SegmentView } from '#app/operations/segments/segment-view.ts'

export interface SegmentEdit {
  readonly shop: number
  readonly id: number
  readonly name?: string
  readonly rule?: string
  readonly tag?: string
}
export type SegmentEdited = { readonly kind: 'edited'; readonly segment: SegmentView } | { readonly kind: 'missing' } | Refused

export async function editSegment(ctx: Context, edit: SegmentEdit): Promise<SegmentEdited> {
  const { shop, id } = edit
  const outcome = await ctx.db.write(function* () {
    yield* lockShop(shop)
    const old = yield* segmentById(shop, id)
    if (old === undefined || old.state === 'deleted') return { kind: 'missing' as const }
    const draft = { shop, id, state: old.state, name: edit.name ?? old.name, rule: edit.rule ?? old.rule, tag: edit.tag ?? old.tag }
    const checked = yield* checkDraft(draft)
    if (checked.kind === 'problems') return checked
    const { content } = checked
    if (content.name === old.name && content.rule === old.rule && content.tag === old.tag) return { kind: 'edited' as const, segment: old, moved: false, reads: false, asks: false }
    const segment = yield* changeSegment(shop, id, content, ctx.now())
    if (segment === undefined) return { kind: 'missing' as const }
    yield* askBackfill(shop, id, 'rule', ctx.now(), content.tag !== old.tag || old.frozenAt !== null)
    return { kind: 'edited' as const, segment, moved: true, reads: yield* noteWanted(shop, ctx.now()), asks: yield* noteClauses(shop, ctx.now()) }
  })
  if (outcome.kind !== 'edited') return outcome
  if (outcome.moved) {
    await ctx.ring('backfill', shop)
    await ctx.ring('native', shop)
  }
  if (outcome.reads) await ctx.ring('advanceSync', shop)
  if (outcome.asks) await ctx.ring('refreshClauses', shop)
  const view = viewOf(outcome.segment)
  return view === null ? { kind: 'missing' } : { kind: 'edited', segment: view }
}
