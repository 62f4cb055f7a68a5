// A tag we asked for and took for ours is the merchant's after all, when a delivery tells that they had set it before we asked.
import type { Instant } from '#app/core/facts/facts.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import type { CustomerChange } from '#app/db/facts/change-customer.ts'
import type { People } from '#app/db/facts/people.ts'
import { all, inNumbers, listOf, many } from '#app/db/sql.ts'
import type { Sql } from '#app/db/sql.ts'

/** Our clock may be ahead of Shopify's, whose stamps are whole seconds: what seems older by less may be the echo of our own request. */
const margin = 2_000

interface Asked {
  customer: number
  tag_folded: string
  /** Since when the tag was known to be absent. */
  at: number
  intent_at: number
}

/** Of an add in between, Shopify told the merchant's; ours then changed nothing. Rules may ask about tags of the merchant's: the customer is stale. */
export function* handOverTags(shop: number, { rows }: People, changes: readonly CustomerChange[]): Sql<void> {
  const added = changes.flatMap((change): { number: number; folds: ReadonlySet<string>; at: Instant }[] => {
    const row = rows.get(change.customer)
    if (change.kind !== 'tagsChanged' || change.added.length === 0 || row === undefined) return []
    return [{ number: row.number, folds: new Set(change.added.map(foldTag)), at: change.at }]
  })
  if (added.length === 0) return
  const asked = yield* all<Asked>(
    `SELECT customer, tag_folded, at, intent_at FROM tag_ledger WHERE shop_id = ? AND customer IN (${inNumbers})
     AND intent_at IS NOT NULL AND (intent = 'add' OR intent IS NULL AND owner = 'ours')`,
    shop, listOf(added.map(({ number }) => number)),
  )
  const theirs = asked.filter((one) =>
    added.some(({ number, folds, at }) => number === one.customer && folds.has(one.tag_folded) && at > one.at && at < one.intent_at - margin),
  )
  const handedOver = new Set(theirs.map(({ customer }) => customer))
  for (const row of rows.values()) if (handedOver.has(row.number)) row.changed = true
  yield* many(
    "UPDATE tag_ledger SET owner = 'theirs', was_present = ? WHERE shop_id = ? AND customer = ? AND tag_folded = ?",
    theirs.map(({ customer, tag_folded }) => [true, shop, customer, tag_folded]),
  )
}
