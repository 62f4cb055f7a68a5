// Notes when somebody put a tag of ours by hand on a customer who does not belong: it is theirs, it stays, and the merchant can see it.
import { readStandings } from '#app/core/membership/stored.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { readBook } from '#app/db/facts/tag-book.ts'
import type { People } from '#app/db/facts/people.ts'
import { all, inNumbers, listOf } from '#app/db/sql.ts'
import type { Sql } from '#app/db/sql.ts'
import { noteDrift } from '#app/db/tag-drift.ts'

/** By Shopify id, as they stood: only of customers whose list of tags had been seen, so that something can be said to be new. */
export type TagsBefore = ReadonlyMap<string, string>

export const tagsBefore = ({ rows }: People): TagsBefore => new Map([...rows.values()].flatMap((row) => (row.tags_at > 0 ? [[row.shopify_id, row.tags] as const] : [])))

/** Call when the batch has changed the rows, before they are saved. */
export function* noteAddedByHand(shop: number, { rows }: People, before: TagsBefore, now: number): Sql<void> {
  const added = [...rows.values()].flatMap((row) => {
    const tags = before.get(row.shopify_id)
    if (tags === undefined || tags === row.tags || row.deleted_at !== null) return []
    const stood = readBook(tags, 0).stamps
    return [...readBook(row.tags, 0).stamps].flatMap(([fold, { at, present }]) => (present && stood.get(fold)?.present !== true ? [{ number: row.number, fold, at }] : []))
  })
  if (added.length === 0) return
  const segments = yield* all<{ id: number; tag: string }>("SELECT id, tag FROM segments WHERE shop_id = ? AND state IN ('on', 'paused') AND approved_at IS NOT NULL", shop)
  const owners = new Map(segments.map((segment) => [foldTag(segment.tag), segment]))
  const owned = added.filter(({ fold }) => owners.has(fold))
  if (owned.length === 0) return
  const numbers = listOf(owned.map(({ number }) => number))
  // What we asked for, or have, is our own echo.
  const ours = yield* all<{ customer: number; tag_folded: string }>(
    `SELECT customer, tag_folded FROM tag_ledger WHERE shop_id = ? AND customer IN (${inNumbers}) AND (owner IN ('ours', 'adopted') OR intent IS NOT NULL)`, shop, numbers,
  )
  const known = new Set(ours.map(({ customer, tag_folded }) => `${customer} ${tag_folded}`))
  const members = yield* all<{ number: number; members: string }>(`SELECT number, members FROM customers WHERE shop_id = ? AND number IN (${inNumbers})`, shop, numbers)
  const memberships = new Map(members.map((row) => [row.number, new Set(readStandings(row.members).map(({ segment }) => segment))]))
  yield* noteDrift(shop, owned.flatMap(({ number, fold, at }) => {
    const segment = owners.get(fold)
    if (segment === undefined || known.has(`${number} ${fold}`) || memberships.get(number)?.has(segment.id) !== false) return []
    return [{ customer: number, segment: segment.id, tag: segment.tag, kind: 'added' as const, at, answer: 'left' as const }]
  }), now)
}
