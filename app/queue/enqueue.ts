// Rings bells. Never throws and never takes long: a ring that Redis did not take is kept in memory and rung when Redis is back,
// and whatever is lost with the process is found by the sweep.
import { Queue } from 'bullmq'
import { gather } from '#app/queue/gather.ts'
import { bells, type Bell, type BellName } from '#app/queue/jobs.ts'
import { openLater } from '#app/queue/later.ts'
import { hearPulse, leavePulse, type Pulse } from '#app/queue/pulse.ts'
import { connectToRing } from '#app/queue/redis.ts'
import { within } from '#app/queue/within.ts'

/** How long a farewell may take when Redis is away, in milliseconds: what is lost is rung by the sweep. */
const PARTING = 2_000

/** Thousands of deliveries a second ring as many times: a ring costs the door as much as keeping the delivery does. */
const restMs = 10

/** The part of a log the queue needs; fields carry ids and counts only. */
export interface QueueLog {
  info(fields: Record<string, unknown>, message: string): void
  warn(fields: Record<string, unknown>, message: string): void
  error(fields: Record<string, unknown>, message: string): void
}

export interface Rope {
  /** Resolves when Redis has taken the ring, or after `patienceMs` (twice that behind a ring under way); a delayed one at once. */
  ring(bell: BellName, shop: number, delayMs?: number): Promise<void>
  /** Whether Redis can be spoken to now. */
  reachable(): boolean
  /** A worker says that it lives. Nobody hears it while Redis is away. */
  leavePulse(pulse: Pulse): Promise<void>
  /** The last sign of life of any worker; null when there is none or Redis is away. */
  hearPulse(): Promise<Pulse | null>
  close(): Promise<void>
}

export function openRope(given: { readonly redisUrl: string; readonly log: QueueLog; readonly patienceMs?: number }): Rope {
  const { log, patienceMs = 1_000 } = given
  const connection = connectToRing(given.redisUrl)
  const queues = new Map<string, Queue<Bell>>()
  const unrung = new Map<string, { readonly bell: BellName; readonly shop: number }>()
  const later = openLater()
  const gathered = gather(restMs)
  let away = false
  let closing = false

  const lost = (error: unknown): void => {
    if (away || closing) return
    away = true
    log.error({ err: String(error) }, 'Redis is away: work goes on when it is back, nothing is lost (check REDIS_URL and the Redis server)')
  }
  connection.on('error', lost)
  connection.on('ready', () => {
    if (away) log.info({ rings: unrung.size }, 'Redis is back')
    away = false
    const again = [...unrung.values()]
    unrung.clear()
    for (const { bell, shop } of again) void ringNow(bell, shop)
  })

  const queueOf = (bell: BellName): Queue<Bell> => {
    const name = bells[bell].queue
    const known = queues.get(name)
    if (known) return known
    const made = new Queue<Bell>(name, { connection, skipWaitingForReady: true })
    made.on('error', lost)
    queues.set(name, made)
    return made
  }

  /** A ring while the same bell is being answered is kept as one more ring; one while it waits is dropped. */
  const add = async (bell: BellName, shop: number): Promise<void> => {
    const deduplication = { id: `${bell}-${shop}`, keepLastIfActive: true }
    await queueOf(bell).add(bell, { shop }, { removeOnComplete: true, removeOnFail: true, deduplication })
  }

  const ringNow = (bell: BellName, shop: number): Promise<void> => gathered.ring(`${bell}-${shop}`, () => ringOnce(bell, shop))

  const ringOnce = async (bell: BellName, shop: number): Promise<void> => {
    const keep = (): void => void unrung.set(`${bell}-${shop}`, { bell, shop })
    if (away) return keep()
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<void>((done) => { timer = setTimeout(done, patienceMs) })
    const added = add(bell, shop).catch((error: unknown) => {
      keep()
      // BullMQ never recovers a queue whose first command failed.
      queues.delete(bells[bell].queue)
      lost(error)
    })
    await Promise.race([added, patience])
    clearTimeout(timer)
  }

  return {
    async ring(bell, shop, delayMs = 0) {
      if (closing) return
      if (delayMs > 0) later.set(`${bell}-${shop}`, delayMs, () => void ringNow(bell, shop))
      else await ringNow(bell, shop)
    },
    reachable: () => !away && connection.status === 'ready',
    leavePulse: (pulse) => leavePulse(connection, pulse).catch(lost),
    hearPulse: async () =>
      away ? null : hearPulse(connection).catch((error: unknown) => {
        lost(error)
        return null
      }),
    async close() {
      closing = true
      later.close()
      await within(PARTING, gathered.drained())
      await within(PARTING, Promise.all([...queues.values()].map((queue) => queue.close())))
      connection.disconnect()
    },
  }
}
