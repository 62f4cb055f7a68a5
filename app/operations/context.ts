// What every operation receives: the clocks, the adapters and the log. Built once by app/context.server.ts.
import type { Database } from '#app/db/sql.ts'
import type { Inbox } from '#app/db/inbox.ts'
import type { Engine } from '#app/engine/engine.ts'
import type { BellName } from '#app/queue/jobs.ts'
import type { Shopify } from '#app/shopify/shopify.ts'

export interface Context {
  /** The store clock, in milliseconds: facts, verdicts, due instants, histories. */
  readonly now: () => number
  /** Real time, in milliseconds: leases, tokens, retries. */
  readonly wall: () => number
  /** Names this process in leases and logs. */
  readonly owner: string
  readonly db: Database
  readonly inbox: Inbox
  readonly engine: Engine
  readonly shopify: Shopify
  /** Rings a bell for a shop, at once or after `delayMs`. Never throws: a lost ring is found by the sweep. */
  readonly ring: (bell: BellName, shop: number, delayMs?: number) => Promise<void>
  readonly log: Log
  /** Between two rounds of catching up with a store, real time in milliseconds; five minutes where it is not said. */
  readonly reconcileEvery?: number
  /** Aborted when the process is asked to stop. */
  readonly stop: AbortSignal
}

/** Fields carry ids, counts and durations; never names, mail addresses or payloads. */
export interface Log {
  info(fields: Record<string, unknown>, message: string): void
  warn(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}
