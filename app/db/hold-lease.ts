// Work under a lease: taken, renewed by a heartbeat while the work lasts, and let go at the end.
import { LostLease, releaseLease, renewLease, takeLease } from '#app/db/leases.ts'
import type { Database } from '#app/db/sql.ts'

export interface LeaseRequest {
  readonly shop: number
  readonly stage: string
  readonly owner: string
  /** Real time, milliseconds. */
  readonly wall: () => number
  /** Others may take the lease this long after the holder's last sign of life. */
  readonly ttlMs?: number
}

export interface Held {
  /** Checked inside every commit: see `checkFence`. */
  readonly fence: number
}

export type UnderLease<T> = { readonly kind: 'held'; readonly value: T } | { readonly kind: 'busy' }

/** No holder of a lease outlives a power cut. */
const passing = { forgettable: true }

/** `busy` when someone else holds it, or took it on the way: the next commit of ours throws `LostLease`, and the work is theirs. */
export async function holdLease<T>(db: Database, request: LeaseRequest, work: (held: Held) => Promise<T>): Promise<UnderLease<T>> {
  const { shop, stage, owner, wall, ttlMs = 15_000 } = request
  const taken = await db.write(() => takeLease(shop, stage, owner, wall(), ttlMs), passing)
  if (taken === null) return { kind: 'busy' }
  const { fence } = taken
  let beat: Promise<unknown> = Promise.resolve()
  const heart = setInterval(() => {
    // A missed beat is no fault: the fence in the next commit decides.
    beat = db.write(() => renewLease(shop, stage, fence, wall(), ttlMs), passing).catch(() => false)
  }, ttlMs / 3)
  heart.unref()
  try {
    return { kind: 'held', value: await work(taken) }
  } catch (error) {
    if (error instanceof LostLease) return { kind: 'busy' }
    throw error
  } finally {
    clearInterval(heart)
    await beat
    await db.write(() => releaseLease(shop, stage, fence), passing)
  }
}
