// Begins to read a shop's store whole, or one kind of thing in it alone, unless that is under way: the one place where a sync run is made.
import { type Run, runningRun, startRun, updateRun } from '#app/db/runs.ts'
import type { Sql } from '#app/db/sql.ts'

export interface SyncBegun {
  readonly run: number
  readonly fresh: boolean
}

/** One kind of thing that may be read alone. */
export type Alone = 'customers' | 'products' | 'tags'

/** A reading takes the place of one that weighs less. */
const weight = { tags: 1, products: 1, customers: 2, everything: 3 } as const

/** `now` is the store clock. What is under way stays, unless more is asked for. Ring `advanceSync` afterwards. */
export function* beginSync(shop: number, now: number, only?: Alone): Sql<SyncBegun> {
  const running = yield* runningRun(shop, 'sync')
  if (running && weight[aloneIn(running) ?? 'everything'] >= weight[only ?? 'everything']) return { run: running.id, fresh: false }
  if (running) yield* updateRun(running, { state: 'failed', problem: 'More of the store is read instead.', finishedAt: now }, now)
  return { run: (yield* startRun(shop, 'sync', 'ask', only === undefined ? {} : { only }, now)).id, fresh: true }
}

const aloneIn = ({ progress }: Run): Alone | null => (progress.only as Alone | null | undefined) ?? null
