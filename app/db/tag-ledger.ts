// Which tags of some customers are ours, as the ledger says.
import { all, inNumbers, type Sql } from '#app/db/sql.ts'

/** By customer number, folded names. `numbers` as made by `listOf`. */
export type TagsOf = ReadonlyMap<number, ReadonlySet<string>>

/** The tags that we added and that nobody was seen to take away. */
export const oursAmong = (shop: number, numbers: string): Sql<TagsOf> => tagsWhere(shop, numbers, "owner = 'ours'")

/** The tags that are ours, or may be: we asked for them and have not heard yet. */
export const oursOrAsked = (shop: number, numbers: string): Sql<TagsOf> => tagsWhere(shop, numbers, "(owner = 'ours' OR intent = 'add')")

function* tagsWhere(shop: number, numbers: string, condition: string): Sql<TagsOf> {
  const rows = yield* all<{ customer: number; tag_folded: string }>(
    `SELECT customer, tag_folded FROM tag_ledger WHERE shop_id = ? AND customer IN (${inNumbers}) AND ${condition}`,
    shop, numbers,
  )
  const tags = new Map<number, Set<string>>()
  for (const { customer, tag_folded } of rows) tags.set(customer, (tags.get(customer) ?? new Set()).add(tag_folded))
  return tags
}
