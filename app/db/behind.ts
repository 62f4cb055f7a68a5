// Which shops have something to do, stage by stage: what the sweep rings for. Every query stands on a partial index.
import { all, first } from '#app/db/sql.ts'
import type { Sql } from '#app/db/sql.ts'

/** Installed, synced shops with customers whose facts are newer than their verdicts. */
export const shopsWithStale = (): Sql<number[]> => shopsWhere('customers', 'facts_version > evaluated_version', 'AND s.synced_at IS NOT NULL')

/** Installed, synced shops with customers whose verdicts have run out at `now`. */
export const shopsWithDue = (now: number): Sql<number[]> => shopsWhere('customers', 'due_at <= ?', 'AND s.synced_at IS NOT NULL', now)

/** Installed, synced shops whose writes are on and were approved, and that have customers with memberships newer than their tags. */
export const shopsWithUnsettled = (): Sql<number[]> =>
  shopsWhere('customers', 'membership_version > settled_version', 'AND s.synced_at IS NOT NULL AND s.approved_at IS NOT NULL AND s.writes_enabled')

/** Installed shops with customers, orders or products that must be re-read from Shopify. */
export function* shopsWithSuspects(): Sql<number[]> {
  const found = new Set<number>()
  for (const table of ['customers', 'orders', 'products'] as const) {
    for (const shop of yield* shopsWhere(table, 'suspect IS NOT NULL')) found.add(shop)
  }
  return [...found].sort((a, b) => a - b)
}

/** Installed shops with a running run of this kind whose next try has come (wall clock); a sync that is done is tried again to catch up. */
export const shopsWithRuns = (kind: 'sync' | 'backfill' | 'adopt' | 'counts', wall: number): Sql<number[]> =>
  shopsWhere('runs', `kind = '${kind}' AND (state = 'running' AND next_try_at IS NULL OR state <> 'failed' AND next_try_at <= ?)`, '', wall)

export interface Due {
  readonly shop: number
  readonly at: number
}

const firstDue = `SELECT s.id AS shop, (SELECT min(c.due_at) FROM customers c WHERE c.shop_id = s.id AND c.due_at IS NOT NULL) AS at
  FROM shops s WHERE s.state = 'installed' AND s.synced_at IS NOT NULL`

/** When the first verdict of each installed, synced shop runs out; those are left out in which none ever does. */
export function* firstDues(): Sql<Due[]> {
  const rows = yield* all<{ shop: number; at: number | null }>(firstDue)
  return rows.flatMap(({ shop, at }) => (at === null ? [] : [{ shop, at }]))
}

/** The same of one shop; null when none ever does. */
export function* firstDueOf(shop: number): Sql<number | null> {
  return (yield* first<Due>(`${firstDue} AND s.id = ?`, shop))?.at ?? null
}

function* shopsWhere(table: 'customers' | 'orders' | 'products' | 'runs', condition: string, alsoOfShop = '', ...values: number[]): Sql<number[]> {
  const rows = yield* all<{ id: number }>(
    `SELECT s.id FROM shops s WHERE s.state = 'installed' ${alsoOfShop}
     AND EXISTS (SELECT 1 FROM ${table} t WHERE t.shop_id = s.id AND ${condition}) ORDER BY s.id`,
    ...values,
  )
  return rows.map((row) => row.id)
}
