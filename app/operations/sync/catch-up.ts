// Heals what lost deliveries left behind: reads everything that Shopify says has changed since the last time, a page a commit, and
// goes on behind the last page that was kept, whatever broke it off.
import type { FactChange } from '#app/core/facts/change.ts'
import type { ShopifyId } from '#app/core/facts/facts.ts'
import type { RoundProblem } from '#app/core/reconciliation.ts'
import { troubleOf } from '#app/core/trouble.ts'
import { beginSync } from '#app/db/begin-sync.ts'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { keepRound } from '#app/db/reconciliations.ts'
import type { Held } from '#app/db/hold-lease.ts'
import { pathsOf, type Shop, shopById, updateShop } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import { repairedBy, settling, toldBefore } from '#app/operations/sync/repaired.ts'
import { msUntilRoom } from '#app/operations/sync/room.ts'
import { type Catching, catchUpEvery, keepSync, lastDoneSync, lastReadingOf, type SyncProgress, type SyncRun } from '#app/operations/sync/sync-run.ts'
import { customersWith, orders, products } from '#app/shopify/nodes/kinds.ts'
import { type NotRead, type Page, readingAt, readUpdated } from '#app/shopify/nodes/reading.ts'
import { askWhetherReadable } from '#app/shopify/settings.ts'

/** Shopify's search lags its writes; what changed meanwhile is read twice. */
const overlap = 2 * 60_000

/** Shopify did not answer, or not with what was asked for. */
const afterPutOff = 60_000

/** A ring holds a worker's place no longer than this (wall clock, milliseconds). */
const longest = 10_000

/** No delivery tells of a metafield that changed, so customers are read whole once in this time (store clock) where a rule names one. */
const metafieldsEvery = 86_400_000

const fromTheStart = { kind: 'products', after: null, changes: 0, looked: 0, repaired: 0 } as const

const after = { products: 'customers', customers: 'orders', orders: null } as const

export type CaughtUp =
  | { readonly kind: 'idle' }
  | { readonly kind: 'stopped' }
  /** Goes on where it broke off. */
  | { readonly kind: 'waiting'; readonly ms: number }
  | { readonly kind: 'caught-up'; readonly changes: number; readonly ms: number }

type CatchingRun = SyncRun & { readonly progress: SyncProgress & { readonly caughtUpTo: number } }

/** Under the lease of the sync; `ms` is the time until the next. Idle for a shop that is not synced. */
export async function catchUp(ctx: Context, shop: Shop, held: Held): Promise<CaughtUp> {
  const { sync, newest } = await ctx.db.read(function* () {
    return { sync: yield* lastDoneSync(shop.id), newest: yield* lastReadingOf(shop.id, ['customers']) }
  })
  if (shop.syncedAt === null || !sync || !hasEnd(sync) || (sync.nextTryAt ?? 0) > ctx.wall()) return { kind: 'idle' }
  if (shop.trouble !== null && !(await recovered(ctx, shop))) return wait(ctx, sync, held, afterPutOff, sync.progress.catching)

  // By the beginning of the newest, whatever became of it: one that fails is not begun again at once.
  if (shop.metafields.length > 0 && (newest?.startedAt ?? 0) < ctx.now() - metafieldsEvery) {
    const begun = await ctx.db.write(() => beginSync(shop.id, ctx.now(), 'customers'))
    if (begun.fresh) return { kind: 'waiting', ms: 1 }
  }
  const told = new Set<ShopifyId>()
  const until = ctx.wall() + longest
  let at: Catching = { ...fromTheStart, begun: ctx.now(), ...sync.progress.catching }
  while (!ctx.stop.aborted) {
    const ms = ctx.wall() > until ? 1 : msUntilRoom(ctx.shopify.budget(shop.domain))
    if (ms > 0) return wait(ctx, sync, held, ms, at)
    const { factsVersion = 0, metafields = [] } = (await ctx.db.read(() => shopById(shop.id))) ?? {}
    const kinds = { products, customers: customersWith(pathsOf({ metafields })), orders }
    const reader = { shopify: ctx.shopify, shop: shop.domain, currency: shop.currency, now: ctx.now }
    const page = await readUpdated(reader, kinds[at.kind], { from: sync.progress.caughtUpTo - overlap, to: endOf(sync, at) }, at.after)
    if (page.kind !== 'read') return putOff(ctx, shop, held, sync, at, page)
    const before = await toldBefore(ctx, shop.domain, at.begun)
    const next = await keepPage(ctx, sync, held, at, { page: page.value, before, factsVersion, told })
    if (next.kind === 'caught-up') return next
    at = next.at
  }
  return { kind: 'stopped' }
}

/** What changed a moment ago is left to the next round: its delivery may be on its way. */
const endOf = (sync: CatchingRun, { begun }: Catching): number => readingAt(Math.max(sync.progress.caughtUpTo, begun - settling))

const hasEnd = (sync: SyncRun): sync is CatchingRun => sync.progress.caughtUpTo !== null

