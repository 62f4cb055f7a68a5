// What a page shows of a shop's sync, and of how fresh its facts, memberships and tags are.
import { countedTo, type Freshness, type SyncProgress } from '#app/core/progress.ts'
import { workOf } from '#app/db/evaluation-work.ts'
import { lastRoundOf } from '#app/db/reconciliations.ts'
import { first, type Sql } from '#app/db/sql.ts'
import { shopById } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import { type FileProgress, lastDoneSync, lastSync, type SyncRun } from '#app/operations/sync/sync-run.ts'
import type { BulkFile } from '#app/shopify/bulk/queries.ts'

export async function progress(ctx: Context, { shop: id }: { readonly shop: number }): Promise<{ readonly sync: SyncProgress; readonly freshness: Freshness }> {
  const { shop, run, done, round, counts, work } = await ctx.db.read(function* () {
    return { shop: yield* shopById(id), run: yield* lastSync(id), done: yield* lastDoneSync(id), round: yield* lastRoundOf(id, 'changes'), counts: yield* countOf(id), work: yield* workOf(id) }
  })
  if (!shop) throw new Error(`There is no shop ${id}.`)
  const { pending, oldest } = await ctx.inbox.backlog(shop.domain, countedTo)
  return {
    sync: shown(run, shop.syncedAt),
    freshness: {
      ...counts,
      work,
      deliveries: pending,
      oldestDelivery: oldest,
      completeUpTo: shop.syncedAt === null ? null : (done?.progress.caughtUpTo ?? shop.syncedAt),
      repaired: round?.repaired ?? null,
    },
  }
}

/** A later sync of a shop that is in sync shows only when it runs or fails. */
function shown(run: SyncRun | undefined, syncedAt: number | null): SyncProgress {
  // What is compared every night is told among the rounds.
  if (syncedAt !== null && (run?.progress.only === 'tags' || run?.progress.only === 'products')) return { state: 'done', at: syncedAt }
  if (run?.state === 'failed') return { state: 'failed', why: run.problem ?? 'Shopify did not let the store be read.' }
  if (run?.state === 'running') return { ...running(run), again: syncedAt !== null }
  return syncedAt === null ? { state: 'waiting' } : { state: 'done', at: syncedAt }
}

/** What each file takes of the bar. Fixed, so that the bar never goes back when the length of the next file becomes known. */
const shareOf: Readonly<Record<BulkFile, number>> = { products: 0.05, customers: 0.25, orders: 0.68, checkouts: 0.02, tags: 1 }

/** Of a file's share, what Shopify needs to write it. */
const shareOfPreparing = 0.15

/** Shopify counts what it has written, not what it is going to write: the count shows that it goes on. */
const aGoodDeal = 20_000

function shareDone({ state, objects, line }: FileProgress): number {
  switch (state) {
    case 'wanted':
      return 0
    case 'asked':
      return shareOfPreparing * (objects / (objects + aGoodDeal))
    case 'ready':
      return shareOfPreparing + (1 - shareOfPreparing) * (objects === 0 ? 1 : Math.min(1, line / objects))
    case 'done':
      return 1
  }
}

function running(run: SyncRun): Extract<SyncProgress, { readonly state: 'running' }> {
  const { files, lines, importMs } = run.progress
  const total = files.reduce((sum, file) => sum + file.objects, 0)
  const known = files.every((file) => file.state === 'ready' || file.state === 'done')
  const rows = Math.min(lines, total)
  const importing = files.find((file) => file.state === 'ready')
  return {
    state: 'running',
    step: run.step === 'ask' ? (run.problem ?? 'Asking Shopify about the store') : importing ? `Reading ${importing.file}` : (run.problem ?? 'Shopify is preparing the data'),
    rows: lines,
    share: files.reduce((sum, file) => sum + shareOf[file.file] * shareDone(file), 0) / files.reduce((sum, file) => sum + shareOf[file.file], 0),
    msLeft: known && rows > 0 && importMs > 1_000 ? Math.round((importMs * (total - rows)) / rows) : null,
  }
}

function* countOf(shop: number): Sql<Pick<Freshness, 'customers' | 'stale' | 'unsettled' | 'refused'>> {
  const count = function* (where: string): Sql<number> {
    const row = yield* first<{ count: number }>(`SELECT count(*) AS count FROM (SELECT 1 FROM customers WHERE shop_id = ? AND ${where} LIMIT ${countedTo}) AS counted`, shop)
    return row?.count ?? 0
  }
  return {
    customers: yield* customersOf(shop),
    // Each over an index alone.
    stale: yield* count('facts_version > evaluated_version'),
    unsettled: yield* count('membership_version > settled_version'),
    refused: yield* count('settle_problem IS NOT NULL'),
  }
}

/** Numbers are handed out without a gap, so a million customers need not be counted: only those that are gone are. */
function* customersOf(shop: number): Sql<number> {
  const row = yield* first<{ first: number | null; last: number | null; gone: number }>(
    `SELECT (SELECT min(number) FROM customers WHERE shop_id = ?) AS first, (SELECT max(number) FROM customers WHERE shop_id = ?) AS last,
       (SELECT count(*) FROM customers WHERE shop_id = ? AND deleted_at IS NOT NULL) AS gone`,
    shop, shop, shop,
  )
  return row?.first == null || row.last == null ? 0 : row.last - row.first + 1 - row.gone
}
