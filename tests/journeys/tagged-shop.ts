// A whole app without a network between its parts: simulated store, synced, with a real engine and bells answered by the test.
import { openEngine } from '#app/engine/open-engine.ts'
import { liveSegments } from '#app/db/segments.ts'
import { all } from '#app/db/sql.ts'
import { readStandings } from '#app/core/membership/stored.ts'
import type { Context } from '#app/operations/context.ts'
import { createSegment } from '#app/operations/segments/create-segment.ts'
import { approveWrites } from '#app/operations/tagging/approve-writes.ts'
import type { BellName } from '#app/queue/jobs.ts'
import type { Provider } from '#tests/database.ts'
import { keptBells, type Bells } from '#tests/journeys/bells.ts'
import { openHouse, type House } from '#tests/shopify/house.ts'

export interface TaggedShop {
  readonly house: House
  readonly ctx: Context
  readonly bells: Bells
  readonly shop: number
  /** On, and its tag let be written. */
  segment(name: string, rule: string): Promise<number>
  /** Delivers every webhook and answers every bell, until the store is quiet. */
  quiet(): Promise<void>
  /** Tags of every customer in the store that are among `tags`, by Shopify id. */
  storeTags(tags: readonly string[]): Map<string, string[]>
  /** The same as the memberships want it. */
  wantedTags(): Promise<Map<string, string[]>>
  /** Asks the app to stop what it is doing. */
  stop(): void
  close(): Promise<void>
}

/** `deaf`: bells that are rung for nobody. */
export async function openTaggedShop(customers: number, provider: Provider = 'sqlite', deaf: readonly BellName[] = []): Promise<TaggedShop> {
  const house = await openHouse({ customers, provider })
  const bells = keptBells(deaf)
  const stopping = new AbortController()
  const engine = openEngine({ databaseUrl: house.fresh.url, memoryBytes: 64 * 1024 * 1024, onCrash: (why) => void house.said.push({ level: 'error', message: why, fields: {} }) })
  const ctx: Context = { ...house.ctx, engine, ring: bells.ring, stop: stopping.signal }
  const shop = await house.open()
  await house.sync(shop)
  for (const bell of ['recompute', 'applyDeliveries', 'backfill'] as const) await ctx.ring(bell, shop)
  await bells.answerAll(ctx)
  return {
    house, ctx, bells, shop,
    async segment(name, rule) {
      const outcome = await createSegment(ctx, { shop, name, rule, tag: name, state: 'on' })
      if (outcome.kind !== 'created') throw new Error(JSON.stringify(outcome))
      await approveWrites(ctx, { shop, segments: [outcome.segment.id] })
      return outcome.segment.id
    },
    async quiet() {
      for (let rounds = 0; rounds < 50; rounds++) {
        await bells.answerAll(ctx)
        const { pending } = await house.world.webhooks.flush({ retriesNow: true })
        const waiting = await ctx.inbox.depth()
        if (waiting.pending > 0) await ctx.ring('applyDeliveries', shop)
        else if (pending === 0 && bells.rung.size === 0) return
      }
      throw new Error('The shop does not come to rest.')
    },
    storeTags(tags) {
      const among = new Set(tags)
      const customersOf = [...house.world.store.customers.values()].filter((customer) => customer.mergedInto === null)
      return new Map(customersOf.map((customer) => [String(customer.id), customer.tags.filter((tag) => among.has(tag)).sort()]))
    },
    async wantedTags() {
      const { segments, rows } = await ctx.db.read(function* () {
        return {
          segments: new Map((yield* liveSegments(shop)).map((segment) => [segment.id, segment.tag])),
          rows: yield* all<{ id: string; members: string }>('SELECT CAST(shopify_id AS TEXT) AS id, members FROM customers WHERE shop_id = ? AND deleted_at IS NULL', shop),
        }
      })
      return new Map(rows.map((row) => [row.id, readStandings(row.members).flatMap(({ segment }) => segments.get(segment) ?? []).sort()]))
    },
    stop: () => stopping.abort(),
    async close() {
      stopping.abort()
      await engine.close()
      await house.close()
    },
  }
}
