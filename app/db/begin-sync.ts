// Begins to read a shop's store whole, unless that is under way: the one place where a sync run is made.
import { runningRun, startRun } from '#app/db/runs.ts'
import type { Sql } from '#app/db/sql.ts'

export interface SyncBegun {
  readonly run: number
  readonly fresh: boolean
}

/** `now` is the store clock. Ring `advanceSync` afterwards. */
export function* beginSync(shop: number, now: number): Sql<SyncBegun> {
  const running = yield* runningRun(shop, 'sync')
  if (running) return { run: running.id, fresh: false }
  return { run: (yield* startRun(shop, 'sync', 'ask', {}, now)).id, fresh: true }
}
