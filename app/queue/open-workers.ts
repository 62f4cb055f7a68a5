// One BullMQ worker a queue: hands each ring to its handler and translates how it ended into what the queue does next.
import { Worker, type Job } from 'bullmq'
import { GiveUp, TryLater } from '#app/core/failure.ts'
import type { QueueLog } from '#app/queue/enqueue.ts'
import { bells, type Bell, type BellName } from '#app/queue/jobs.ts'
import { connectToListen } from '#app/queue/redis.ts'
import { within } from '#app/queue/within.ts'

export type Handlers = Readonly<Record<BellName, (shop: number) => Promise<void>>>

export interface OpenWorkersRequest {
  readonly redisUrl: string
  readonly handlers: Handlers
  readonly ring: (bell: BellName, shop: number, delayMs?: number) => Promise<void>
  /** Real time, milliseconds. */
  readonly wall: () => number
  readonly log: QueueLog
}

export interface Workers {
  /** Waits for rings being answered, then lets go of Redis. */
  close(): Promise<void>
}

/** Before an unexpected failure is tried again. */
const AFTER_A_FAULT = 5_000
/** How long a farewell may take when Redis is away, in milliseconds. */
const PARTING = 2_000
/** What is being answered may go on for so long; each operation gives its place back after some 10 s. */
const GRACE = 20_000
/** A worker that was killed holds its job at most this long (milliseconds). */
const LOCK = 15_000

export function openWorkers(request: OpenWorkersRequest): Workers {
  const queues = new Map<string, number>()
  for (const { queue, concurrency } of Object.values(bells)) queues.set(queue, Math.max(concurrency, queues.get(queue) ?? 0))
  const workers = [...queues].map(([queue, concurrency]) => {
    let away = false
    const connection = connectToListen(request.redisUrl)
    const worker = new Worker<Bell>(queue, (job) => answer(request, job), {
      connection,
      concurrency,
      lockDuration: LOCK,
      stalledInterval: 5_000,
      maxStalledCount: 10,
      drainDelay: 5,
      runRetryDelay: 1_000,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    })
    connection.on('ready', () => { away = false })
    const trouble = (error: Error): void => {
      if (!away) request.log.warn({ queue, err: error.message }, 'a queue is in trouble: the sweep rings again what it loses')
      away = true
    }
    connection.on('error', trouble)
    worker.on('error', trouble)
    return { worker, connection, isAway: () => away || connection.status !== 'ready' }
  })
  return {
    async close() {
      await Promise.all(workers.map(async ({ worker, connection, isAway }) => {
        // What is being answered is waited for; a connection that is away is not.
        const lost = isAway()
        await within(lost ? PARTING : GRACE, worker.close(lost))
        connection.disconnect()
      }))
    },
  }
}

async function answer({ handlers, ring, wall, log }: OpenWorkersRequest, job: Job<Bell>): Promise<void> {
  const bell = job.name
  const { shop } = job.data
  if (!isBell(bell)) return log.warn({ bell, shop }, 'a bell nobody knows was rung')
  try {
    await handlers[bell](shop)
  } catch (error) {
    if (error instanceof TryLater) return ring(bell, shop, Math.max(1, error.when - wall()))
    if (error instanceof GiveUp) return log.error({ bell, shop, why: error.message }, 'given up: trying again cannot help')
    log.error({ bell, shop, err: error instanceof Error ? (error.stack ?? error.message) : String(error) }, 'unexpected: tried again soon')
    return ring(bell, shop, AFTER_A_FAULT)
  }
}

const isBell = (name: string): name is BellName => Object.hasOwn(bells, name)
