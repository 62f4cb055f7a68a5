// A sync as its run row tells it: its files, each asked for, waited for and imported; and what is kept for catching up later.
import { checkFence } from '#app/db/leases.ts'
import { lastDoneRun, lastRuns, type Run, type RunChange, runningRun, updateRun } from '#app/db/runs.ts'
import type { Sql } from '#app/db/sql.ts'
import { type BulkFile, bulkFiles } from '#app/shopify/bulk/queries.ts'

/** The lease under which a shop's store is read. */
export const syncStage = 'sync'

export interface FileProgress {
  readonly file: BulkFile
  readonly state: 'wanted' | 'asked' | 'ready' | 'done'
  /** The bulk operation, gid. */
  readonly operation: string | null
  /** When the operation began to read, store clock. */
  readonly readFrom: number
  /** The shop's sequence when it was asked for: rows that change after it are newer than the file. */
  readonly factsVersion: number
  /** The shop's rules when it was asked for: metafields that they did not name are not in the file. */
  readonly rulesVersion: number
  /** Lines Shopify has counted so far. */
  readonly objects: number
  /** The line to go on with. */
  readonly line: number
  /** Failures in a row. */
  readonly tries: number
}

/** Where a catching-up goes on. */
export interface Catching {
  /** Store clock. */
  readonly begun: number
  readonly kind: 'products' | 'customers' | 'orders'
  /** Shopify's cursor behind the last page that was kept; null before the first. */
  readonly after: string | null
  /** Facts that changed by it. */
  readonly changes: number
}

export interface SyncProgress {
  /** Null when the whole store is read; customers alone are read for what was not kept of them so far. */
  readonly only: BulkFile | null
  readonly files: readonly FileProgress[]
  /** Lines imported so far. */
  readonly lines: number
  /** Real time spent importing them, milliseconds. */
  readonly importMs: number
  /** When the oldest order that was listed was made; null before the first. */
  readonly oldestOrder: number | null
  /** Store clock: everything that changed before is in the facts. Moved on by catching up, after the sync is done. */
  readonly caughtUpTo: number | null
  /** A catching-up that is under way. */
  readonly catching: Catching | null
}

export type SyncRun = Run<SyncProgress>

export const wanted = (file: BulkFile): FileProgress => ({
  file, state: 'wanted', operation: null, readFrom: 0, factsVersion: 0, rulesVersion: 0, objects: 0, line: 0, tries: 0,
})

const atFirst = (only: BulkFile | null): SyncProgress => ({
  only, files: (only === null ? bulkFiles : [only]).map(wanted), lines: 0, importMs: 0, oldestOrder: null, caughtUpTo: null, catching: null,
})

function syncRunOf(run: Run): SyncRun {
  const begun = run.progress as Partial<SyncProgress>
  return { ...run, progress: { ...atFirst(begun.only ?? null), ...begun } }
}

export function* runningSync(shop: number): Sql<SyncRun | undefined> {
  const run = yield* runningRun(shop, 'sync')
  return run && syncRunOf(run)
}

/** The newest, whatever became of it. */
export function* lastSync(shop: number): Sql<SyncRun | undefined> {
  const [run] = yield* lastRuns(shop, 'sync', 1)
  return run && syncRunOf(run)
}

/** The newest that came to its end: the one that catches up, also while a later one runs or has failed. */
export function* lastDoneSync(shop: number): Sql<SyncRun | undefined> {
  const run = yield* lastDoneRun(shop, 'sync')
  return run && syncRunOf(run)
}

/** Between two times of catching up (wall clock, milliseconds). */
export const catchUpEvery = 5 * 60_000

/** One file's progress replaced. */
export const withFile = (progress: SyncProgress, file: FileProgress): SyncProgress => ({
  ...progress,
  files: progress.files.map((each) => (each.file === file.file ? file : each)),
})

export interface SyncChange extends Omit<RunChange, 'progress'> {
  readonly progress?: SyncProgress
}

/** Inside a commit of the holder of the lease; throws LostLease when that is someone else now. */
export function* keepSync(run: SyncRun, fence: number, change: SyncChange, now: number): Sql<void> {
  yield* checkFence(run.shop, syncStage, fence)
  yield* updateRun(run, change, now)
}
