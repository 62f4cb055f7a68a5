// Brings the customers of a shop that are stale or due up to date, a small batch at a time.
import type { Held } from '#app/db/hold-lease.ts'
import { firstWalkAwaited, runningBackfill } from '#app/db/backfills.ts'
import { countWork } from '#app/db/evaluation-work.ts'
import { all, type Sql } from '#app/db/sql.ts'
import type { Reason } from '#app/core/membership/changes.ts'
import type { Context } from '#app/operations/context.ts'
import { commitVerdicts, unread } from '#app/operations/membership/commit-verdicts.ts'

/** As many as one commit takes within some 10 ms. */
export const batchSize = 100

export interface Drained {
  readonly customers: number
  readonly unsettled: number
}

/** One batch; `customers` is 0 when nobody is stale or due, and until the first walk after a sync is over: it looks at everyone. */
export async function drainOnce(ctx: Context, shop: number, held: Held): Promise<Drained> {
  const numbers = await ctx.db.read(() => staleOrDue(shop, ctx.now()))
  if (numbers.length === 0) return { customers: 0, unsettled: 0 }
  const drained = await evaluateNamed(ctx, shop, held, numbers)
  if (drained.customers === 0) ctx.log.error({ shop, customers: numbers.length }, 'customers are stale that the engine does not see')
  return drained
}

/** Evaluates and commits some customers by number. */
export async function evaluateNamed(ctx: Context, shop: number, held: Held, numbers: readonly number[]): Promise<Drained> {
  for (;;) {
    const now = ctx.now()
    const evaluated = await ctx.engine.evaluate({ shop, numbers, now })
    const committed = await ctx.db.write(function* () {
      const reasonFor = yield* reasons(shop)
      const end = yield* commitVerdicts({ shop, fence: held.fence, now, evaluated, reasonFor, fromBlock: false })
      // What made it necessary counts once, when it is done; what it cost counts every time.
      yield* countWork(shop, end.kind === 'written' ? evaluated.work : { ...evaluated.work, events: 0, flips: 0 }, now)
      return end
    })
    if (committed.kind === 'written') return { customers: evaluated.rows.length, unsettled: committed.unsettled }
    ctx.stop.throwIfAborted()
  }
}

function* staleOrDue(shop: number, now: number): Sql<number[]> {
  if (yield* firstWalkAwaited(shop)) return []
  const due = yield* all<{ number: number }>('SELECT number FROM customers WHERE shop_id = ? AND due_at <= ? ORDER BY due_at LIMIT ?', shop, now, batchSize)
  const stale = yield* all<{ number: number }>(
    `SELECT number FROM customers WHERE shop_id = ? AND facts_version > evaluated_version AND NOT (${unread}) ORDER BY facts_version LIMIT ?`,
    shop, batchSize,
  )
  return [...new Set([...due, ...stale].map((row) => row.number))].slice(0, batchSize)
}

/** A customer whom a running backfill has not reached may differ because of what the backfill is for. */
function* reasons(shop: number): Sql<(segment: number, customer: number) => Reason> {
  const run = yield* runningBackfill(shop)
  if (run === undefined) return () => 'event'
  return (segment, customer) => (customer > run.cursor ? (run.progress.reasons[segment] ?? 'event') : 'event')
}
