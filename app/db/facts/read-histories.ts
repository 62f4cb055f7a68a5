// When customers entered and last left the segments of which rules ask that: what stands, and what the history of memberships tells.
import type { SegmentHistory } from '#app/core/facts/facts.ts'
import { readStandings } from '#app/core/membership/stored.ts'
import { all } from '#app/db/sql.ts'
import type { Sql, SqlValue } from '#app/db/sql.ts'

export type HistoriesOf = (customer: number, members: string) => readonly SegmentHistory[]

const none: readonly never[] = []

/** Of the customers that `whose` picks, in SQL on `customer` with its `values`; the answer takes the stored members of each. */
export function* readHistories(shop: number, asked: ReadonlySet<number>, whose: string, ...values: SqlValue[]): Sql<HistoriesOf> {
  if (asked.size === 0) return () => none
  const rows = yield* all<{ customer: number; segment_id: number; at: number }>(
    `SELECT customer, segment_id, max(at) AS at FROM membership_changes WHERE shop_id = ? AND ${whose} AND kind = 'left' GROUP BY customer, segment_id`,
    shop, ...values,
  )
  const left = new Map<number, Map<number, number>>()
  for (const { customer, segment_id, at } of rows) {
    if (!asked.has(segment_id)) continue
    const known = left.get(customer)
    if (known) known.set(segment_id, at)
    else left.set(customer, new Map([[segment_id, at]]))
  }
  return (customer, members) => {
    const since = new Map(members === '[]' ? none : readStandings(members).map((standing) => [standing.segment, standing.since]))
    const lefts = left.get(customer)
    return [...asked].flatMap((segment) => {
      const history = { segment, since: since.get(segment) ?? null, left: lefts?.get(segment) ?? null }
      return history.since === null && history.left === null ? [] : [history]
    })
  }
}
