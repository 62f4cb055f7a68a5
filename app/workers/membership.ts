// The door of the bells `recompute` and `backfill`.
import { TryLater } from '#app/core/failure.ts'
import type { Context } from '#app/operations/context.ts'
import { advanceBackfill } from '#app/operations/membership/advance-backfill.ts'
import { recomputeCustomers } from '#app/operations/membership/recompute-customers.ts'

export async function recompute(ctx: Context, shop: number): Promise<void> {
  const end = await recomputeCustomers(ctx, { shop })
  switch (end.kind) {
    case 'done':
    case 'awaits-walk':
      return
    case 'busy':
      throw new TryLater(ctx.wall() + 200, 'memberships are being written by another process')
    case 'stopped':
      return ctx.ring('recompute', shop)
  }
}

export async function backfill(ctx: Context, shop: number): Promise<void> {
  const end = await advanceBackfill(ctx, { shop })
  switch (end.kind) {
    case 'done':
    case 'unsynced':
      return
    case 'busy':
      throw new TryLater(ctx.wall() + 500, 'memberships are being written by another process')
    case 'stopped':
      return ctx.ring('backfill', shop)
  }
}
