// Lets time pass in a store, from one instant at which something is due or happens to the next, through the real operations.
import { askBackfill } from '#app/db/backfills.ts'
import { firstDueOf } from '#app/db/behind.ts'
import { workOf } from '#app/db/evaluation-work.ts'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { updateShop } from '#app/db/shops.ts'
import { all } from '#app/db/sql.ts'
import type { FactChange } from '#app/core/facts/change.ts'
import type { Context } from '#app/operations/context.ts'
import { advanceBackfill } from '#app/operations/membership/advance-backfill.ts'
import { recomputeCustomers } from '#app/operations/membership/recompute-customers.ts'
import { createSegment } from '#app/operations/segments/create-segment.ts'
import { customersSeen, type Seen } from '#tests/journeys/passing/seen.ts'
import { metafieldPaths, rules, segmentName, type RandomStore } from '#tests/journeys/passing/store.ts'

export interface PassingStage {
  readonly ctx: Context
  /** Installed, not synced. */
  readonly shop: number
  /** Sets the store clock. */
  readonly setTime: (at: number) => void
  readonly say?: (line: string) => void
}

export interface Passed {
  /** Ids of the segments, beside `rules`. */
  readonly segments: readonly number[]
  /** What the database held of every customer, and from when on. */
  readonly seen: readonly Seen[]
  /** Instants at which something was due or happened. */
  readonly instants: number
  readonly events: number
  readonly evaluations: number
  /** Instants at which a customer's verdicts ran out. */
  readonly flips: number
  /** How the recomputing saw the events. */
  readonly eventsCounted: number
}

const AT_ONCE = 20

/** Everybody is filled in at `from`; then the clock goes from instant to instant until `to`. */
export async function passTime(stage: PassingStage, store: RandomStore, { from, to, zone }: { readonly from: number; readonly to: number; readonly zone: string }): Promise<Passed> {
  const { ctx, shop, setTime, say = () => {} } = stage
  setTime(from)
  const segments = await fill(stage, store, zone)
  say(`${store.customers.length} customers are filled into ${segments.length} segments`)
  const seen = await ctx.db.read(() => customersSeen(shop, from))
  const numberOf = new Map((await ctx.db.read(() => all<{ id: string; number: number }>('SELECT CAST(shopify_id AS TEXT) AS id, number FROM customers WHERE shop_id = ?', shop))).map(({ id, number }) => [id, number]))
  const before = await ctx.db.read(() => workOf(shop))
  let instants = 0
  let next = 0
  for (let now = from; ;) {
    const due = (await ctx.db.read(() => firstDueOf(shop))) ?? Infinity
    const happening = store.happenings[next]
    const at = Math.min(due, happening?.at ?? Infinity)
    if (at > to) break
    if (at <= now) throw new Error(`Woken at ${at}, which is not after ${now}.`)
    now = at
    setTime(now)
    if (happening?.at === now) {
      await ctx.db.write(() => applyChanges(shop, happening.changes, now))
      seen.push(...(await ctx.db.read(() => customersSeen(shop, now, [numberOf.get(happening.customer)!]))))
      next++
    }
    const end = await recomputeCustomers(ctx, { shop })
    if (end.kind !== 'done' || end.customers === 0) throw new Error(`Woken at ${now} for nothing: ${JSON.stringify(end)}`)
    if (++instants % 2_000 === 0) say(`${new Date(now).toISOString().slice(0, 10)}: ${instants} instants`)
  }
  const after = await ctx.db.read(() => workOf(shop))
  const spent = (name: 'evaluations' | 'events' | 'flips'): number => (after?.[name] ?? 0) - (before?.[name] ?? 0)
  return { segments, seen, instants, events: next, evaluations: spent('evaluations'), flips: spent('flips'), eventsCounted: spent('events') }
}

async function fill({ ctx, shop }: PassingStage, { products, customers }: RandomStore, zone: string): Promise<number[]> {
  await ctx.db.write(() => updateShop(shop, { zone, currency: 'USD' }))
  const apply = (changes: readonly FactChange[]) => ctx.db.write(() => applyChanges(shop, changes, ctx.now()))
  await apply(products)
  const segments: number[] = []
  for (const [index, rule] of rules.entries()) {
    const made = await createSegment(ctx, { shop, name: segmentName(index), rule, tag: `rule-${index + 1}`, state: 'on' })
    if (made.kind !== 'created') throw new Error(`${rule}: ${JSON.stringify(made)}`)
    segments.push(made.segment.id)
  }
  // Those that the rules have named until now are read of everybody here.
  await ctx.db.write(() => updateShop(shop, { metafields: metafieldPaths.map((path) => ({ path, since: 0, held: true })) }))
  for (let start = 0; start < customers.length; start += AT_ONCE) await apply(customers.slice(start, start + AT_ONCE).flat())
  await ctx.db.write(function* () {
    yield* updateShop(shop, { syncedAt: ctx.now() })
    yield* askBackfill(shop, segments[0]!, 'rule', ctx.now())
  })
  for (;;) {
    const end = await advanceBackfill(ctx, { shop })
    if (end.kind === 'done') break
    if (end.kind !== 'stopped') throw new Error(`The walk over everyone ended with ${end.kind}.`)
  }
  await recomputeCustomers(ctx, { shop })
  return segments
}
