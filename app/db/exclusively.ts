// Runs a piece of work while no other process runs work under the same key: a lease that is waited for.
import { setTimeout as pause } from 'node:timers/promises'
import { everyShop, releaseLease, renewLease, takeLease } from '#app/db/leases.ts'
import type { Database } from '#app/db/sql.ts'

const ttlMs = 30_000
const pauseMs = 50

export interface Holder {
  /** Names this process. */
  readonly owner: string
  /** Real time in milliseconds. */
  readonly wall: () => number
}

/** The lease is renewed while `work` runs; a process that dies holding it is waited out, 30 seconds at most. */
export function exclusively(db: Database, { owner, wall }: Holder): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  return async (key, work) => {
    const stage = `alone ${key}`
    let held = await db.write(() => takeLease(everyShop, stage, owner, wall(), ttlMs))
    while (!held) {
      await pause(pauseMs)
      held = await db.write(() => takeLease(everyShop, stage, owner, wall(), ttlMs))
    }
    const { fence } = held
    const renewing = setInterval(() => {
      // A renewal that fails is tried again at the next beat; the lease outlives two of them.
      db.write(() => renewLease(everyShop, stage, fence, wall(), ttlMs)).catch(() => undefined)
    }, ttlMs / 3)
    try {
      return await work()
    } finally {
      clearInterval(renewing)
      await db.write(() => releaseLease(everyShop, stage, fence))
    }
  }
}
