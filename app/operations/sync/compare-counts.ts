// Compares how many customers, orders and products the store has with what we hold, by the day they were made, and heals what differs:
// an agreeing store costs some requests, a differing day is halved until it is small enough to be looked through by id.
import { troubleOf } from '#app/core/trouble.ts'
import { beginSync } from '#app/db/begin-sync.ts'
import type { Held } from '#app/db/hold-lease.ts'
import { keepRound } from '#app/db/reconciliations.ts'
import { type Shop, updateShop } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import { type Counting, type CountsRun, keepCounts, runningCounts } from '#app/operations/sync/counts-run.ts'
import { ourCount, ourProducts } from '#app/operations/sync/our-counts.ts'
import { repairCheckouts } from '#app/operations/sync/repair-checkouts.ts'
import { repairStretch } from '#app/operations/sync/repair-stretch.ts'
import { msUntilRoom } from '#app/operations/sync/room.ts'
import type { RoundProblem } from '#app/core/reconciliation.ts'
import { askCounts, askProducts, pointsACount, type Stretch } from '#app/shopify/counts.ts'
import type { NotRead } from '#app/shopify/nodes/reading.ts'

export type Compared =
  | { readonly kind: 'done' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'waiting'; readonly ms: number }

/** A ring holds a worker's place no longer than this (wall clock, milliseconds). */
const longest = 5_000
/** Counts a request. */
const atOnce = 40
/** A stretch with more is halved before it is looked through. */
const fewEnough = 500
const shortestStretch = 1_000
/** Reading page by page costs more than reading everything, where more than this share differs, and more than so many. */
const tooManyShare = 0.1
const tooMany = 1_000
const afterNoAnswer = 60_000

export async function compareCounts(ctx: Context, shop: Shop, held: Held): Promise<Compared> {
  const until = ctx.wall() + longest
  while (!ctx.stop.aborted) {
    const run = await ctx.db.read(() => runningCounts(shop.id))
    if (!run) return { kind: 'done' }
    const early = (run.nextTryAt ?? 0) - ctx.wall()
    const ms = early > 0 ? early : ctx.wall() > until ? 1 : msUntilRoom(ctx.shopify.budget(shop.domain), atOnce * pointsACount)
    if (ms > 0) return { kind: 'waiting', ms }
    const next = await step(ctx, shop, run, held)
    if (next.kind !== 'on') return next
  }
  return { kind: 'stopped' }
}

type Next = { readonly kind: 'on' } | Compared
const on: Next = { kind: 'on' }

async function step(ctx: Context, shop: Shop, run: CountsRun, held: Held): Promise<Next> {
  const { progress } = run
  if (progress.products === 'uncounted') return countProducts(ctx, shop, run, held)
  if (progress.todo.length > 0) return countSome(ctx, shop, run, held)
  if (isTooDifferent(progress)) return readAgain(ctx, shop, run, held)
  const [stretch, ...rest] = progress.doubtful
  if (stretch === undefined) return finish(ctx, shop, run, held)
  const healed = await (stretch.of === 'checkouts' ? repairCheckouts(ctx, shop, stretch) : repairStretch(ctx, shop, { ...stretch, of: stretch.of }))
  if (healed.kind !== 'healed') return refusal(ctx, shop, run, held, healed)
  return keep(ctx, run, held, { ...progress, doubtful: healed.after === null ? rest : [{ ...stretch, after: healed.after }, ...rest], repaired: progress.repaired + healed.repaired })
}

async function keep(ctx: Context, run: CountsRun, held: Held, progress: Counting): Promise<Next> {
  await ctx.db.write(() => keepCounts(run, held.fence, { progress, nextTryAt: null }, ctx.now()))
  return on
}

async function countProducts(ctx: Context, shop: Shop, run: CountsRun, held: Held): Promise<Next> {
  const theirs = await askProducts(ctx.shopify, shop.domain)
  if (theirs.kind !== 'read') return refusal(ctx, shop, run, held, theirs)
  const ours = await ourProducts(ctx, shop.id)
  return keep(ctx, run, held, { ...run.progress, products: ours === theirs.value ? 'same' : 'different', looked: run.progress.looked + theirs.value })
}

