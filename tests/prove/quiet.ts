// When the house has nothing left to do: no webhook on its way, no delivery waiting, no row behind, no run going.
import Database from 'better-sqlite3'
import { join } from 'node:path'
import pg from 'pg'
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
  const counter = await openCounter(stand)
  const { facts, inbox } = counter
  try {
    return {
      webhooks: webhooks.pending,
      deliveries: await inbox("SELECT COUNT(*) FROM deliveries WHERE state = 'pending'"),
      stale: await facts('SELECT COUNT(*) FROM customers WHERE facts_version > evaluated_version'),
      due: await facts(`SELECT COUNT(*) FROM customers WHERE due_at <= ${now}`),
      unsettled: await facts('SELECT COUNT(*) FROM customers WHERE membership_version > settled_version'),
      suspects: await facts('SELECT COUNT(*) FROM customers WHERE suspect IS NOT NULL') + await facts('SELECT COUNT(*) FROM orders WHERE suspect IS NOT NULL'),
      runs: await facts("SELECT COUNT(*) FROM runs WHERE state = 'running'"),
    }
  } finally {
    await counter.close()
  }
}

type Count = (text: string) => Promise<number>

/** The house's own database, read from outside. */
async function openCounter(stand: Stand): Promise<{ facts: Count; inbox: Count; close: () => Promise<void> }> {
  const address = stand.appEnv.DATABASE_URL ?? ''
  if (address.startsWith('postgresql:')) {
    const client = new pg.Client({ connectionString: address })
    await client.connect()
    const count: Count = async (text) => Number((await client.query<{ count: string }>(text)).rows[0]?.count)
    return { facts: count, inbox: count, close: () => client.end() }
  }
  const facts = new Database(join(stand.folder, 'strata.sqlite'), { readonly: true })
  const inbox = new Database(join(stand.folder, 'inbox.sqlite'), { readonly: true })
  const counting = (db: Database.Database): Count => async (text) => db.prepare(text).pluck().get() as number
  return {
    facts: counting(facts),
    inbox: counting(inbox),
    close: async () => {
      facts.close()
      inbox.close()
    },
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
