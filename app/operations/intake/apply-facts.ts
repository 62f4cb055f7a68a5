// Writes changes of facts in one short transaction and rings for what follows from them.
import type { FactChange } from '#app/core/facts/change.ts'
import { type ApplyOptions, applyChanges } from '#app/db/facts/apply-changes.ts'
import type { Sql } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'

export interface FactsOptions extends ApplyOptions {
  /** Done in the same transaction, before the changes. */
  readonly first?: () => Sql<unknown>
}

/** `changes`: those of one batch, some hundred. */
export async function applyFacts(ctx: Context, shop: number, changes: readonly FactChange[], { first, ...options }: FactsOptions = {}): Promise<void> {
  const applied = await ctx.db.write(function* () {
    if (first) yield* first()
    return yield* applyChanges(shop, changes, ctx.now(), options)
  })
  if (applied.touched.length > 0) await ctx.ring('recompute', shop)
  if (applied.productsChanged.length > 0) await ctx.ring('backfill', shop)
}
