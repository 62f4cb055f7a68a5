// Last step of a sync: what was read is complete, so the rules are asked anew and tags may be written.
import type { Held } from '#app/db/hold-lease.ts'
import { doubtListed, notListed } from '#app/db/listed.ts'
import { keepRound } from '#app/db/reconciliations.ts'
import { raiseRules, type Shop, updateShop } from '#app/db/shops.ts'
import { all, inNumbers, listOf, run as change } from '#app/db/sql.ts'
import { noteHeld } from '#app/db/wanted-metafields.ts'
import type { Context } from '#app/operations/context.ts'
import { on, type Step } from '#app/operations/sync/step.ts'
import { catchUpEvery, keepSync, lastDoneSync, roundOf, type SyncRun } from '#app/operations/sync/sync-run.ts'

const atOnce = 500

export async function finishSync(ctx: Context, shop: Shop, run: SyncRun, held: Held): Promise<Step> {
  await doubtWhoWasNotListed(ctx, shop, run)
  await doubtWhatWasNotListed(ctx, shop, run)
  const now = ctx.now()
  const { only, files, looked, repaired } = run.progress
  // Nothing that was unknown is known by tags and products alone.
  const tellsMore = only === null || only === 'customers'
  const more = await ctx.db.write(function* () {
    // From here on this run is the one that catches up. One kind of thing alone says nothing of what the others missed.
    const before = yield* lastDoneSync(shop.id)
    const caughtUpTo = caughtUpBy(run, before?.progress.caughtUpTo ?? null, now)
    const progress = { ...run.progress, caughtUpTo, catching: only === null ? null : (before?.progress.catching ?? null) }
    yield* change(`UPDATE runs SET next_try_at = NULL WHERE shop_id = ? AND kind = 'sync'`, shop.id)
    yield* keepSync(run, held.fence, { state: 'done', step: 'done', progress, problem: null, nextTryAt: ctx.wall() + catchUpEvery(ctx), finishedAt: now }, now)
    yield* updateShop(shop.id, only === null ? { syncedAt: now, trouble: null } : { trouble: null })
    yield* keepRound(shop.id, { kind: roundOf(only), beganAt: run.startedAt, endedAt: now, completeUpTo: only === null ? caughtUpTo : null, lookedAt: looked, repaired, problem: null })
    if (!tellsMore) return false
    const more = yield* noteHeld(shop.id, files.find(({ file }) => file === 'customers')?.rulesVersion ?? 0, now)
    // What could not be known before can be known now.
    yield* raiseRules(shop.id)
    return more
  })
  ctx.log.info({ shop: shop.id, run: run.id, only, lines: run.progress.lines, repaired }, 'the store is read')
  if (tellsMore) await ctx.ring('backfill', shop.id)
  // Suspects of the import are read again by the intake.
  for (const bell of ['recompute', 'applyDeliveries'] as const) await ctx.ring(bell, shop.id)
  return more ? on : { kind: 'done' }
}

function caughtUpBy({ progress: { only, files } }: SyncRun, before: number | null, now: number): number {
  const read = Math.min(now, ...files.map((file) => file.readFrom || now))
  return only === null ? Math.max(before ?? 0, read) : (before ?? read)
}

/** A customer known from before an uninstall and not in the file may be gone; the list of tags of everybody in it was seen. */
async function doubtWhoWasNotListed(ctx: Context, shop: Shop, run: SyncRun): Promise<void> {
  const since = run.progress.files.find(({ file }) => file === 'customers' || file === 'tags')?.readFrom ?? 0
  const missing = await ctx.db.read(() =>
    all<{ number: number }>('SELECT number FROM customers WHERE shop_id = ? AND deleted_at IS NULL AND suspect IS NULL AND profile_at > 0 AND tags_at < ?', shop.id, since - (since % 1000)),
  )
  for (let start = 0; start < missing.length; start += atOnce) {
    const numbers = listOf(missing.slice(start, start + atOnce).map(({ number }) => number))
    await ctx.db.write(() => change(`UPDATE customers SET suspect = ? WHERE shop_id = ? AND number IN (${inNumbers})`, `not listed ${ctx.now()}`, shop.id, numbers))
  }
  if (missing.length > 0) ctx.log.info({ shop: shop.id, customers: missing.length }, 'customers known from before were not in the file: they are read again')
}

const rowsAtOnce = 1_000

/** Orders and products whose deletion no delivery brought; what is older than the oldest order of the file may be out of our reach. */
async function doubtWhatWasNotListed(ctx: Context, shop: Shop, { progress: { files, oldestOrder } }: SyncRun): Promise<void> {
  for (const table of ['orders', 'products'] as const) {
    const since = files.find(({ file }) => file === table)?.readFrom
    if (since === undefined) continue
    const madeFrom = table === 'products' ? 0 : (oldestOrder ?? Infinity)
    let after: string | null = null
    let missing = 0
    do {
      const page: { readonly ids: string[]; readonly after: string | null } = await ctx.db.read(() => notListed(shop.id, table, { since, madeFrom, after, limit: rowsAtOnce }))
      if (page.ids.length > 0) await ctx.db.write(() => doubtListed(shop.id, table, page.ids, ctx.now()))
      missing += page.ids.length
      after = page.after
    } while (after !== null)
    if (missing > 0) ctx.log.info({ shop: shop.id, table, missing }, 'what was known from before was not in the file: it is read again')
  }
}
