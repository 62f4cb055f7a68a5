// Asks Shopify what only it can answer for the rules of a shop: what is due, a step at a time, killed at any point and gone on with.
import { clausesOf } from '#app/db/delegated-clauses.ts'
import { holdLease, type Held } from '#app/db/hold-lease.ts'
import { checkFence } from '#app/db/leases.ts'
import { matchClauses } from '#app/db/named-clauses.ts'
import { shopById } from '#app/db/shops.ts'
import { askClause } from '#app/operations/delegated/ask-clause.ts'
import { spreadAnswer } from '#app/operations/delegated/keep-answer.ts'
import { readAnswer } from '#app/operations/delegated/read-answer.ts'
import { delegatedStage } from '#app/operations/delegated/stage.ts'
import type { Context } from '#app/operations/context.ts'

export type ClausesRefreshed =
  /** Nothing is due. */
  | { readonly kind: 'done' }
  /** Nothing is asked for this shop now. */
  | { readonly kind: 'held-back' }
  /** Someone else is at it for this shop. */
  | { readonly kind: 'busy' }
  /** Shopify is at it: ring again in `ms`. */
  | { readonly kind: 'waiting'; readonly ms: number }
  /** Its turn is over, or the process was asked to stop: ring again. */
  | { readonly kind: 'stopped' }

/** A ring holds a worker's place no longer than this (wall clock, milliseconds). */
const LONGEST_TURN = 10_000

/** Throws TryLater while Shopify takes no more questions. */
export async function refreshClauses(ctx: Context, { shop }: { readonly shop: number }): Promise<ClausesRefreshed> {
  const end = await holdLease(ctx.db, { shop, stage: delegatedStage, owner: ctx.owner, wall: ctx.wall }, (held) => refresh(ctx, shop, held))
  return end.kind === 'busy' ? end : end.value
}

async function refresh(ctx: Context, id: number, held: Held): Promise<ClausesRefreshed> {
  const until = ctx.wall() + LONGEST_TURN
  const { named } = await ctx.db.write(function* () {
    yield* checkFence(id, delegatedStage, held.fence)
    return yield* matchClauses(id, ctx.now())
  })
  while (!ctx.stop.aborted && ctx.wall() < until) {
    const { shop, clauses } = await ctx.db.read(function* () {
      return { shop: yield* shopById(id), clauses: yield* clausesOf(id) }
    })
    if (shop?.state !== 'installed' || shop.syncedAt === null || shop.trouble !== null) return { kind: 'held-back' }
    const turn = { ctx, shop, held, until }
    const spreading = clauses.find((clause) => clause.spreading)
    if (spreading !== undefined) {
      await spreadAnswer(turn, spreading)
      continue
    }
    const due = clauses.filter(({ nextAt }) => nextAt !== null && nextAt <= ctx.now())
    const begun = due.find(({ question }) => question !== null)
    const [next] = due
    if (next === undefined) return { kind: 'done' }
    const step = begun ? await readAnswer(turn, begun, named) : await askClause(turn, next)
    if (step.kind === 'waiting') return step
  }
  return { kind: 'stopped' }
}
