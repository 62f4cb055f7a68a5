// Turns waiting deliveries into facts, a batch a transaction, and marks them only afterwards: repeating one is harmless.
import { GiveUp, TryLater } from '#app/core/failure.ts'
import { holdLease } from '#app/db/hold-lease.ts'
import type { PendingDelivery } from '#app/db/inbox.ts'
import { type Shop, shopById } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import { applyFacts } from '#app/operations/intake/apply-facts.ts'
import { type Outcome, hearEvent } from '#app/operations/intake/hear-event.ts'
import { rereadSuspects, type Tries } from '#app/operations/intake/reread-suspects.ts'
import { rest } from '#app/operations/rest.ts'
import type { FactChange } from '#app/core/facts/change.ts'
import { hear } from '#app/shopify/payloads/topics.ts'

/** The lease under which deliveries of a shop are applied. */
const stage = 'intake'
const batch = 60
/** After a batch that was not full: what comes in a burst is worth one commit, not ten (milliseconds). */
const gathering = 20
/**
 * A ring holds a worker's place for so many batches, and no longer than this (wall clock, milliseconds); it then goes to the end of the line, so
 * that a shop with one delivery waits for one turn of every busy shop at most, however much those have.
 */
const turn = 10
const longest = 3_000

export type AppliedDeliveries =
  | { readonly kind: 'done'; readonly deliveries: number }
  /** There may be more: ring again. */
  | { readonly kind: 'turn-over'; readonly deliveries: number }
  /** Someone else is at it for this shop: ask again soon. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'unknown-shop' }

export async function applyDeliveries(ctx: Context, { shop: id }: { readonly shop: number }): Promise<AppliedDeliveries> {
  const end = await holdLease(ctx.db, { shop: id, stage, owner: ctx.owner, wall: ctx.wall }, async (): Promise<AppliedDeliveries> => {
    const until = ctx.wall() + longest
    const tries: Tries = new Map()
    let deliveries = 0
    let batches = 0
    while (!ctx.stop.aborted) {
      const shop = await ctx.db.read(() => shopById(id))
      if (!shop) return { kind: 'unknown-shop' }
      const waiting = await ctx.inbox.pending(shop.domain, batch, ctx.wall())
      if (waiting.length === 0) {
        if ((await rereadSuspects(ctx, shop, tries)) === 'nothing') break
      } else {
        deliveries += await applyBatch(ctx, shop, waiting)
        batches++
      }
      if (waiting.length > 0 && waiting.length < batch) await rest(gathering, ctx.stop)
      if (batches >= turn || ctx.wall() > until) return { kind: 'turn-over', deliveries }
    }
    return { kind: 'done', deliveries }
  })
  return end.kind === 'busy' ? end : end.value
}

interface Meant {
  readonly delivery: PendingDelivery
  readonly changes: readonly FactChange[]
}

/** Facts up to the first event, then that event, which may end what the deliveries after it are about. Answers how many were dealt with. */
async function applyBatch(ctx: Context, shop: Shop, waiting: readonly PendingDelivery[]): Promise<number> {
  const meant: Meant[] = []
  let dealtWith = 0
  let happened: (() => Promise<void>) | undefined
  for (const delivery of waiting) {
    dealtWith++
    await orPutAside(ctx, delivery, async () => {
      const heard = hear(delivery.topic, delivery.payload, { currency: shop.currency, at: delivery.triggeredAt || delivery.receivedAt })
      switch (heard.kind) {
        case 'facts':
          // What comes after an uninstall is no longer ours to keep.
          if (shop.state === 'installed') meant.push({ delivery, changes: heard.changes })
          else await ctx.inbox.applied([delivery.id])
          return
        case 'event':
          happened = () => orPutAside(ctx, delivery, async () => done(ctx, shop, delivery, await hearEvent(ctx, shop, heard.event, delivery)))
          return
        case 'ignored':
          return done(ctx, shop, delivery, { kind: 'passed-over', why: heard.why })
      }
    })
    if (happened) break
  }
  await applyMeant(ctx, shop, meant)
  await happened?.()
  return dealtWith
}

async function done(ctx: Context, shop: Shop, delivery: PendingDelivery, outcome: Outcome): Promise<void> {
  if (outcome.kind === 'passed-over') ctx.log.info({ shop: shop.id, topic: delivery.topic, webhookId: delivery.webhookId, why: outcome.why }, 'a delivery was passed over')
  await ctx.inbox.applied([delivery.id])
}

async function applyMeant(ctx: Context, shop: Shop, meant: readonly Meant[]): Promise<void> {
  if (meant.length === 0) return
  try {
    await applyFacts(ctx, shop.id, meant.flatMap((each) => each.changes))
    await ctx.inbox.applied(meant.map((each) => each.delivery.id))
  } catch (error) {
    if (meant.length > 1) ctx.log.warn({ shop: shop.id, deliveries: meant.length, err: String(error) }, 'a batch failed: applying its deliveries one by one')
    for (const { delivery, changes } of meant) {
      await orPutAside(ctx, delivery, async () => {
        await applyFacts(ctx, shop.id, changes)
        await ctx.inbox.applied([delivery.id])
      })
    }
  }
}

const mostAttempts = 10

/** One delivery that cannot be applied does not hold up the others: it is tried again after a while, and failed with its reason in the end. */
async function orPutAside(ctx: Context, delivery: PendingDelivery, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (error instanceof TryLater) {
      await ctx.inbox.failed(delivery.id, error.message, error.when)
      return
    }
    // Nothing is wrong with the delivery when the database takes no writes at all.
    if (ctx.db.trouble() !== null) throw new TryLater(ctx.wall() + 5_000, 'the database takes no writes', { cause: error })
    const why = error instanceof Error ? error.message : String(error)
    const final = error instanceof GiveUp || delivery.attempts + 1 >= mostAttempts
    const fields = { topic: delivery.topic, webhookId: delivery.webhookId, attempts: delivery.attempts + 1, why }
    if (final) ctx.log.error(fields, 'a delivery cannot be applied and was set aside')
    else ctx.log.warn({ ...fields, err: error instanceof Error ? error.stack : undefined }, 'a delivery could not be applied and is tried again')
    await ctx.inbox.failed(delivery.id, why, final ? null : ctx.wall() + 1_000 * 2 ** delivery.attempts)
  }
}
