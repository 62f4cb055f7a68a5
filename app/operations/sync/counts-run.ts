// A nightly comparison of counts as its run row tells it: what is still to be counted, and what is to be looked through by id.
import { dayOf, dayStart } from '#app/core/calendar/days.ts'
import type { Zone } from '#app/core/calendar/zone.ts'
import type { ShopifyId } from '#app/core/facts/facts.ts'
import { checkFence } from '#app/db/leases.ts'
import { type Run, type RunChange, runningRun, updateRun } from '#app/db/runs.ts'
import type { Sql } from '#app/db/sql.ts'
import { syncStage } from '#app/operations/sync/sync-run.ts'
import type { ListedStretch, Stretch } from '#app/shopify/counts.ts'

/** `after`: what differs is read behind this Shopify id; absent at the beginning. */
export type Doubtful = ListedStretch & { readonly after?: ShopifyId }

export interface Counting {
  /** Still to be counted on both sides. `half`: a part of one that differed. */
  readonly todo: readonly (Stretch & { readonly half?: boolean })[]
  /** Differ, and are small enough to be looked through. */
  readonly doubtful: readonly Doubtful[]
  readonly products: 'uncounted' | 'same' | 'different'
  /** In the store, customers, orders and products; and by how many the facts differed. */
  readonly looked: number
  readonly different: number
  readonly repaired: number
}

export type CountsRun = Run<Counting>

/** Days counted one by one: as far back as orders can be read without a further permission. */
const days = 60

/** Of checkouts, which are listed by id and not counted: Shopify counts only those that it takes for abandoned. */
const daysOfCheckouts = 7

/** No store on Shopify is older. */
const founded = Date.UTC(2004, 0, 1)

/** Up to the beginning of today: today's deliveries may be on their way. `historyFrom`: older orders are out of reach. */
export function atFirst(zone: Zone, now: number, historyFrom: number | null): Counting {
  const today = dayOf(zone, now)
  const starts = Array.from({ length: days + 1 }, (_, index) => dayStart(zone, today - days + index))
  const oldest = starts[0]!
  const byDay = (of: Stretch['of']): Stretch[] => starts.slice(1).map((to, index) => ({ of, from: starts[index]!, to }))
  // What can be read moves on while we count.
  const reach = historyFrom === null ? -Infinity : Math.max(historyFrom, starts[2]!)
  const todo = [{ of: 'customers' as const, from: founded, to: oldest }, ...byDay('customers'), { of: 'orders' as const, from: founded, to: oldest }, ...byDay('orders')]
  return { todo: todo.filter(({ of, from }) => of === 'customers' || from >= reach), doubtful: [{ of: 'checkouts', from: starts[days - daysOfCheckouts]!, to: starts[days]! }], products: 'uncounted', looked: 0, different: 0, repaired: 0 }
}

export function* runningCounts(shop: number): Sql<CountsRun | undefined> {
  const run = yield* runningRun(shop, 'counts')
  return run && { ...run, progress: run.progress as unknown as Counting }
}

/** Inside a commit of the holder of the lease under which the store is read. */
export function* keepCounts(run: CountsRun, fence: number, change: Omit<RunChange, 'progress'> & { readonly progress?: Counting }, now: number): Sql<void> {
  yield* checkFence(run.shop, syncStage, fence)
  yield* updateRun(run, change, now)
}
