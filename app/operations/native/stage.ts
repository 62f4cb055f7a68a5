// The lease under which a shop's native segments are kept, one commit of its holder, and what becomes of a request that Shopify does not answer.
import { TryLater } from '#app/core/failure.ts'
import type { Held } from '#app/db/hold-lease.ts'
import { checkFence } from '#app/db/leases.ts'
import { type Shop, updateShop } from '#app/db/shops.ts'
import type { Sql } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'
import type { NotRead } from '#app/shopify/nodes/reading.ts'

export const nativeStage = 'native'

/** Changes by hand and the count are looked for so often (store clock, milliseconds). */
export const EVERY = 3_600_000
/** While members move from a former tag to the new one. */
export const WHILE_MOVING = 20_000
/** Shopify was not reached, or stumbled (wall clock, milliseconds). */
const AFTER_A_STUMBLE = 30_000

/** What every step needs. */
export interface Turn {
  readonly ctx: Context
  readonly shop: Shop
  readonly held: Held
}

/** `trouble`: nothing can be asked for this shop until its merchant opens the app. */
export type Step = { readonly kind: 'on' } | { readonly kind: 'trouble' }
export const on: Step = { kind: 'on' }

export async function commit({ ctx, shop, held }: Turn, work: () => Sql<void>): Promise<Step> {
  await ctx.db.write(function* () {
    yield* checkFence(shop.id, nativeStage, held.fence)
    yield* work()
  })
  return on
}

/** What Shopify has against it, for the merchant; or trouble. Throws TryLater for what ends by itself. */
export async function objection({ ctx, shop }: Turn, answer: NotRead): Promise<{ readonly kind: 'problem'; readonly message: string } | { readonly kind: 'trouble' }> {
  switch (answer.kind) {
    case 'throttled':
      throw new TryLater(ctx.wall() + Math.max(answer.waitMs, 200), 'Shopify asks for patience')
    case 'uncertain':
      throw new TryLater(ctx.wall() + AFTER_A_STUMBLE, answer.message)
    case 'refused':
    case 'denied':
      return { kind: 'problem', message: answer.message }
    case 'revoked':
      ctx.log.error({ shop: shop.id }, 'the token is revoked: native segments wait until the merchant opens the app')
      await ctx.db.write(() => updateShop(shop.id, { trouble: 'token-revoked' }))
      return { kind: 'trouble' }
  }
}
