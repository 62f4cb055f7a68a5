// The door of the bell `native`.
import { TryLater } from '#app/core/failure.ts'
import type { Context } from '#app/operations/context.ts'
import { keepNatives } from '#app/operations/native/keep-natives.ts'

export async function native(ctx: Context, shop: number): Promise<void> {
  const end = await keepNatives(ctx, { shop })
  switch (end.kind) {
    case 'done':
    case 'held-back':
      return
    case 'busy':
      throw new TryLater(ctx.wall() + 1_000, 'native segments are being kept by another process')
    case 'stopped':
      return ctx.ring('native', shop)
  }
}
