// Begins to read a shop's store whole, or its customers alone, unless that is under way: the one place where a sync run is made.
import { runningRun, startRun, updateRun } from '#app/db/runs.ts'
import type { Sql } from '#app/db/sql.ts'

export interface SyncBegun {
  readonly run: number
  readonly fresh: boolean
}

/** `now` is the store clock. A whole reading takes the place of one of customers alone. Ring `advanceSync` afterwards. */
export function* beginSync(shop: number, now: number, only?: 'customers'): Sql<SyncBegun> {
  const running = yield* runningRun(shop, 'sync')
  if (running && (only !== undefined || running.progress.only === undefined || running.progress.only === null)) return { run: running.id, fresh: false }
  if (running) yield* updateRun(running, { state: 'failed', problem: 'The whole store is read instead.', finishedAt: now }, now)
  return { run: (yield* startRun(shop, 'sync', 'ask', only === undefined ? {} : { only }, now)).id, fresh: true }
}
