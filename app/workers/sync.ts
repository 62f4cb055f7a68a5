// The door of the bell `advanceSync`.
import type { Context } from '#app/operations/context.ts'
import { advanceSync as advance } from '#app/operations/sync/advance-sync.ts'

export async function advanceSync(ctx: Context, shop: number): Promise<void> {
  const end = await advance(ctx, { shop })
  switch (end.kind) {
    case 'stopped':
      return ctx.ring('advanceSync', shop)
    case 'idle':
    case 'caught-up':
    case 'busy':
    case 'waiting':
    case 'done':
    case 'failed':
      return
  }
}
