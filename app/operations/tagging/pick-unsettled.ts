// Who is written next: those whom a live discount waits for, then the newest for a fifth, so that an event does not wait behind a backfill, then the oldest.
import { all, inNumbers, listOf, type Sql } from '#app/db/sql.ts'

export interface Unsettled {
  number: number
  shopify_id: string
  members: string
  tags: string
  tags_at: number
  membership_version: number
  deleted_at: number | null
}

export interface PickRequest {
  readonly shop: number
  readonly limit: number
  /** Passed over, although unsettled. */
  readonly except: ReadonlySet<number>
  /** The newest `membership_version` to be picked. */
  readonly through: number
}

/** Nobody of whom newer facts wait for their verdicts. */
export function* pickUnsettled({ shop, limit, except, through }: PickRequest): Sql<Unsettled[]> {
  const passedOver = listOf([...except])
  const pick = (order: 'ASC' | 'DESC', count: number, also = '') =>
    all<Unsettled>(
      `SELECT number, CAST(shopify_id AS TEXT) AS shopify_id, members, tags, tags_at, membership_version, deleted_at FROM customers
       WHERE shop_id = ? AND membership_version > settled_version AND membership_version <= ? ${also} AND suspect IS NULL
       AND evaluated_version >= facts_version AND number NOT IN (${inNumbers})
       ORDER BY membership_version ${order} LIMIT ?`,
      shop, through, passedOver, count,
    )
  const urgent = yield* pick('ASC', limit, 'AND settle_first')
  if (urgent.length === limit) return urgent
  const oldest = yield* pick('ASC', limit)
  const newest = oldest.length < limit ? [] : yield* pick('DESC', Math.ceil(limit / 5))
  return [...new Map([...urgent, ...newest, ...oldest].map((row) => [row.number, row])).values()].slice(0, limit)
}
