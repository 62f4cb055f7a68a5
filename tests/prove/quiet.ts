// When the house has nothing left to do: no webhook on its way, no delivery waiting, no row behind, no run going.
import Database from 'better-sqlite3'
import { join } from 'node:path'
import type { Stand } from '../../scripts/stand/stand.ts'
import { until } from '../../scripts/stand/wait.ts'

export interface Backlog {
  readonly webhooks: number
  readonly deliveries: number
  readonly stale: number
  readonly due: number
  readonly unsettled: number
  readonly suspects: number
  readonly runs: number
}

export async function backlog(stand: Stand, now: number): Promise<Backlog> {
  const webhooks = (await (await fetch(`${stand.admin}/_sim/webhooks`)).json()) as { pending: number }
  const facts = new Database(join(stand.folder, 'strata.sqlite'), { readonly: true })
  const inbox = new Database(join(stand.folder, 'inbox.sqlite'), { readonly: true })
  const count = (db: Database.Database, text: string, ...values: number[]) => db.prepare(text).pluck().get(...values) as number
  try {
    return {
      webhooks: webhooks.pending,
      deliveries: count(inbox, "SELECT COUNT(*) FROM deliveries WHERE state = 'pending'"),
      stale: count(facts, 'SELECT COUNT(*) FROM customers WHERE facts_version > evaluated_version'),
      due: count(facts, 'SELECT COUNT(*) FROM customers WHERE due_at <= ?', now),
      unsettled: count(facts, 'SELECT COUNT(*) FROM customers WHERE membership_version > settled_version'),
      suspects: count(facts, 'SELECT COUNT(*) FROM customers WHERE suspect IS NOT NULL') + count(facts, 'SELECT COUNT(*) FROM orders WHERE suspect IS NOT NULL'),
      runs: count(facts, "SELECT COUNT(*) FROM runs WHERE state = 'running'"),
    }
  } finally {
    facts.close()
    inbox.close()
  }
}

/** Waits until the backlog has been empty for a second and a half. */
export async function untilQuiet(stand: Stand, now: () => Promise<number>, timeoutMs: number): Promise<void> {
  let calm = 0
  let last: Backlog | undefined
  await until('the house to come to rest', async () => {
    last = await backlog(stand, await now())
    calm = Object.values(last).every((count) => count === 0) ? calm + 1 : 0
    return calm >= 5 ? true : undefined
  }, timeoutMs, 300).catch((error: unknown) => {
    throw new Error(`${error instanceof Error ? error.message : String(error)}; still behind: ${JSON.stringify(last)}`)
  })
}
