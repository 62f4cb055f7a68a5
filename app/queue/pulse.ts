// A worker's sign of life: left in Redis, so that it is heard also while the database takes no writes.
import type { Redis } from 'ioredis'

export interface Pulse {
  /** Real time, milliseconds. */
  readonly at: number
  /** What keeps the database from taking this worker's writes. */
  readonly trouble: 'full' | 'read-only' | null
}

const key = 'strata:worker'
/** Long enough to tell a worker that stopped from one that never was (milliseconds). */
const KEPT = 24 * 3_600_000

/** Workers leave one every few seconds; one that is silent for longer does not live (milliseconds). */
const SILENCE = 60_000

/** `wall` is real time in milliseconds. */
export const lives = (pulse: Pulse | null, wall: number): pulse is Pulse => pulse !== null && wall - pulse.at <= SILENCE

/** Throws when Redis is away. */
export async function leavePulse(connection: Redis, { at, trouble }: Pulse): Promise<void> {
  await connection.set(key, `${at} ${trouble ?? 'well'}`, 'PX', KEPT)
}

/** The last of any worker; null when there is none. Throws when Redis is away. */
export async function hearPulse(connection: Redis): Promise<Pulse | null> {
  const [at, trouble] = (await connection.get(key))?.split(' ') ?? []
  return at === undefined ? null : { at: Number(at), trouble: trouble === 'full' || trouble === 'read-only' ? trouble : null }
}
