// One step of a backfill: the next customers by number whom it changes, from the cached block of the whole shop.
import { neededBackfill, type Backfill } from '#app/db/backfills.ts'
import type { Held } from '#app/db/hold-lease.ts'
import { updateRun } from '#app/db/runs.ts'
import { shopById } from '#app/db/shops.ts'
import type { Stretch } from '#app/engine/engine.ts'
import type { Context } from '#app/operations/context.ts'
import { commitVerdicts } from '#app/operations/membership/commit-verdicts.ts'
import { evaluateNamed } from '#app/operations/membership/drain.ts'
import { finishBackfill } from '#app/operations/membership/fill.ts'
import { derived } from '#app/operations/membership/stage.ts'
import { breathe } from '#app/operations/rest.ts'

export type BackfillStep =
  | { readonly kind: 'walked'; readonly customers: number; readonly unsettled: number }
  /** Over everyone, or nothing to do. */
  | { readonly kind: 'done' }
  /** The first sync is not complete: what is not known yet must not become history. */
  | { readonly kind: 'unsynced' }

/** Asked of the engine at once: whoever is stale or due waits for as many. */
const stride = 2_000
/** Committed at once. */
const portion = 400

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
  const stretch = await ctx.engine.evaluateNext({ shop, run: run.id, after: run.cursor, limit: stride, now, retagged: run.progress.retagged ?? [] })
  if (stretch.rulesVersion !== run.progress.rules) return { kind: 'walked', customers: 0, unsettled: 0 }
  if (stretch.through === null) return (await finishBackfill(ctx, shop, held, run)) ? { kind: 'done' } : { kind: 'walked', customers: 0, unsettled: 0 }
  return commitStretch(ctx, { shop, held, run, now, stretch, through: stretch.through })
}

interface Commit {
  readonly shop: number
  readonly held: Held
  readonly run: Backfill
  readonly now: number
  readonly stretch: Stretch
  readonly through: number
}

async function commitStretch(ctx: Context, { shop, held, run, now, stretch, through }: Commit): Promise<BackfillStep> {
  const reasonFor = (segment: number) => run.progress.reasons[segment] ?? 'event'
  let customers = 0
  let unsettled = 0
  for (let start = 0; start < stretch.rows.length; start += portion) {
    const rows = stretch.rows.slice(start, start + portion)
    const cursor = start + portion < stretch.rows.length ? (rows.at(-1)?.number ?? through) : through
    const committed = await ctx.db.write(function* () {
      const end = yield* commitVerdicts({ shop, fence: held.fence, now, evaluated: { ...stretch, rows }, reasonFor, fromBlock: true })
      if (end.kind === 'written' && end.left.length === 0) yield* updateRun(run, { cursor }, ctx.now())
      return end
    }, derived)
    if (committed.kind !== 'written') break
    unsettled += committed.unsettled
    customers += rows.length
    if (committed.left.length > 0) {
      unsettled += (await evaluateNamed(ctx, shop, held, committed.left)).unsettled
      await ctx.db.write(() => updateRun(run, { cursor }, ctx.now()), derived)
    }
    // On SQLite a commit is one stretch without a pause: who else waits for this thread goes first.
    await breathe()
  }
  return { kind: 'walked', customers, unsettled }
}
