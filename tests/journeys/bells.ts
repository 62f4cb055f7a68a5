// The bells of a test, without Redis: rings are kept, and answered one by one until none is left.
import { TryLater } from '#app/core/failure.ts'
import type { Context } from '#app/operations/context.ts'
import { refreshClauses } from '#app/workers/delegated.ts'
import { applyDeliveries } from '#app/workers/intake.ts'
import { backfill, recompute } from '#app/workers/membership.ts'
import { native } from '#app/workers/native.ts'
import { advanceSync } from '#app/workers/sync.ts'
import { settle } from '#app/workers/tagging.ts'
import type { BellName } from '#app/queue/jobs.ts'

export interface Bells {
  readonly ring: Context['ring']
  readonly rung: ReadonlyMap<string, { readonly bell: BellName; readonly shop: number }>
  /** Answers rings until none is left; delayed ones of more than a minute are dropped, as the sweep would ring them again. */
  answerAll(ctx: Context): Promise<void>
}

const doors: Readonly<Record<BellName, (ctx: Context, shop: number) => Promise<void>>> = { applyDeliveries, advanceSync, recompute, backfill, settle, refreshClauses, native }

/** `deaf` bells are rung for nobody. */
export function keptBells(deaf: readonly BellName[] = []): Bells {
  const rung = new Map<string, { bell: BellName; shop: number; at: number }>()
  const ring: Context['ring'] = async (bell, shop, delayMs = 0) => {
    if (delayMs > 60_000 || deaf.includes(bell)) return
    const key = `${bell} ${shop}`
    const at = Date.now() + delayMs
    rung.set(key, { bell, shop, at: Math.min(at, rung.get(key)?.at ?? Infinity) })
  }
  return {
    ring,
    rung,
    async answerAll(ctx) {
      for (;;) {
        const [next] = [...rung].sort(([, a], [, b]) => a.at - b.at)
        if (next === undefined) return
        const [key, { bell, shop, at }] = next
        await new Promise((done) => setTimeout(done, Math.max(0, at - Date.now())))
        rung.delete(key)
        try {
          await doors[bell](ctx, shop)
        } catch (error) {
          if (!(error instanceof TryLater)) throw error
          await ring(bell, shop, error.when - Date.now())
        }
      }
    },
  }
}
