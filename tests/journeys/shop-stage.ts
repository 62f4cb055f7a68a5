// A shop under test: a real database, a real engine thread, bells without Redis, a clock the test steps, and Shopify as the test wants it.
import { openEngine } from '#app/engine/open-engine.ts'
import { installShop, updateShop } from '#app/db/shops.ts'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import type { FactChange } from '#app/core/facts/change.ts'
import type { Context } from '#app/operations/context.ts'
import type { Shopify } from '#app/shopify/shopify.ts'
import { freshDatabase, type FreshDatabase, type Provider } from '#tests/database.ts'
import { keptBells, type Bells } from '#tests/journeys/bells.ts'

export const opening = Date.UTC(2026, 10, 22, 9, 0, 0)

export interface ShopStage {
  readonly ctx: Context
  readonly fresh: FreshDatabase
  readonly bells: Bells
  readonly shop: number
  /** What the app logged as a warning or worse. */
  readonly complaints: string[]
  /** Steps the store clock, when it is ours. */
  step(ms: number): void
  facts(...changes: readonly FactChange[]): Promise<void>
  /** Answers every bell, due customers too. */
  settle(): Promise<void>
  close(): Promise<void>
}

export interface StageOptions {
  readonly provider?: Provider
  readonly synced?: boolean
  readonly domain?: string
  readonly zone?: string
  readonly shopify?: Shopify
  readonly now?: () => number
}

/** Fails the test when Shopify is asked although the test did not expect it. */
const nobody: Shopify = {
  ask: () => Promise.reject(new Error('Shopify was asked')),
  download: () => { throw new Error('Shopify was asked') },
  budget: () => null,
  names: async () => new Map(),
}

export async function openStage(options: StageOptions = {}): Promise<ShopStage> {
  const fresh = await freshDatabase(options.provider)
  // Shopify as a test tells it knows nothing of segments of its own.
  const bells = keptBells(['native'])
  const complaints: string[] = []
  const stopping = new AbortController()
  let time = opening
  const complain = (fields: Record<string, unknown>, message: string): void => void complaints.push(`${message} ${JSON.stringify(fields)}`)
  const ctx: Context = {
    now: options.now ?? (() => time),
    wall: Date.now,
    owner: `test-${process.pid}`,
    db: fresh.db,
    inbox: fresh.inbox,
    engine: openEngine({ databaseUrl: fresh.url, memoryBytes: 64 * 1024 * 1024, onCrash: (why) => complain({ why }, 'the engine died') }),
    shopify: options.shopify ?? nobody,
    ring: bells.ring,
    log: { info: () => {}, warn: complain, error: complain },
    stop: stopping.signal,
  }
  const shop = await fresh.db.write(function* () {
    const made = yield* installShop(options.domain ?? 'demo.myshopify.com', ctx.now())
    yield* updateShop(made.id, { zone: options.zone ?? 'Europe/Berlin', currency: 'EUR', syncedAt: options.synced === false ? null : ctx.now() })
    return made.id
  })
  return {
    ctx, fresh, bells, shop, complaints,
    step: (ms) => { time += ms },
    async facts(...changes) {
      await fresh.db.write(() => applyChanges(shop, changes, ctx.now()))
      await ctx.ring('recompute', shop)
    },
    async settle() {
      await ctx.ring('recompute', shop)
      await bells.answerAll(ctx)
    },
    async close() {
      stopping.abort()
      await ctx.engine.close()
      await fresh.close()
    },
  }
}
