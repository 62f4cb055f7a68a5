// A sync as its run row tells it: its files, each asked for, waited for and imported; and what is kept for catching up later.
import type { RoundKind } from '#app/core/reconciliation.ts'
import { checkFence } from '#app/db/leases.ts'
import { lastDoneRun, lastRuns, type Run, type RunChange, runningRun, updateRun } from '#app/db/runs.ts'
import type { Sql } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'
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
  /** Customers whose facts changed by it. */
  readonly changes: number
  /** Customers, orders and products looked at, and those among them that no delivery had brought. */
  readonly looked: number
  readonly repaired: number
}

export interface SyncProgress {
  /** Null when the whole store is read; customers alone are read for what was not kept of them so far. */
  readonly only: BulkFile | null
  readonly files: readonly FileProgress[]
  /** Lines imported so far. */
  readonly lines: number
  /** Customers, orders, products and checkouts in them, and what of it was different and no delivery had brought. */
  readonly looked: number
  readonly repaired: number
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
  only, files: (only === null ? bulkFiles : [only]).map(wanted), lines: 0, looked: 0, repaired: 0, importMs: 0, oldestOrder: null, caughtUpTo: null, catching: null,
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

/** The newest that read the store whole or one of these files, whatever became of it. */
export function* lastReadingOf(shop: number, files: readonly BulkFile[]): Sql<SyncRun | undefined> {
  const runs = (yield* lastRuns(shop, 'sync', 20)).map(syncRunOf)
  return runs.find(({ progress: { only } }) => only === null || files.includes(only))
}

/** The newest that came to its end: the one that catches up, also while a later one runs or has failed. */
export function* lastDoneSync(shop: number): Sql<SyncRun | undefined> {
  const run = yield* lastDoneRun(shop, 'sync')
  return run && syncRunOf(run)
}

/** What a reading of `only` that, or of everything, is called among the rounds. */
export const roundOf = (only: BulkFile | null): RoundKind => (only === null || only === 'orders' || only === 'checkouts' ? 'full' : only)

/** Between two times of catching up (wall clock, milliseconds). */
export const catchUpEvery = (ctx: Pick<Context, 'reconcileEvery'>): number => ctx.reconcileEvery ?? 5 * 60_000

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
