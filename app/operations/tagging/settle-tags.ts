// Brings the tags in the store to what the memberships say: one at a time per shop, only the difference, paced by the reported points.
import { TryLater } from '#app/core/failure.ts'
import { firstWalkAwaited } from '#app/db/backfills.ts'
import { holdLease, type Held } from '#app/db/hold-lease.ts'
import { renameAwaited } from '#app/db/native-segments.ts'
import { shopById, type Shop } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import { adoptSome } from '#app/operations/tagging/adoption.ts'
import { askAndKeep, readAndKeep } from '#app/operations/tagging/ask-and-keep.ts'
import { rest } from '#app/operations/rest.ts'
import { gather } from '#app/operations/tagging/gather.ts'
import { paceOf } from '#app/operations/tagging/pace.ts'
import { planWrites } from '#app/operations/tagging/plan-writes.ts'
import { unheard } from '#app/operations/tagging/resolve-intents.ts'
import { taggingStage } from '#app/operations/tagging/stage.ts'

export type Settled =
  /** Nothing is left to write. `mutations` were executed. */
  | { readonly kind: 'settled'; readonly mutations: number }
  /** Nothing may be written to this store now. */
  | { readonly kind: 'held-back'; readonly why: 'uninstalled' | 'unsynced' | 'unapproved' | 'switched-off' | 'trouble' }
  /** Changes gather for so many more milliseconds of the store clock before they are written: ring again then. */
  | { readonly kind: 'gathering'; readonly ms: number }
  /** Another process writes this shop's tags: ask again soon. */
  | { readonly kind: 'busy' }
  /** Its turn is over, or the process was asked to stop: ring again. */
  | { readonly kind: 'stopped' }

/** Before the outcome of a request without an answer is read: it may still be under way. */
const AFTER_SILENCE = 3_000
/** A wait longer than this gives the place to another shop. */
const LONGEST_REST = 2_000
/** A ring holds a worker's place no longer than this (wall clock, milliseconds). */
const LONGEST_TURN = 3_000
/** How long a change of a tag waits for Shopify's segment to ask for both names, and between two looks. */
const RENAMED_WITHIN = 60_000
const AFTER_A_RENAME = 500
/** Before those of whom Shopify said nothing are written again. */
const AFTER_NO_WORD = 30_000

export async function settleTags(ctx: Context, { shop }: { readonly shop: number }): Promise<Settled> {
  const end = await holdLease(ctx.db, { shop, stage: taggingStage, owner: ctx.owner, wall: ctx.wall }, (held) => settleUnderLease(ctx, shop, held))
  return end.kind === 'busy' ? end : end.value
}

async function settleUnderLease(ctx: Context, id: number, held: Held): Promise<Settled> {
  let mutations = 0
  /** Customers a request; lowered while Shopify refuses whole requests, to find the one it refuses. */
  let most = 100
  const noWord = new Set<number>()
  const until = ctx.wall() + LONGEST_TURN
  while (!ctx.stop.aborted && ctx.wall() < until) {
    const { shop, open, awaited, renaming } = await ctx.db.read(function* () {
      return { shop: yield* shopById(id), open: yield* unheard(id), awaited: yield* firstWalkAwaited(id), renaming: yield* renameAwaited(id, ctx.now() - RENAMED_WITHIN) }
    })
    const why = holdsBack(shop, awaited)
    if (shop === undefined || why !== null) return { kind: 'held-back', why: why ?? 'uninstalled' }
    if (renaming) {
      await ctx.ring('native', id)
      return { kind: 'gathering', ms: AFTER_A_RENAME }
    }
    const pace = paceOf(ctx.shopify.budget(shop.domain))
    if (pace.kind === 'wait') {
      if (pace.ms > LONGEST_REST) throw new TryLater(ctx.wall() + pace.ms, 'the bucket is empty')
      await rest(pace.ms, ctx.stop)
      continue
    }
    if (open.length > 0) {
      const end = await readAndKeep(ctx, shop, held, open)
      if (end.kind === 'later') throw new TryLater(ctx.wall() + end.ms, end.why)
      continue
    }
    const adopting = await adoptSome(ctx, id, held)
    const planned = await ctx.db.write(function* () {
      const gathered = yield* gather(id, ctx.now())
      if (gathered.kind === 'wait') return gathered
      const { through } = gathered
      return { kind: 'planned' as const, ...(yield* planWrites({ shop: id, fence: held.fence, customers: most, except: noWord, mutations: Math.max(2, pace.mutations), through, now: ctx.now() })) }
    })
    if ((planned.kind === 'wait' || planned.picked === 0) && adopting) continue
    if (planned.kind === 'wait') return { kind: 'gathering', ms: planned.ms }
    if (planned.picked === 0) {
      if (noWord.size > 0) throw new TryLater(ctx.wall() + AFTER_NO_WORD, 'Shopify did not say what came of some tag writes')
      return { kind: 'settled', mutations }
    }
    if (planned.writes.length === 0) continue
    const end = await askAndKeep(ctx, shop, held, planned.writes)
    switch (end.kind) {
      case 'kept':
        mutations += end.mutations
        for (const customer of end.unheard) noWord.add(customer)
        most = Math.min(100, most * 4)
        break
      case 'refused':
        most = Math.max(1, Math.floor(planned.writes.length / 4))
        break
      case 'silence':
        throw new TryLater(ctx.wall() + AFTER_SILENCE, 'Shopify gave no answer: it is read what came of it')
      case 'later':
        throw new TryLater(ctx.wall() + end.ms, end.why)
      case 'trouble':
        break
    }
  }
  return { kind: 'stopped' }
}

/** `awaited`: verdicts from before the sync was complete may stand, until everyone was looked at again. */
function holdsBack(shop: Shop | undefined, awaited: boolean): Extract<Settled, { kind: 'held-back' }>['why'] | null {
  if (shop === undefined || shop.state !== 'installed') return 'uninstalled'
  if (shop.syncedAt === null || awaited) return 'unsynced'
  if (shop.approvedAt === null) return 'unapproved'
  if (!shop.writesEnabled) return 'switched-off'
  return shop.trouble === null ? null : 'trouble'
}
