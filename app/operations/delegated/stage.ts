// The lease under which a shop's delegated clauses are asked and answered, and one commit of its holder.
import { changeClause, type ClauseChange } from '#app/db/delegated-clauses.ts'
import type { Held } from '#app/db/hold-lease.ts'
import { checkFence } from '#app/db/leases.ts'
import type { Shop } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'

export const delegatedStage = 'delegated'

/** What every step needs. */
export interface Turn {
  readonly ctx: Context
  readonly shop: Shop
  readonly held: Held
  /** When the turn is over (wall clock). */
  readonly until: number
}

export type Step =
  | { readonly kind: 'on' }
  /** Shopify is at it: look again in `ms`. */
  | { readonly kind: 'waiting'; readonly ms: number }

export const on: Step = { kind: 'on' }

export async function keep({ ctx, shop, held }: Turn, clause: number, change: ClauseChange): Promise<Step> {
  await ctx.db.write(function* () {
    yield* checkFence(shop.id, delegatedStage, held.fence)
    yield* changeClause(shop.id, clause, change)
  })
  return on
}
