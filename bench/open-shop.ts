// An installed shop in a database of its own, with an engine thread and a store clock that the benchmark sets; no Redis, no Shopify.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '#app/db/database.ts'
import { migrate } from '#app/db/migrate.ts'
import { openInbox } from '#app/db/open-inbox.ts'
import { installShop, updateShop } from '#app/db/shops.ts'
import { openEngine } from '#app/engine/open-engine.ts'
import type { Context } from '#app/operations/context.ts'
import { CannotGoOn, say } from '../scripts/setup/say.mjs'

export interface OpenShop {
  readonly ctx: Context
  readonly shop: number
  /** `DATABASE_URL` of another process. */
  readonly url: string
  readonly setTime: (at: number) => void
}

/** Installed at `now`, with its writes switched off; everything goes away when the work has ended. */
export async function onOpenShop<T>(now: number, work: (open: OpenShop) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'strata-bench-'))
  const url = `file:${join(folder, 'strata.sqlite')}`
  await migrate(url)
  const db = openDatabase(url)
  const inbox = openInbox(url)
  const complain = (fields: Record<string, unknown>, message: string): void => say(`${message} ${JSON.stringify(fields)}`)
  const engine = openEngine({ databaseUrl: url, memoryBytes: 512 * 1024 * 1024, onCrash: (why) => complain({ why }, 'the engine died') })
  let time = now
  const nobody = (): never => { throw new CannotGoOn('This benchmark has no Shopify.') }
  const ctx: Context = {
    now: () => time, wall: Date.now, owner: `bench-${process.pid}`, db, inbox, engine,
    shopify: { ask: nobody, download: nobody, budget: () => null, names: async () => new Map() },
    ring: async () => {}, log: { info: () => {}, warn: complain, error: complain }, stop: new AbortController().signal,
  }
  try {
    const shop = await db.write(function* () {
      const { id } = yield* installShop('bench.myshopify.com', now)
      yield* updateShop(id, { writesEnabled: false })
      return id
    })
    return await work({ ctx, shop, url, setTime: (at) => { time = at } })
  } finally {
    await engine.close()
    await inbox.close()
    await db.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
