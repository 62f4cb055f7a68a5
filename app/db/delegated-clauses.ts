// Clauses that only Shopify can answer: one row for each that a live rule names, with the question under way and the last answer.
import { unpackNumbers } from '#app/core/membership/number-set.ts'
import { all, first, run } from '#app/db/sql.ts'
import type { Sql, SqlValue } from '#app/db/sql.ts'

/** Instants are of the store clock. */
export interface DelegatedClause {
  readonly id: number
  /** Native text, as Shopify is asked. */
  readonly clause: string
  readonly askedAt: number | null
  /** When the last answer was complete; null before the first. */
  readonly fetchedAt: number | null
  /** When Shopify is to be asked, or asked on; null for not until a rule changes. */
  readonly nextAt: number | null
  /** Customers from this number on were not known when the last answer was asked for. */
  readonly knownBelow: number
  readonly question: Question | null
  /** Whether customers are still to be marked stale because of the last answer. */
  readonly spreading: boolean
  /** Raised by every answer. */
  readonly version: number
  /** What Shopify said against it. */
  readonly problem: string | null
}

/** A question that Shopify was asked and has not been read to the end. */
export interface Question {
  /** Shopify's gid of it; null where Shopify answers the clause itself, page by page. */
  readonly query: string | null
  /** Shopify's cursor behind the last page that was kept; null before the first. */
  readonly after: string | null
  readonly knownBelow: number
}

export interface ClauseChange {
  readonly askedAt?: number
  readonly fetchedAt?: number
  readonly nextAt?: number | null
  readonly members?: Uint8Array
  readonly knownBelow?: number
  readonly question?: Question | null
  readonly found?: Uint8Array | null
  readonly changed?: Uint8Array | null
  readonly version?: number
  readonly problem?: string | null
}

/** Without the sets. By id. */
export function* clausesOf(shop: number): Sql<DelegatedClause[]> {
  const rows = yield* all<ClauseRow>(
    `SELECT id, clause, asked_at, fetched_at, next_at, known_below, question, changed IS NOT NULL AS spreading, version, problem
     FROM delegated_clauses WHERE shop_id = ? ORDER BY id`,
    shop,
  )
  return rows.map(clauseOf)
}

/** One of its sets, ascending; null where there is none. */
export function* setOf(shop: number, id: number, set: 'members' | 'found' | 'changed'): Sql<Uint32Array | null> {
  const row = yield* first<{ bytes: Uint8Array | null }>(`SELECT ${set} AS bytes FROM delegated_clauses WHERE shop_id = ? AND id = ?`, shop, id)
  return row?.bytes ? unpackNumbers(row.bytes) : null
}

export function* changeClause(shop: number, id: number, change: ClauseChange): Sql<void> {
  const set: [string, SqlValue | undefined][] = [
    ['asked_at', change.askedAt],
    ['fetched_at', change.fetchedAt],
    ['next_at', change.nextAt],
    ['members', change.members],
    ['known_below', change.knownBelow],
    ['question', change.question && JSON.stringify(change.question)],
    ['found', change.found],
    ['changed', change.changed],
    ['version', change.version],
    ['problem', change.problem],
  ]
  const given = set.filter((pair): pair is [string, SqlValue] => pair[1] !== undefined)
  yield* run(`UPDATE delegated_clauses SET ${given.map(([column]) => `${column} = ?`).join(', ')} WHERE shop_id = ? AND id = ?`, ...given.map(([, value]) => value), shop, id)
}

/** Installed, synced shops with a clause whose time has come, or whose answer is still being spread. */
export function* shopsWithClauses(now: number): Sql<number[]> {
  const rows = yield* all<{ id: number }>(
    `SELECT DISTINCT s.id FROM shops s JOIN delegated_clauses c ON c.shop_id = s.id
     WHERE s.state = 'installed' AND s.synced_at IS NOT NULL AND s.trouble IS NULL AND (c.next_at <= ? OR c.changed IS NOT NULL)`,
    now,
  )
  return rows.map((row) => row.id)
}

interface ClauseRow {
  id: number
  clause: string
  asked_at: number | null
  fetched_at: number | null
  next_at: number | null
  known_below: number
  question: string | null
  spreading: number | boolean
  version: number
  problem: string | null
}

function clauseOf(row: ClauseRow): DelegatedClause {
  return {
    id: row.id,
    clause: row.clause,
    askedAt: row.asked_at,
    fetchedAt: row.fetched_at,
    nextAt: row.next_at,
    knownBelow: row.known_below,
    question: row.question === null ? null : (JSON.parse(row.question) as Question),
    spreading: Boolean(row.spreading),
    version: row.version,
    problem: row.problem,
  }
}
