// A merge: the customer that went leaves a tombstone that points at the one who stayed, and everything of the one is the other's.
import type { FactChange } from '#app/core/facts/change.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import { markSuspect } from '#app/db/facts/change-customer.ts'
import { forgetCustomer } from '#app/db/facts/customer-rows.ts'
import type { CustomerRow } from '#app/db/facts/customer-rows.ts'
import { loadRow } from '#app/db/facts/people.ts'
import type { People } from '#app/db/facts/people.ts'
import { readBook } from '#app/db/facts/tag-book.ts'
import { inTexts, listOf, run } from '#app/db/sql.ts'
import type { Sql } from '#app/db/sql.ts'

/** Both ids must be among `people.rows`. The one who stayed is marked, for its tags and totals are new. */
export function* mergeCustomers(shop: number, people: People, change: Extract<FactChange, { kind: 'customersMerged' }>, now: Instant): Sql<void> {
  const gone = people.rows.get(change.gone)
  const kept = yield* lastOf(shop, people, people.rows.get(change.kept))
  if (!gone || !kept || gone === kept || gone.merged_into !== null) return
  forgetCustomer(gone, change.at)
  gone.merged_into = kept.number
  kept.changed = true
  markSuspect(kept, 'merged', now)
  for (const table of ['orders', 'checkouts']) {
    yield* run(`UPDATE ${table} SET customer = ? WHERE shop_id = ? AND customer = ?`, kept.number, shop, gone.number)
  }
  yield* inheritTags(shop, gone.number, kept, change.at)
}

/**
 * Shopify unites the tags of both. What was ours on the one who went is ours on the one who stayed, unless that one carried the
 * tag before the merge without us: then it is the merchant's. A request that may have left goes along, and is read on the one who stayed.
 */
function* inheritTags(shop: number, gone: number, kept: CustomerRow, at: Instant): Sql<void> {
  const book = readBook(kept.tags, kept.tags_at)
  const theirs = [...book.stamps].filter(([, stamp]) => stamp.present && stamp.at < at).map(([fold]) => fold)
  yield* run(
    `DELETE FROM tag_ledger WHERE shop_id = ? AND customer = ? AND owner NOT IN ('ours', 'adopted') AND intent IS NULL
     AND tag_folded NOT IN (${inTexts}) AND tag_folded IN (SELECT tag_folded FROM tag_ledger WHERE shop_id = ? AND customer = ? AND (owner IN ('ours', 'adopted') OR intent = 'add'))`,
    shop, kept.number, listOf(theirs), shop, gone,
  )
  yield* run(
    `UPDATE tag_ledger SET customer = ? WHERE shop_id = ? AND customer = ? AND (owner IN ('ours', 'adopted', 'declined') OR intent = 'add') AND tag_folded NOT IN (${inTexts})
     AND tag_folded NOT IN (SELECT tag_folded FROM tag_ledger WHERE shop_id = ? AND customer = ?)`,
    kept.number, shop, gone, listOf(theirs), shop, kept.number,
  )
  yield* run('DELETE FROM tag_ledger WHERE shop_id = ? AND customer = ?', shop, gone)
}

function* lastOf(shop: number, people: People, row: CustomerRow | undefined): Sql<CustomerRow | undefined> {
  let last = row
  while (last && last.merged_into !== null) last = yield* loadRow(shop, people, last.merged_into)
  return last
}
