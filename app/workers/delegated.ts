// The door of the bell `refreshClauses`.
import type { Context } from '#app/operations/context.ts'
import { refreshClauses as refresh } from '#app/operations/delegated/refresh-clauses.ts'

export async function refreshClauses(ctx: Context, shop: number): Promise<void> {
  const end = await refresh(ctx, { shop })
  switch (end.kind) {
    case 'waiting':
      return ctx.ring('refreshClauses', shop, end.ms)
    case 'stopped':
      return ctx.ring('refreshClauses', shop)
    case 'done':
    case 'held-back':
    case 'busy':
      return
  }
}
