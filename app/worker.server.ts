// The worker process: answers bells, sweeps for what was lost, and watches the clock for verdicts that run out. Stops without cutting off.
import { clock, closeContext, context, queue, stopContext } from '#app/context.server.ts'
import { foldTheLog } from '#app/db.server.ts'
import { env } from '#app/env.server.ts'
import { eraseExpired } from '#app/operations/upkeep/erase-expired.ts'
import { ringForWork, sweep } from '#app/operations/upkeep/sweep.ts'
import { openWorkers } from '#app/queue/open-workers.ts'
import { openDueTimer } from '#app/workers/due-timer.ts'
import { refreshClauses } from '#app/workers/delegated.ts'
import { applyDeliveries } from '#app/workers/intake.ts'
import { backfill, recompute } from '#app/workers/membership.ts'
import { native } from '#app/workers/native.ts'
import { repeat } from '#app/workers/repeat.ts'
import { advanceSync } from '#app/workers/sync.ts'
import { settle } from '#app/workers/tagging.ts'

const SWEEP = 15_000
const PULSE = 5_000
const EXPIRED = 30_000
/** What does not end by then is cut off; leases and intents make that harmless. */
const PATIENCE = 20_000

const ctx = await context()
const folding = foldTheLog()
ctx.engine.wake()
const { log } = ctx

const fault = (what: string) => (error: unknown) => log.error({ what, err: error instanceof Error ? (error.stack ?? error.message) : String(error) }, 'unexpected: tried again soon')
const due = openDueTimer(ctx, fault('due timer'))
const { onStep } = await clock()
onStep(() => due.look())

const workers = openWorkers({
  redisUrl: env.REDIS_URL,
  handlers: {
    applyDeliveries: (shop) => applyDeliveries(ctx, shop),
    advanceSync: (shop) => advanceSync(ctx, shop),
    recompute: (shop) => due.after(shop, recompute(ctx, shop)),
    backfill: (shop) => due.after(shop, backfill(ctx, shop)),
    settle: (shop) => settle(ctx, shop),
    refreshClauses: (shop) => refreshClauses(ctx, shop),
    native: (shop) => native(ctx, shop),
  },
  ring: ctx.ring,
  wall: ctx.wall,
  log,
})

const timers = [
  repeat(ctx.stop, async () => {
    await sweep(ctx, { everyMs: SWEEP })
    return SWEEP / 3
  }, fault('sweep')),
  repeat(ctx.stop, async () => {
    await eraseExpired(ctx)
    return EXPIRED
  }, fault('retention')),
  repeat(ctx.stop, async () => {
    await queue.leavePulse({ at: ctx.wall(), trouble: ctx.db.trouble() ?? ctx.inbox.trouble() })
    return PULSE
  }, fault('pulse')),
]
await ringForWork(ctx).catch(fault('first sweep'))
log.info({ owner: ctx.owner }, 'the worker listens')

let stopping = false
async function stop(why: string, code: number): Promise<void> {
  if (stopping) return
  stopping = true
  log.info({ why }, 'the worker stops')
  setTimeout(() => process.exit(code), PATIENCE).unref()
  await stopContext()
  await Promise.all([workers.close(), due.close(), folding?.stop(), ...timers])
  await closeContext()
  process.exit(code)
}
process.on('SIGTERM', () => void stop('SIGTERM', 0))
process.on('SIGINT', () => void stop('SIGINT', 0))
// State after an uncaught fault is unknown; everything that matters is in the database, so leaving is safe.
process.on('uncaughtException', (error) => {
  fault('the process')(error)
  void stop('an uncaught fault', 1)
})
process.on('unhandledRejection', (error) => {
  fault('the process')(error)
  void stop('an unhandled rejection', 1)
})
