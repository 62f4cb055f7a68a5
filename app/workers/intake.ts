// The door of the bell `applyDeliveries`.
import { TryLater } from '#app/core/failure.ts'
import type { Context } from '#app/operations/context.ts'
import { applyDeliveries as apply } from '#app/operations/intake/apply-deliveries.ts'

export async function applyDeliveries(ctx: Context, shop: number): Promise<void> {
  const end = await apply(ctx, { shop })
  switch (end.kind) {
    case 'done':
      return
    case 'turn-over':
      return ctx.ring('applyDeliveries', shop)
    case 'unknown-shop':
      return ctx.log.warn({ shop }, 'deliveries wait for a shop that is not there')
    case 'busy':
      throw new TryLater(ctx.wall() + 200, 'deliveries are being applied by another process')
  }
}
