// The merchant says how long things are kept; what is past its time by that is erased within a minute.
import type { Retention } from '#app/core/retention.ts'
import { retentionStage } from '#app/db/expired.ts'
import { endLease } from '#app/db/leases.ts'
import { updateShop } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'

export async function setRetention(ctx: Context, { shop, retention }: { readonly shop: number; readonly retention: Retention }): Promise<void> {
  await ctx.db.write(function* () {
    yield* updateShop(shop, { retention })
    yield* endLease(shop, retentionStage)
  })
  ctx.log.info({ shop, retention }, 'how long things are kept was changed')
}
