// How one step of a sync ends, and how what Shopify refuses becomes a wait or an end that a merchant can read.
import type { Round, RoundProblem } from '#app/core/reconciliation.ts'
import { type Trouble, troubleOf } from '#app/core/trouble.ts'
import type { Held } from '#app/db/hold-lease.ts'
import { keepRound } from '#app/db/reconciliations.ts'
import { type Shop, updateShop } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import { keepSync, roundOf, type SyncChange, type SyncRun } from '#app/operations/sync/sync-run.ts'
import type { NotRead } from '#app/shopify/nodes/reading.ts'

export type Step =
  | { readonly kind: 'on' }
  | { readonly kind: 'waiting'; readonly ms: number }
  | { readonly kind: 'done' | 'failed' | 'stopped' }

export const on: Step = { kind: 'on' }

const mostAttempts = 12
/** From this attempt on pauses grow no more. */
const longestPause = 7
const whileInTrouble = 5 * 60_000

/** 5 s, 10 s, 20 s, … at most 10 minutes. */
export const patience = (attempts: number): number => Math.min(10 * 60_000, 5_000 * 2 ** attempts)

export async function keep(ctx: Context, run: SyncRun, held: Held, change: SyncChange): Promise<Step> {
  await ctx.db.write(() => keepSync(run, held.fence, change, ctx.now()))
  return on
}

/** Tries again after a pause; after too many attempts in a row the run ends with `problem`. */
export async function tryAgain(ctx: Context, run: SyncRun, held: Held, problem: string, change: SyncChange = {}): Promise<Step> {
  if (run.attempts + 1 >= mostAttempts) return fail(ctx, run, held, problem)
  return again(ctx, run, held, problem, run.attempts + 1, change)
}

async function again(ctx: Context, run: SyncRun, held: Held, problem: string, attempts: number, change: SyncChange = {}): Promise<Step> {
  const ms = patience(run.attempts)
  ctx.log.warn({ shop: run.shop, run: run.id, attempts, problem, ms }, 'a step of the sync failed and is tried again')
  await keep(ctx, run, held, { ...change, attempts, nextTryAt: ctx.wall() + ms, problem })
  return { kind: 'waiting', ms }
}

async function fail(ctx: Context, run: SyncRun, held: Held, problem: string): Promise<Step> {
  ctx.log.error({ shop: run.shop, run: run.id, problem }, 'the sync has failed: the merchant can start it again')
  const now = ctx.now()
  await ctx.db.write(function* () {
    yield* keepSync(run, held.fence, { state: 'failed', problem, finishedAt: now }, now)
    yield* keepRound(run.shop, endedBy(run, now, 'stopped'))
  })
  return { kind: 'failed' }
}

/** An answer without data. What only the merchant can change is kept with the shop, and tried again by itself now and then. */
export async function afterRefusal(ctx: Context, shop: Shop, run: SyncRun, held: Held, answer: NotRead): Promise<Step> {
  switch (answer.kind) {
    case 'throttled': {
      const ms = Math.max(answer.waitMs, 200)
      await keep(ctx, run, held, { nextTryAt: ctx.wall() + ms })
      return { kind: 'waiting', ms }
    }
    // Shopify was not reached, or stumbled: that ends by itself, and says nothing against the sync.
    case 'uncertain':
      return again(ctx, run, held, answer.message, Math.min(run.attempts + 1, longestPause))
    case 'refused':
      return tryAgain(ctx, run, held, answer.message)
    case 'denied':
    case 'revoked':
      return inTrouble(ctx, shop, run, held, troubleOf(answer), answer.kind === 'denied' ? answer.message : 'Shopify no longer accepts the access it gave.')
  }
}

export async function inTrouble(ctx: Context, shop: Shop, run: SyncRun, held: Held, trouble: Trouble, problem: string): Promise<Step> {
  if (shop.trouble !== trouble) ctx.log.error({ shop: shop.id, trouble, problem }, 'the sync waits for the merchant')
  await ctx.db.write(function* () {
    yield* keepSync(run, held.fence, { step: 'ask', nextTryAt: ctx.wall() + whileInTrouble, problem }, ctx.now())
    yield* updateShop(shop.id, { trouble })
    yield* keepRound(shop.id, endedBy(run, ctx.now(), trouble))
  })
  return { kind: 'waiting', ms: whileInTrouble }
}

const endedBy = ({ startedAt, progress: { only, looked, repaired } }: SyncRun, now: number, problem: RoundProblem): Round => ({
  kind: roundOf(only), beganAt: startedAt, endedAt: now, completeUpTo: null, lookedAt: looked, repaired, problem,
})
