// Runs: one bulk sync or one backfill, advanced a step at a time and resumable after a kill.
import { all, first, run } from '#app/db/sql.ts'
import type { Sql, SqlValue } from '#app/db/sql.ts'

export type RunKind = 'sync' | 'backfill' | 'adopt' | 'counts' | 'data-request'

export interface Run<Progress = Record<string, unknown>> {
  readonly id: number
  readonly shop: number
  readonly kind: RunKind
  readonly state: 'running' | 'done' | 'failed'
  /** What advancing it does next. */
  readonly step: string
  /** Owned by the operation that advances the run. */
  readonly progress: Progress
  readonly cursor: number
  readonly attempts: number
  /** Wall clock. */
  readonly nextTryAt: number | null
  readonly problem: string | null
  readonly startedAt: number
  readonly updatedAt: number
  readonly finishedAt: number | null
}

export interface RunChange {
  readonly state?: Run['state']
  readonly step?: string
  readonly progress?: object
  readonly cursor?: number
  readonly attempts?: number
  readonly nextTryAt?: number | null
  readonly problem?: string | null
  readonly finishedAt?: number | null
}

const columns = `id, shop_id, kind, state, step, progress, cursor, attempts, next_try_at, problem, started_at, updated_at, finished_at`

export function* startRun(shop: number, kind: RunKind, step: string, progress: object, now: number): Sql<Run> {
  const row = yield* first<RunRow>(
    `INSERT INTO runs (shop_id, kind, step, progress, started_at, updated_at) VALUES (?, ?, ?, ?, ?, ?) RETURNING ${columns}`,
    shop, kind, step, JSON.stringify(progress), now, now,
  )
  if (!row) throw new Error('A run vanished while it was made.')
  return runOf(row)
}

/** The oldest that is still running, whether or not its next try has come. */
export function* runningRun(shop: number, kind: RunKind): Sql<Run | undefined> {
  const row = yield* first<RunRow>(`SELECT ${columns} FROM runs WHERE shop_id = ? AND kind = ? AND state = 'running' ORDER BY id LIMIT 1`, shop, kind)
  return row && runOf(row)
}

export function* runById(shop: number, id: number): Sql<Run | undefined> {
  const row = yield* first<RunRow>(`SELECT ${columns} FROM runs WHERE shop_id = ? AND id = ?`, shop, id)
  return row && runOf(row)
}

/** The newest that came to its end. */
export function* lastDoneRun(shop: number, kind: RunKind): Sql<Run | undefined> {
  const row = yield* first<RunRow>(`SELECT ${columns} FROM runs WHERE shop_id = ? AND kind = ? AND state = 'done' ORDER BY id DESC LIMIT 1`, shop, kind)
  return row && runOf(row)
}

/** Newest first. */
export function* lastRuns(shop: number, kind: RunKind, limit: number): Sql<Run[]> {
  const rows = yield* all<RunRow>(`SELECT ${columns} FROM runs WHERE shop_id = ? AND kind = ? ORDER BY id DESC LIMIT ?`, shop, kind, limit)
  return rows.map(runOf)
}

export function* updateRun({ shop, id }: Pick<Run, 'shop' | 'id'>, change: RunChange, now: number): Sql<void> {
  const set: [string, SqlValue | undefined][] = [
    ['state', change.state],
    ['step', change.step],
    ['progress', change.progress === undefined ? undefined : JSON.stringify(change.progress)],
    ['cursor', change.cursor],
    ['attempts', change.attempts],
    ['next_try_at', change.nextTryAt],
    ['problem', change.problem],
    ['finished_at', change.finishedAt],
    ['updated_at', now],
  ]
  const given = set.filter((pair): pair is [string, SqlValue] => pair[1] !== undefined)
  yield* run(`UPDATE runs SET ${given.map(([column]) => `${column} = ?`).join(', ')} WHERE shop_id = ? AND id = ?`, ...given.map(([, value]) => value), shop, id)
}

/** Readings and comparisons that ended before then, up to the last reading that came to its end. */
export function* dropOldRuns(shop: number, before: number): Sql<void> {
  yield* run(
    `DELETE FROM runs WHERE shop_id = ? AND kind IN ('sync', 'counts') AND state <> 'running' AND started_at < ?
     AND id < (SELECT max(id) FROM runs WHERE shop_id = ? AND kind = 'sync' AND state = 'done')`,
    shop, before, shop,
  )
}

interface RunRow {
  id: number
  shop_id: number
  kind: RunKind
  state: Run['state']
  step: string
  progress: string
  cursor: number
  attempts: number
  next_try_at: number | null
  problem: string | null
  started_at: number
  updated_at: number
  finished_at: number | null
}

function runOf(row: RunRow): Run {
  return {
    id: row.id,
    shop: row.shop_id,
    kind: row.kind,
    state: row.state,
    step: row.step,
    progress: JSON.parse(row.progress) as Record<string, unknown>,
    cursor: row.cursor,
    attempts: row.attempts,
    nextTryAt: row.next_try_at,
    problem: row.problem,
    startedAt: row.started_at,
    updatedAt: row.updated_at,
    finishedAt: row.finished_at,
  }
}
