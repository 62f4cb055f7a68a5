// What others did to tags of ours, as settling finds it: kept in the ledger, and told to the merchant where somebody took one off a member.
import { all, inNumbers, listOf, many, type Sql } from '#app/db/sql.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { answerDrift, noteDrift, openDrift } from '#app/db/tag-drift.ts'
import { ownerAfter, type Owner, type OwnerEvent } from '#app/core/membership/ownership.ts'
import type { TagTerms } from '#app/operations/tagging/tag-terms.ts'

/** A tag, folded, that is no longer ours nor declined. */
export interface Disowned {
  readonly customer: number
  readonly fold: string
}

export interface TakenOff extends Disowned {
  /** Since when it is known to be absent. */
  readonly at: number
}

export function* keepDisowned(shop: number, disowned: readonly Disowned[], now: number): Sql<void> {
  yield* move(shop, disowned, 'let-go', now)
  yield* closeDrift(shop, disowned)
}

/** Put back by the write that follows; or, where that is respected, left off for as long as the customer belongs. */
export function* keepTakenOff(shop: number, takenOff: readonly TakenOff[], { segmentOf, respected }: TagTerms, now: number): Sql<void> {
  yield* noteDrift(shop, takenOff.flatMap(({ customer, fold, at }) => {
    const segment = segmentOf.get(fold)
    if (segment === undefined) return []
    return [{ customer, segment: segment.id, tag: segment.tag, kind: 'removed' as const, at, answer: respected.has(fold) ? 'respected' as const : 'open' as const }]
  }), now)
  yield* move(shop, takenOff.filter(({ fold }) => respected.has(fold)), 'removal-respected', now)
}

function* move(shop: number, tags: readonly Disowned[], event: OwnerEvent, now: number): Sql<void> {
  if (tags.length === 0) return
  const rows = yield* all<{ customer: number; tag_folded: string; owner: Owner }>(
    `SELECT customer, tag_folded, owner FROM tag_ledger WHERE shop_id = ? AND customer IN (${inNumbers}) AND intent IS NULL`, shop, listOf(tags.map(({ customer }) => customer)),
  )
  const named = new Set(tags.map(({ customer, fold }) => `${customer} ${fold}`))
  yield* many(
    'UPDATE tag_ledger SET owner = ?, intent_at = NULL, at = ? WHERE shop_id = ? AND customer = ? AND tag_folded = ?',
    rows.filter(({ customer, tag_folded }) => named.has(`${customer} ${tag_folded}`)).map(({ customer, tag_folded, owner }) => [ownerAfter(owner, event), now, shop, customer, tag_folded]),
  )
}

/** Nobody wants the tag there any more, so that nothing is put back. */
function* closeDrift(shop: number, disowned: readonly Disowned[]): Sql<void> {
  if (disowned.length === 0) return
  const named = new Set(disowned.map(({ customer, fold }) => `${customer} ${fold}`))
  const open = yield* openDrift(shop, disowned.map(({ customer }) => customer))
  yield* answerDrift(shop, open.filter(({ customer, tag }) => named.has(`${customer} ${foldTag(tag)}`)).map(({ id }) => ({ id, answer: 'left' as const })))
}
