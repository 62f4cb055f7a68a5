// Streams one bulk file into the facts, a portion a transaction, with the line to go on with in the same transaction.
import type { FactChange } from '#app/core/facts/change.ts'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { NotInstalled } from '#app/db/facts/numbers.ts'
import type { Held } from '#app/db/hold-lease.ts'
import { LostLease } from '#app/db/leases.ts'
import { pathsOf, type Shop } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import { repairedBy, toldBefore } from '#app/operations/sync/repaired.ts'
import { resultUrl } from '#app/operations/sync/result-url.ts'
import { afterRefusal, keep, on, type Step, tryAgain } from '#app/operations/sync/step.ts'
import { type FileProgress, keepSync, type SyncProgress, type SyncRun, wanted, withFile } from '#app/operations/sync/sync-run.ts'
import { bulkChanges } from '#app/shopify/bulk/changes.ts'
import { readingAt } from '#app/shopify/nodes/reading.ts'

/** A power cut takes back the last portions with the lines they came from, which are then read again. */
const repeatable = { forgettable: true }

/** A file that fails this often without a line of progress is asked for anew. */
const mostTries = 4

export async function importFile(ctx: Context, shop: Shop, run: SyncRun, held: Held, file: FileProgress): Promise<Step> {
  const result = await resultUrl(ctx, shop, file)
  if (result.kind === 'lost') return tryAgain(ctx, run, held, `Shopify no longer holds the ${file.file}.`, { progress: withFile(run.progress, wanted(file.file)) })
  if (result.kind !== 'found') return afterRefusal(ctx, shop, run, held, result)
  const before = await toldBefore(ctx, shop.domain, file.readFrom)
  const begun = ctx.wall() - run.progress.importMs
  let progress: SyncProgress = run.progress
  let current = file
  try {
    const reading = { file: file.file, from: file.line, currency: shop.currency, metafields: pathsOf(shop), readAt: readingAt(file.readFrom) }
    for await (const { changes, read, next } of bulkChanges(ctx.shopify.download(result.url, ctx.stop), reading)) {
      current = { ...current, line: next, tries: 0 }
      const so: SyncProgress = {
        ...withFile(progress, current),
        lines: linesOf(progress, file, read),
        looked: progress.looked + changes.filter(({ kind }) => kind === told[file.file]).length,
        importMs: ctx.wall() - begun,
        oldestOrder: oldestOf(changes, progress.oldestOrder),
      }
      progress = await ctx.db.write(function* () {
        const applied = yield* applyChanges(shop.id, changes, ctx.now(), { readAt: file.factsVersion, firstRead: shop.syncedAt === null, listedAt: file.readFrom, compare: shop.syncedAt !== null })
        const kept = { ...so, repaired: so.repaired + repairedBy(applied, changes, before) }
        yield* keepSync(run, held.fence, { progress: kept, cursor: kept.lines }, ctx.now())
        return kept
      }, repeatable)
      if (ctx.stop.aborted) return { kind: 'stopped' }
    }
  } catch (error) {
    if (ctx.stop.aborted || error instanceof NotInstalled) return { kind: 'stopped' }
    if (error instanceof LostLease || ctx.db.trouble() !== null) throw error
    const failed = { ...current, tries: current.tries + 1 }
    const next = failed.tries >= mostTries ? wanted(file.file) : failed
    const stuck = current.line > file.line ? { ...run, attempts: 0 } : run
    return tryAgain(ctx, stuck, held, `The ${file.file} could not be read to the end: ${error instanceof Error ? error.message : String(error)}`, { progress: withFile(progress, next) })
  }
  ctx.log.info({ shop: shop.id, run: run.id, file: file.file, lines: current.line }, 'a bulk file is imported')
  await keep(ctx, run, held, { progress: withFile(progress, { ...current, state: 'done' }), attempts: 0, problem: null, nextTryAt: null })
  return on
}

/** What each line of a file that stands for itself becomes, among others. */
const told = { products: 'product', customers: 'customer', orders: 'order', checkouts: 'checkout', tags: 'tagsSeen' } as const

const oldestOf = (changes: readonly FactChange[], known: number | null): number | null =>
  changes.reduce<number | null>((oldest, change) => (change.kind === 'order' ? Math.min(change.createdAt, oldest ?? Infinity) : oldest), known)

/** Lines of all files so far, `read` of this one. */
function linesOf(progress: SyncProgress, file: FileProgress, read: number): number {
  return progress.files.reduce((sum, each) => sum + (each.file === file.file ? read : each.line), 0)
}
