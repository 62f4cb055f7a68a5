// The door of the bell `settle`.
import { TryLater } from '#app/core/failure.ts'
import type { Context } from '#app/operations/context.ts'
import { settleTags } from '#app/operations/tagging/settle-tags.ts'

export async function settle(ctx: Context, shop: number): Promise<void> {
  const end = await settleTags(ctx, { shop })
  switch (end.kind) {
    case 'settled':
      if (end.mutations > 0) ctx.log.info({ shop, mutations: end.mutations }, 'tags are settled')
      return
    case 'held-back':
      return
    case 'busy':
      throw new TryLater(ctx.wall() + 1_000, 'tags are being written by another process')
    case 'gathering':
      return ctx.ring('settle', shop, end.ms)
    case 'stopped':
      return ctx.ring('settle', shop)
  }
}
