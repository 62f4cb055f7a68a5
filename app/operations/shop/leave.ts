// Leaving: everything Strata put into the store is taken off again, and what had been the merchant's is theirs as before.
import { askBackfill } from '#app/db/backfills.ts'
import { runningRun, updateRun } from '#app/db/runs.ts'
import { changeSegment, liveSegments } from '#app/db/segments.ts'
import { lockShop } from '#app/db/shops.ts'
import { all, first, run, type Sql } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'

export interface LeavingPlan {
  /** By tag, how many customers carry it because of us: those are taken off. */
  readonly tags: readonly { readonly tag: string; readonly customers: number }[]
  /** How many carry a tag that the merchant had set and let be taken over: those stay, and are the merchant's again. */
  readonly given: number
  /** Names of the segments that are on or paused. */
  readonly segments: readonly string[]
  /** Segments in Shopify that stand on our tags, and discounts that are limited to those. */
  readonly natives: readonly { readonly name: string; readonly discounts: readonly string[] }[]
  /** Whether nothing of ours is in the store, or on its way there. */
  readonly clean: boolean
}

export async function leavingPlan(ctx: Context, { shop }: { readonly shop: number }): Promise<LeavingPlan> {
  return ctx.db.read(function* (): Sql<LeavingPlan> {
    const tags = yield* all<{ tag: string; customers: number }>(
      "SELECT min(tag) AS tag, count(*) AS customers FROM tag_ledger WHERE shop_id = ? AND owner = 'ours' GROUP BY tag_folded ORDER BY customers DESC, tag", shop,
    )
    const given = yield* first<{ count: number }>("SELECT count(*) AS count FROM tag_ledger WHERE shop_id = ? AND owner = 'adopted'", shop)
    const open = yield* first("SELECT customer FROM tag_ledger WHERE shop_id = ? AND intent IS NOT NULL LIMIT 1", shop)
    const natives = yield* all<{ id: number; name: string }>('SELECT segment_id AS id, name FROM native_segments WHERE shop_id = ? AND native_id IS NOT NULL ORDER BY name', shop)
    const discounts = yield* all<{ id: number; title: string }>("SELECT segment_id AS id, title FROM segment_discounts WHERE shop_id = ? AND status <> 'EXPIRED' ORDER BY title", shop)
    const segments = (yield* liveSegments(shop)).filter(({ state }) => state !== 'off').map(({ name }) => name)
    return {
      tags: tags.map(({ tag, customers }) => ({ tag, customers: Number(customers) })),
      given: Number(given?.count ?? 0),
      segments,
      natives: natives.map(({ id, name }) => ({ name, discounts: discounts.filter((one) => one.id === id).map(({ title }) => title) })),
      clean: tags.length === 0 && segments.length === 0 && open === undefined,
    }
  })
}

/** One short transaction. */
const atOnce = 200

/** Repeating it after a crash does what is left. The tags are taken off by the pipe; segments in Shopify go when ours are deleted. */
export async function leave(ctx: Context, { shop }: { readonly shop: number }): Promise<void> {
  await ctx.db.write(() => endAdoption(shop, ctx.now()))
  const giveBack = () => run(
    `UPDATE tag_ledger SET owner = 'theirs', at = ? WHERE shop_id = ? AND owner = 'adopted' AND (customer, tag_folded) IN
     (SELECT customer, tag_folded FROM tag_ledger WHERE shop_id = ? AND owner = 'adopted' AND intent IS NULL LIMIT ${atOnce}) AND intent IS NULL`,
    ctx.now(), shop, shop,
  )
  while ((await ctx.db.write(giveBack)) > 0) continue
  await ctx.db.write(function* () {
    yield* lockShop(shop)
    for (const { id, state } of yield* liveSegments(shop)) {
      if (state === 'off') continue
      yield* changeSegment(shop, id, { state: 'off' }, ctx.now())
      yield* askBackfill(shop, id, 'state', ctx.now(), true)
    }
  })
  ctx.log.info({ shop }, 'the merchant takes everything off')
  await ctx.ring('backfill', shop)
}

/** What it would still take over would be taken off with everything else, and is the merchant's. */
function* endAdoption(shop: number, now: number): Sql<void> {
  yield* lockShop(shop)
  const adoption = yield* runningRun(shop, 'adopt')
  if (adoption !== undefined) yield* updateRun(adoption, { state: 'failed', problem: 'The merchant took everything off.', finishedAt: now }, now)
}
