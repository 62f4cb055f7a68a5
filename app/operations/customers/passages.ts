// Every entry and exit of one customer, newest first. A first fill is one row for the whole segment, so the entries it brought
// are told from the memberships that stand and from the exits that followed.
import type { Reason } from '#app/core/membership/changes.ts'
import { all, first, type Sql } from '#app/db/sql.ts'

export interface Passage {
  /** 0 where the entry has no row of its own. */
  readonly id: number
  readonly segment: number
  readonly entered: boolean
  /** Store clock. */
  readonly at: number
  readonly reason: Reason
}

const MOST = 50

/** `standing`: the memberships that stand. */
export function* passagesOf(shop: number, customer: number, standing: readonly { readonly segment: number; readonly since: number }[]): Sql<Passage[]> {
  const rows = yield* all<{ id: number; segment_id: number; kind: string; at: number; reason: Reason }>(
    'SELECT id, segment_id, kind, at, reason FROM membership_changes WHERE shop_id = ? AND customer = ? ORDER BY id DESC LIMIT ?',
    shop, customer, MOST,
  )
  const written = rows.map(({ id, segment_id, kind, at, reason }): Passage => ({ id, segment: segment_id, entered: kind === 'entered', at, reason }))
  const filled: Passage[] = standing
    .filter(({ segment }) => written.find((passage) => passage.segment === segment)?.entered !== true)
    .map(({ segment, since }) => ({ id: 0, segment, entered: true, at: since, reason: 'rule' }))
  // The oldest rows may have been cut off: what came before them is then not told.
  for (const [index, left] of rows.length < MOST ? written.entries() : []) {
    if (left.entered) continue
    const before = written.slice(index + 1).find((passage) => passage.segment === left.segment)
    if (before?.entered === true) continue
    const at = yield* fillBetween(shop, left.segment, before?.id ?? 0, left.id)
    if (at !== undefined) filled.push({ id: 0, segment: left.segment, entered: true, at, reason: 'rule' })
  }
  return [...written, ...filled].sort((a, b) => b.at - a.at || b.id - a.id)
}

/** The instant of the first fill of a segment among the rows between two; whoever left without having entered came with it. */
function* fillBetween(shop: number, segment: number, after: number, before: number): Sql<number | undefined> {
  const row = yield* first<{ at: number }>(
    `SELECT at FROM membership_changes WHERE shop_id = ? AND segment_id = ? AND kind = 'filled' AND id > ? AND id < ? ORDER BY id LIMIT 1`,
    shop, segment, after, before,
  )
  return row?.at
}
