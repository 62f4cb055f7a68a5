// One step of taking over the tags of a name that stand on customers as the merchant's: from then on they are ours to remove, by the merchant's choice.
import { readSeenTags } from '#app/core/membership/stored.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import type { Held } from '#app/db/hold-lease.ts'
import { checkFence } from '#app/db/leases.ts'
import { runningRun, updateRun, type Run } from '#app/db/runs.ts'
import { segmentById } from '#app/db/segments.ts'
import { lockShop, nextVersion } from '#app/db/shops.ts'
import { all, inNumbers, listOf, many, run, type Sql } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'
import { taggingStage } from '#app/operations/tagging/stage.ts'

export interface AdoptionProgress {
  readonly segment: number
  readonly tagFolded: string
  /** Customers whose tag was taken over so far. */
  readonly adopted: number
}

/** Customers looked at in one transaction, and of those taken over. */
const LOOKED_AT = 500
const AT_ONCE = 100

/** Whether there is more to do. */
export async function adoptSome(ctx: Context, shop: number, held: Held): Promise<boolean> {
  const running = await ctx.db.read(() => runningRun(shop, 'adopt'))
  if (running === undefined) return false
  const adopted = await ctx.db.write(() => step(shop, held, ctx.now()))
  if (adopted > 0) await ctx.ring('recompute', shop)
  return true
}

function* step(shop: number, held: Held, now: number): Sql<number> {
  yield* checkFence(shop, taggingStage, held.fence)
  // Whoever leaves ends this first; nothing may be taken over after that.
  yield* lockShop(shop)
  const found = (yield* runningRun(shop, 'adopt')) as Run<AdoptionProgress> | undefined
  if (found === undefined) return 0
  const { progress } = found
  const segment = yield* segmentById(shop, progress.segment)
  if (segment === undefined || segment.state === 'deleted' || segment.tagFolded !== progress.tagFolded) {
    yield* updateRun(found, { state: 'failed', problem: 'The segment has another tag now.', finishedAt: now }, now)
    return 0
  }
  const rows = yield* all<{ number: number; tags: string }>(
    'SELECT number, tags FROM customers WHERE shop_id = ? AND number > ? AND deleted_at IS NULL ORDER BY number LIMIT ?', shop, found.cursor, LOOKED_AT,
  )
  const carriers = rows.filter(({ tags }) => readSeenTags(tags).some((tag) => foldTag(tag) === progress.tagFolded)).slice(0, AT_ONCE)
  yield* takeOver(shop, carriers.map(({ number }) => number), segment, now)
  const cursor = carriers.length === AT_ONCE ? carriers.at(-1)?.number : rows.at(-1)?.number
  const ended = carriers.length < AT_ONCE && rows.length < LOOKED_AT
  const state = ended ? { state: 'done' as const, finishedAt: now } : {}
  yield* updateRun(found, { cursor: cursor ?? found.cursor, progress: { ...progress, adopted: progress.adopted + carriers.length } satisfies AdoptionProgress, ...state }, now)
  return carriers.length
}

/** Rules may ask about tags of the merchant's, which these are no longer: the customers are stale. */
function* takeOver(shop: number, customers: readonly number[], { tag, tagFolded }: { readonly tag: string; readonly tagFolded: string }, now: number): Sql<void> {
  if (customers.length === 0) return
  yield* many(
    `INSERT INTO tag_ledger (shop_id, customer, tag_folded, tag, owner, was_present, at) VALUES (?, ?, ?, ?, 'adopted', ?, ?)
     ON CONFLICT (shop_id, customer, tag_folded) DO UPDATE SET owner = 'adopted', intent_at = NULL, at = excluded.at
     WHERE tag_ledger.owner <> 'ours' AND tag_ledger.intent IS NULL`,
    customers.map((customer) => [shop, customer, tagFolded, tag, true, now]),
  )
  yield* run(`UPDATE customers SET facts_version = ? WHERE shop_id = ? AND number IN (${inNumbers})`, yield* nextVersion(shop), shop, listOf(customers))
}
