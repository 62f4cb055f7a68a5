// Which of the tags on customers our ledger owns.
import { all } from '#app/db/sql.ts'
import type { Sql, SqlValue } from '#app/db/sql.ts'

/** Folded tags by customer number, of those that `whose` picks, in SQL on `customer` with its `values`. */
export function* oursAmong(whose: string, shop: number, ...values: SqlValue[]): Sql<ReadonlyMap<number, ReadonlySet<string>>> {
  const owned = yield* all<{ customer: number; tag_folded: string }>(
    `SELECT customer, tag_folded FROM tag_ledger WHERE shop_id = ? AND ${whose} AND owner IN ('ours', 'adopted')`,
    shop, ...values,
  )
  const ours = new Map<number, Set<string>>()
  for (const { customer, tag_folded } of owned) {
    const tags = ours.get(customer)
    if (tags) tags.add(tag_folded)
    else ours.set(customer, new Set([tag_folded]))
  }
  return ours
}
