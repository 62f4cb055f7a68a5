// Brings the customers of a shop that are stale or due up to date, some at a time.
import type { Held } from '#app/db/hold-lease.ts'
import { firstWalkAwaited, runningBackfill } from '#app/db/backfills.ts'
import { countWork } from '#app/db/evaluation-work.ts'
import { all, type Sql } from '#app/db/sql.ts'
import type { Reason } from '#app/core/membership/changes.ts'
import type { Evaluated } from '#app/engine/engine.ts'
import type { Context } from '#app/operations/context.ts'
import { commitVerdicts, unread } from '#app/operations/membership/commit-verdicts.ts'
import { derived } from '#app/operations/membership/stage.ts'

/** As many as one commit takes within some 10 ms. */
export const batchSize = 100
/** Looked for at once, and committed in portions. */
const atOnce = 4 * batchSize

export interface Drained {
  readonly customers: number
  readonly unsettled: number
}

/** Some of them; `customers` is 0 when nobody is stale or due, and until the first walk after a sync is over: it looks at everyone. */
export async function drainOnce(ctx: Context, shop: number, held: Held): Promise<Drained> {
  const numbers = await ctx.db.read(() => staleOrDue(shop, ctx.now()))
  if (numbers.length === 0) return { customers: 0, unsettled: 0 }
  const drained = await evaluateNamed(ctx, shop, held, numbers)
  if (drained.customers === 0) ctx.log.error({ shop, customers: numbers.length }, 'customers are stale that the engine does not see')
  return drained
}

/** Evaluates and commits some customers by number. While a portion is committed the engine works on the next. */
export async function evaluateNamed(ctx: Context, shop: number, held: Held, numbers: readonly number[]): Promise<Drained> {
  const portions: (readonly number[])[] = []
  for (let start = 0; start < numbers.length; start += batchSize) portions.push(numbers.slice(start, start + batchSize))
  let customers = 0
  let unsettled = 0
  let coming: Promise<Asked> | null = null
  for (const [index, portion] of portions.entries()) {
    const asked: Asked = await (coming ?? ask(ctx, shop, portion))
    const next = portions[index + 1]
    coming = next === undefined ? null : ask(ctx, shop, next)
    // Of no interest any more when the commit fails.
    coming?.catch(() => {})
    const done = await commitAsked(ctx, held, asked)
    customers += done.customers
    unsettled += done.unsettled
  }
  return { customers, unsettled }
}

interface Asked {
  readonly shop: number
  readonly numbers: readonly number[]
  readonly now: number
  readonly evaluated: Evaluated
}

async function ask(ctx: Context, shop: number, numbers: readonly number[]): Promise<Asked> {
  const now = ctx.now()
  return { shop, numbers, now, evaluated: await ctx.engine.evaluate({ shop, numbers, now }) }
}

/** Asked again for as long as the rules move meanwhile. */
async function commitAsked(ctx: Context, held: Held, first: Asked): Promise<Drained> {
  const { shop } = first
  for (let asked = first; ; asked = await ask(ctx, shop, asked.numbers)) {
    const { now, evaluated } = asked
    const committed = await ctx.db.write(function* () {
      const reasonFor = yield* reasons(shop)
      const end = yield* commitVerdicts({ shop, fence: held.fence, now, evaluated, reasonFor, fromBlock: false })
      // What made it necessary counts once, when it is done; what it cost counts every time.
      if (end.kind !== 'erased') yield* countWork(shop, end.kind === 'written' ? evaluated.work : { ...evaluated.work, events: 0, flips: 0 }, now)
      return end
    }, derived)
    if (committed.kind === 'erased') return { customers: evaluated.rows.length, unsettled: 0 }
    if (committed.kind === 'written') return { customers: evaluated.rows.length, unsettled: committed.unsettled }
    ctx.stop.throwIfAborted()
  }
}

function* staleOrDue(shop: number, now: number): Sql<number[]> {
  if (yield* firstWalkAwaited(shop)) return []
  const due = yield* all<{ number: number }>('SELECT number FROM customers WHERE shop_id = ? AND due_at <= ? ORDER BY due_at LIMIT ?', shop, now, atOnce)
  const stale = yield* all<{ number: number }>(
    `SELECT number FROM customers WHERE shop_id = ? AND facts_version > evaluated_version AND NOT (${unread}) ORDER BY facts_version LIMIT ?`,
    shop, atOnce,
  )
  return [...new Set([...due, ...stale].map((row) => row.number))].slice(0, atOnce)
}

/** A customer whom a running backfill has not reached may differ because of what the backfill is for. */
function* reasons(shop: number): Sql<(segment: number, customer: number) => Reason> {
  const run = yield* runningBackfill(shop)
  if (run === undefined) return () => 'event'
  return (segment, customer) => (customer > run.cursor ? (run.progress.reasons[segment] ?? 'event') : 'event')
}
