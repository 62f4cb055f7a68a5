// The context of this process, built once: what every operation receives.
import { openClock, type Clock } from '#app/clock.server.ts'
import { closeDatabases, db, inbox, owner } from '#app/db.server.ts'
import type { DatabaseTrouble } from '#app/db/sql.ts'
import { openEngine } from '#app/engine/open-engine.ts'
import { env } from '#app/env.server.ts'
import { log } from '#app/log.server.ts'
import type { Context } from '#app/operations/context.ts'
import type { Rope } from '#app/queue/enqueue.ts'
import { lives } from '#app/queue/pulse.ts'
import { rope } from '#app/queue.server.ts'
import { remember } from '#app/remember.server.ts'
import { adminOf } from '#app/shopify.server.ts'

interface Opened {
  readonly ctx: Context
  readonly clock: Clock
  readonly stopping: AbortController
}

const opened = (): Promise<Opened> => remember('context', open)

/** Resolves once the store clock has answered; the same instance every time. */
export const context = async (): Promise<Context> => (await opened()).ctx

/** The store clock alone, for whoever has to know when it is stepped. */
export const clock = async (): Promise<Pick<Clock, 'onStep'>> => (await opened()).clock

/** Whether Redis can be spoken to (without it work waits, and nothing is lost), and what the workers say of themselves in it. */
export const queue: Pick<Rope, 'reachable' | 'hearPulse' | 'leavePulse'> = rope

/** What keeps our own machinery from working. While a worker lives its word counts: it writes all the time, and this process hardly ever. */
export async function machine(): Promise<{ readonly queueReachable: boolean; readonly database: DatabaseTrouble | null; readonly inboxFull: boolean }> {
  const pulse = await rope.hearPulse()
  return { queueReachable: rope.reachable(), database: (lives(pulse, Date.now()) ? pulse.trouble : db.trouble()) ?? inbox.trouble(), inboxFull: inbox.isFull() }
}

/** Asks everything that runs in this process to come to an end. */
export async function stopContext(): Promise<void> {
  (await opened()).stopping.abort(new Error('the process was asked to stop'))
}

/** After the last operation has ended. */
export async function closeContext(): Promise<void> {
  const { ctx, clock } = await opened()
  clock.close()
  await rope.close()
  await ctx.engine.close()
  await closeDatabases()
}

const BLOCK_MEMORY = 512 * 1024 * 1024

async function open(): Promise<Opened> {
  const wall = Date.now
  const clock = await openClock({ url: env.CLOCK_URL, wall, warn: (message) => log.warn({}, message) })
  const stopping = new AbortController()
  const engine = openEngine({
    databaseUrl: env.DATABASE_URL,
    memoryBytes: BLOCK_MEMORY,
    onCrash: (why) => log.error({ err: why }, 'the engine thread died and is started again'),
  })
  const ctx: Context = {
    now: clock.now,
    wall,
    owner,
    db,
    inbox,
    engine,
    shopify: adminOf({ now: clock.now, wall }),
    ring: (bell, shop, delayMs) => rope.ring(bell, shop, delayMs),
    log,
    reconcileEvery: env.RECONCILE_EVERY_MINUTES * 60_000,
    stop: stopping.signal,
  }
  return { ctx, clock, stopping }
}
