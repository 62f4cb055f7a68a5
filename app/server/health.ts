// Whether this process can do its work, part by part, and what to do about a part that cannot.
import type { WorkDone } from '#app/core/progress.ts'
import { workOfAll } from '#app/db/evaluation-work.ts'
import { shopByDomain } from '#app/db/shops.ts'
import { first } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'
import type { Rope } from '#app/queue/enqueue.ts'
import { lives, type Pulse } from '#app/queue/pulse.ts'

interface Part {
  readonly ok: boolean
  readonly remedy?: string
}

export interface Health {
  /** False when requests cannot be served or nothing can be kept; a part that only makes work late leaves it true. */
  readonly ok: boolean
  readonly database: Part & { readonly answers: boolean }
  readonly inbox: Part & { readonly answers: boolean } & Partial<InboxState>
  readonly redis: Part
  readonly worker: Part & { readonly lastSeenMs?: number | null }
  /** Of all shops together; null before the first evaluation, or when it cannot be read. */
  readonly work: WorkDone | null
}

interface Waiting {
  readonly pending: number
  /** Since the oldest was received. */
  readonly oldestMs: number | null
}

interface InboxState extends Waiting {
  readonly failed: number
  readonly megabytes: number
  readonly mostMegabytes: number
  readonly shopsWaiting: number
  /** Those that have waited longest, by our own number: whoever asks for our health learns no names. */
  readonly shops: readonly (Waiting & { readonly shop: number })[]
}

/** Shops named. */
const named = 20

const patience = 2_000

export async function health(ctx: Context, queue: Pick<Rope, 'reachable' | 'hearPulse'>): Promise<Health> {
  const [pulse, inbox, work] = await Promise.all([soon(queue.hearPulse()), inboxHealth(ctx), soon(ctx.db.read(workOfAll))])
  const heard = pulse.ok ? pulse.value : null
  const database = await databaseHealth(ctx, heard)
  const redis: Part = queue.reachable() ? { ok: true } : { ok: false, remedy: 'Redis does not answer: check that it runs at REDIS_URL. Work waits and goes on when it is back.' }
  return { ok: database.ok && inbox.ok, database, inbox, redis, worker: redis.ok ? workerHealth(ctx, heard) : unheard, work: work.ok ? work.value : null }
}

const unwritable = {
  full: 'The database has no room left: free disk space or enlarge the volume. Work goes on by itself afterwards.',
  'read-only': 'The database cannot be written: check permissions, mounts and fail-over.',
}

/** While a worker lives its word counts: it writes all the time, and this process hardly ever. */
async function databaseHealth(ctx: Context, pulse: Pulse | null): Promise<Health['database']> {
  const answer = await soon(ctx.db.read(() => first('SELECT id FROM shops LIMIT 1')))
  const trouble = lives(pulse, ctx.wall()) ? pulse.trouble : ctx.db.trouble()
  if (answer.ok) return trouble === null ? { ok: true, answers: true } : { ok: false, answers: true, remedy: unwritable[trouble] }
  return { ok: false, answers: false, remedy: `The database does not answer (${answer.why}): check DATABASE_URL, free disk space, and that the migrations were applied (npm run migrate).` }
}

async function inboxHealth(ctx: Context): Promise<Health['inbox']> {
  const answer = await soon(inboxState(ctx))
  if (!answer.ok) return { ok: false, answers: false, remedy: `The inbox does not answer (${answer.why}): check INBOX_URL and free disk space.` }
  const trouble = ctx.inbox.trouble()
  const remedy = trouble !== null ? unwritable[trouble] : ctx.inbox.isFull() ? full : null
  return { ...(remedy === null ? { ok: true } : { ok: false, remedy }), answers: true, ...answer.value }
}

const full = 'The inbox has reached INBOX_MAX_MB, and deliveries are refused: see that a worker runs and keeps up, or raise the bound. Shopify brings them again for four hours.'

async function inboxState(ctx: Context): Promise<InboxState> {
  const [{ pending, failed, oldest, shops }, { bytes, mostBytes }] = await Promise.all([ctx.inbox.depth(), ctx.inbox.size()])
  const age = (at: number | null) => (at === null ? null : Math.max(0, ctx.now() - at))
  const longest = [...shops].sort((a, b) => (a.oldest ?? Infinity) - (b.oldest ?? Infinity)).slice(0, named)
  const known = await ctx.db.read(function* () {
    const found: (Waiting & { shop: number })[] = []
    for (const one of longest) {
      const shop = yield* shopByDomain(one.shop)
      if (shop) found.push({ shop: shop.id, pending: one.pending, oldestMs: age(one.oldest) })
    }
    return found
  })
  return { pending, failed, oldestMs: age(oldest), megabytes: megabytes(bytes), mostMegabytes: megabytes(mostBytes), shopsWaiting: shops.length, shops: known }
}

const megabytes = (bytes: number): number => Math.round(bytes / 104_857.6) / 10

const unheard: Health['worker'] = { ok: false, lastSeenMs: null, remedy: 'Whether a worker runs cannot be told while Redis does not answer.' }

function workerHealth(ctx: Context, pulse: Pulse | null): Health['worker'] {
  if (pulse === null) return { ok: false, lastSeenMs: null, remedy: 'No worker has been seen: start one with npm run worker.' }
  const lastSeenMs = Math.max(0, ctx.wall() - pulse.at)
  return lives(pulse, ctx.wall()) ? { ok: true, lastSeenMs } : { ok: false, lastSeenMs, remedy: 'No worker has been seen for a minute: look at its log, and start it with npm run worker.' }
}

type Soon<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string }

/** A part that hangs is as bad as one that fails. */
async function soon<T>(work: Promise<T>): Promise<Soon<T>> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Soon<T>>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, why: `no answer within ${patience / 1000} s` }), patience)
  })
  const done = work.then(
    (value): Soon<T> => ({ ok: true, value }),
    (error: unknown): Soon<T> => ({ ok: false, why: error instanceof Error ? error.message : String(error) }),
  )
  const first = await Promise.race([done, late])
  clearTimeout(timer)
  return first
}
