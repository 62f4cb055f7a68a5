// One step of a backfill: the next customers by number, from the cached block of the whole shop.
import { neededBackfill, type Backfill } from '#app/db/backfills.ts'
import type { Held } from '#app/db/hold-lease.ts'
import { updateRun } from '#app/db/runs.ts'
import { shopById } from '#app/db/shops.ts'
import type { Evaluated } from '#app/engine/engine.ts'
import type { Context } from '#app/operations/context.ts'
import { commitVerdicts } from '#app/operations/membership/commit-verdicts.ts'
import { batchSize, evaluateNamed } from '#app/operations/membership/drain.ts'
import { finishBackfill } from '#app/operations/membership/fill.ts'

export type BackfillStep =
  | { readonly kind: 'walked'; readonly customers: number; readonly unsettled: number }
  /** Over everyone, or nothing to do. */
  | { readonly kind: 'done' }
  /** The first sync is not complete: what is not known yet must not become history. */
  | { readonly kind: 'unsynced' }

/** Asked of the engine at once, committed in smaller portions. */
const stride = 1_000

export async function backfillStep(ctx: Context, shop: number, held: Held): Promise<BackfillStep> {
  const found = await ctx.db.write(function* () {
    const row = yield* shopById(shop)
    if (row === undefined) return { kind: 'done' as const }
    if (row.syncedAt === null) return { kind: 'unsynced' as const }
    const run = yield* neededBackfill(shop, ctx.now())
    return run === undefined ? { kind: 'done' as const } : { kind: 'run' as const, run }
  })
  if (found.kind !== 'run') return found
  const { run } = found
  const now = ctx.now()
  const evaluated = await ctx.engine.evaluateNext({ shop, after: run.cursor, limit: stride, now })
  if (evaluated.rulesVersion !== run.progress.rules) return { kind: 'walked', customers: 0, unsettled: 0 }
  if (evaluated.rows.length === 0) return (await finishBackfill(ctx, shop, held, run)) ? { kind: 'done' } : { kind: 'walked', customers: 0, unsettled: 0 }
  return commitStride(ctx, { shop, held, run, now, evaluated })
}

interface Stride {
  readonly shop: number
  readonly held: Held
  readonly run: Backfill
  readonly now: number
  readonly evaluated: Evaluated
}

async function commitStride(ctx: Context, { shop, held, run, now, evaluated }: Stride): Promise<BackfillStep> {
  const reasonFor = (segment: number) => run.progress.reasons[segment] ?? 'event'
  let customers = 0
  let unsettled = 0
  for (let start = 0; start < evaluated.rows.length; start += batchSize) {
    const rows = evaluated.rows.slice(start, start + batchSize)
    const committed = await ctx.db.write(function* () {
      const end = yield* commitVerdicts({ shop, fence: held.fence, now, evaluated: { ...evaluated, rows }, reasonFor, fromBlock: true })
      if (end.kind === 'written' && end.left.length === 0) yield* updateRun(run.id, { cursor: rows.at(-1)?.number ?? run.cursor }, ctx.now())
      return end
    })
    if (committed.kind === 'rules-moved') break
    unsettled += committed.unsettled
    customers += rows.length
    if (committed.left.length > 0) {
      unsettled += (await evaluateNamed(ctx, shop, held, committed.left)).unsettled
      await ctx.db.write(() => updateRun(run.id, { cursor: rows.at(-1)?.number ?? run.cursor }, ctx.now()))
    }
  }
  return { kind: 'walked', customers, unsettled }
}