async function countSome(ctx: Context, shop: Shop, run: CountsRun, held: Held): Promise<Next> {
  const some = run.progress.todo.slice(0, atOnce)
  const theirs = await askCounts(ctx.shopify, shop.domain, some)
  if (theirs.kind !== 'read') return refusal(ctx, shop, run, held, theirs)
  const halves: Stretch[] = []
  const doubtful: Stretch[] = []
  let { looked, different } = run.progress
  for (const [index, { half, ...stretch }] of some.entries()) {
    const count = theirs.value[index] ?? 0
    const ours = await ourCount(ctx, shop.id, stretch)
    if (!half) {
      looked += count
      different += Math.abs(count - ours)
    }
    if (count === ours) continue
    if (Math.max(count, ours) <= fewEnough || stretch.to - stretch.from <= shortestStretch) doubtful.push(stretch)
    else halves.push(...halvesOf(stretch))
  }
  const todo = [...run.progress.todo.slice(atOnce), ...halves.map((stretch) => ({ ...stretch, half: true }))]
  return keep(ctx, run, held, { ...run.progress, todo, doubtful: [...run.progress.doubtful, ...doubtful], looked, different })
}

function halvesOf({ of, from, to }: Stretch): Stretch[] {
  const middle = from + Math.floor((to - from) / 2_000) * 1_000
  return [{ of, from, to: middle }, { of, from: middle, to }]
}

const isTooDifferent = ({ different, looked }: Counting): boolean => different > Math.max(tooMany, looked * tooManyShare)

async function readAgain(ctx: Context, shop: Shop, run: CountsRun, held: Held): Promise<Next> {
  ctx.log.warn({ shop: shop.id, different: run.progress.different, of: run.progress.looked }, 'so much differs from the store that all of it is read again')
  await ctx.db.write(function* () {
    yield* end(ctx, run, held, 'read-again')
    yield* beginSync(shop.id, ctx.now())
  })
  return { kind: 'waiting', ms: 1 }
}

async function finish(ctx: Context, shop: Shop, run: CountsRun, held: Held): Promise<Next> {
  const differ = run.progress.products === 'different'
  await ctx.db.write(function* () {
    yield* end(ctx, run, held, null)
    if (differ) yield* beginSync(shop.id, ctx.now(), 'products')
  })
  ctx.log.info({ shop: shop.id, looked: run.progress.looked, repaired: run.progress.repaired, products: run.progress.products }, 'counts are compared')
  return differ ? { kind: 'waiting', ms: 1 } : { kind: 'done' }
}

function* end(ctx: Context, run: CountsRun, held: Held, problem: RoundProblem | null) {
  const now = ctx.now()
  yield* keepCounts(run, held.fence, { state: problem === 'refused' ? 'failed' : 'done', step: 'done', progress: { ...run.progress, todo: [], doubtful: [] }, problem, finishedAt: now }, now)
  yield* note(ctx, run, problem)
}

const note = (ctx: Context, { shop, startedAt, progress: { looked, repaired } }: CountsRun, problem: RoundProblem | null) =>
  keepRound(shop, { kind: 'counts', beganAt: startedAt, endedAt: ctx.now(), completeUpTo: null, lookedAt: looked, repaired, problem })

async function refusal(ctx: Context, shop: Shop, run: CountsRun, held: Held, why: NotRead): Promise<Next> {
  ctx.log.warn({ shop: shop.id, why: why.kind }, 'comparing counts was put off')
  switch (why.kind) {
    case 'throttled':
      return later(ctx, run, held, Math.max(why.waitMs, 200))
    case 'uncertain':
      await ctx.db.write(() => note(ctx, run, 'no-answer'))
      return later(ctx, run, held, afterNoAnswer)
    case 'refused':
      await ctx.db.write(() => end(ctx, run, held, 'refused'))
      return { kind: 'done' }
    case 'denied':
    case 'revoked': {
      const trouble = troubleOf(why)
      await ctx.db.write(function* () {
        yield* updateShop(shop.id, { trouble })
        yield* note(ctx, run, trouble)
      })
      return later(ctx, run, held, afterNoAnswer)
    }
  }
}

async function later(ctx: Context, run: CountsRun, held: Held, ms: number): Promise<Next> {
  await ctx.db.write(() => keepCounts(run, held.fence, { nextTryAt: ctx.wall() + ms }, ctx.now()))
  return { kind: 'waiting', ms }
}
