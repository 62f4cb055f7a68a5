// Whose the tags of some customers are, as the ledger says.
import { all, inNumbers, type Sql } from '#app/db/sql.ts'

/** By customer number, folded names. `numbers` as made by `listOf`. */
export type TagsOf = ReadonlyMap<number, ReadonlySet<string>>

/** What is written of one customer's tags; a tag in neither is the merchant's, wherever it stands. */
export interface Held {
  /** That we added, or were given, and that nobody was seen to take away. */
  readonly ours: ReadonlySet<string>
  /** That somebody took off while the customer belonged, and that stay off. */
  readonly declined: ReadonlySet<string>
}

export const holdsNothing: Held = { ours: new Set(), declined: new Set() }

/** SQL: a tag that is ours to take away. */
export const isOurs = "owner IN ('ours', 'adopted')"

/** The tags that are ours. */
export const oursAmong = (shop: number, numbers: string): Sql<TagsOf> => tagsWhere(shop, numbers, isOurs)

/** The tags that are ours, or may be: we asked for them and have not heard yet. */
export const oursOrAsked = (shop: number, numbers: string): Sql<TagsOf> => tagsWhere(shop, numbers, `(${isOurs} OR intent = 'add')`)

/** By customer number; nobody of whom nothing is held. `asked`: also what we asked for and have not heard of counts as ours. */
export function* heldAmong(shop: number, numbers: string, { asked }: { readonly asked: boolean }): Sql<ReadonlyMap<number, Held>> {
  const rows = yield* all<{ customer: number; tag_folded: string; owner: string; intent: string | null }>(
    `SELECT customer, tag_folded, owner, intent FROM tag_ledger WHERE shop_id = ? AND customer IN (${inNumbers}) AND (owner IN ('ours', 'adopted', 'declined') OR intent = 'add')`,
    shop, numbers,
  )
  const held = new Map<number, { ours: Set<string>; declined: Set<string> }>()
  for (const { customer, tag_folded, owner, intent } of rows) {
    const of = held.get(customer) ?? { ours: new Set<string>(), declined: new Set<string>() }
    if (owner === 'ours' || owner === 'adopted' || (asked && intent === 'add')) of.ours.add(tag_folded)
    else if (owner === 'declined') of.declined.add(tag_folded)
    held.set(customer, of)
  }
  return held
}

function* tagsWhere(shop: number, numbers: string, condition: string): Sql<TagsOf> {
  const rows = yield* all<{ customer: number; tag_folded: string }>(
    `SELECT customer, tag_folded FROM tag_ledger WHERE shop_id = ? AND customer IN (${inNumbers}) AND ${condition}`,
    shop, numbers,
  )
  const tags = new Map<number, Set<string>>()
  for (const { customer, tag_folded } of rows) tags.set(customer, (tags.get(customer) ?? new Set()).add(tag_folded))
  return tags
}