/** What kept us from working may be over: a scope granted, an approval given. */
async function recovered(ctx: Context, shop: Shop): Promise<boolean> {
  if ((await askWhetherReadable(ctx.shopify, shop.domain)).kind !== 'readable') return false
  await ctx.db.write(() => updateShop(shop.id, { trouble: null }))
  ctx.log.info({ shop: shop.id, trouble: shop.trouble }, 'the shop can be read again')
  for (const bell of ['applyDeliveries', 'settle'] as const) await ctx.ring(bell, shop.id)
  return true
}

async function wait(ctx: Context, sync: CatchingRun, held: Held, ms: number, catching: Catching | null): Promise<CaughtUp> {
  await ctx.db.write(() => keepSync(sync, held.fence, { progress: { ...sync.progress, catching }, nextTryAt: ctx.wall() + ms }, ctx.now()))
  return { kind: 'waiting', ms }
}

async function putOff(ctx: Context, shop: Shop, held: Held, sync: CatchingRun, at: Catching, why: NotRead): Promise<CaughtUp> {
  ctx.log.warn({ shop: shop.id, kind: at.kind, why: why.kind }, 'catching up was put off')
  switch (why.kind) {
    case 'throttled':
      return wait(ctx, sync, held, Math.max(why.waitMs, 200), at)
    case 'uncertain':
      await noteProblem(ctx, shop.id, at, 'no-answer')
      return wait(ctx, sync, held, afterPutOff, at)
    case 'refused':
      await noteProblem(ctx, shop.id, at, 'refused')
      // It may be the cursor that Shopify no longer takes.
      return wait(ctx, sync, held, afterPutOff, null)
    case 'denied':
    case 'revoked': {
      const trouble = troubleOf(why)
      ctx.log.error({ shop: shop.id, trouble }, 'the store cannot be read any more: the merchant must open the app')
      await ctx.db.write(() => updateShop(shop.id, { trouble }))
      await noteProblem(ctx, shop.id, at, trouble)
      return wait(ctx, sync, held, afterPutOff, at)
    }
  }
}

const noteProblem = (ctx: Context, shop: number, { begun, looked, repaired }: Catching, problem: RoundProblem): Promise<void> =>
  ctx.db.write(() => keepRound(shop, { kind: 'changes', beganAt: begun, endedAt: ctx.now(), completeUpTo: null, lookedAt: looked, repaired, problem }))

type PageKept = { readonly kind: 'on'; readonly at: Catching } | Extract<CaughtUp, { readonly kind: 'caught-up' }>

interface PageRead {
  readonly page: Page
  /** What changed earlier had its delivery, if it was to come. */
  readonly before: number
  readonly factsVersion: number
  readonly told: Set<ShopifyId>
}

async function keepPage(ctx: Context, sync: CatchingRun, held: Held, at: Catching, { page, before, factsVersion, told }: PageRead): Promise<PageKept> {
  const { shop } = sync
  const read = [...page.changes, ...buyersOf(page.changes, told)]
  const kind = page.after === null ? after[at.kind] : at.kind
  const caughtUpTo = endOf(sync, at)
  const { applied, so } = await ctx.db.write(function* () {
    const now = ctx.now()
    const applied = yield* applyChanges(shop, read, now, { readAt: factsVersion, compare: true })
    const so = { changes: at.changes + applied.touched.length, looked: at.looked + page.nodes, repaired: at.repaired + repairedBy(applied, page.changes, before) }
    if (kind === null) yield* keepRound(shop, { kind: 'changes', beganAt: at.begun, endedAt: now, completeUpTo: caughtUpTo, lookedAt: so.looked, repaired: so.repaired, problem: null })
    const next = kind === null
      ? { progress: { ...sync.progress, caughtUpTo, catching: null }, nextTryAt: ctx.wall() + catchUpEvery(ctx) }
      : { progress: { ...sync.progress, catching: { begun: at.begun, kind, after: page.after, ...so } } }
    yield* keepSync(sync, held.fence, next, now)
    return { applied, so }
  })
  if (applied.touched.length > 0) await ctx.ring('recompute', shop)
  if (applied.productsChanged.length > 0) await ctx.ring('backfill', shop)
  if (applied.suspects.length + applied.suspectOrders.length + applied.suspectProducts.length > 0) await ctx.ring('applyDeliveries', shop)
  if (kind !== null) return { kind: 'on', at: { begun: at.begun, kind, after: page.after, ...so } }
  if (so.repaired > 0) ctx.log.info({ shop, repaired: so.repaired, looked: so.looked }, 'catching up found changes that no delivery had brought')
  return { kind: 'caught-up', changes: so.changes, ms: catchUpEvery(ctx) }
}

/** An order changes the totals of its customer, which Shopify does not count as a change of the customer: whoever was not read as one is read again by the intake. */
function buyersOf(changes: readonly FactChange[], told: Set<ShopifyId>): FactChange[] {
  const buyers = new Set<ShopifyId>()
  for (const change of changes) {
    if (change.kind === 'customer') told.add(change.customer)
    if (change.kind === 'order' && change.customer !== null && !told.has(change.customer)) buyers.add(change.customer)
  }
  return [...buyers].map((customer) => ({ kind: 'customerSuspect', customer, why: 'orders were read' }))
}
