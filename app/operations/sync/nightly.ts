// What is compared once in each of a shop's days, after its midnight: first the counts, then the tags of everyone.
import { dayOf, dayStart } from '#app/core/calendar/days.ts'
import { beginSync } from '#app/db/begin-sync.ts'
import type { Held } from '#app/db/hold-lease.ts'
import { dropOldRuns, lastRuns, startRun } from '#app/db/runs.ts'
import type { Shop } from '#app/db/shops.ts'
import type { Sql } from '#app/db/sql.ts'
import { zoneTable } from '#app/engine/zone-table.ts'
import type { Context } from '#app/operations/context.ts'
import { type Compared, compareCounts } from '#app/operations/sync/compare-counts.ts'
import { atFirst } from '#app/operations/sync/counts-run.ts'
import { lastReadingOf } from '#app/operations/sync/sync-run.ts'

/** After midnight: what was told of the day before has come by then. */
const afterMidnight = 10 * 60_000

const keptFor = 30 * 86_400_000

/** Under the lease of the sync, of a shop for which no sync runs. */
export async function compareNightly(ctx: Context, shop: Shop, held: Held): Promise<Compared> {
  if (shop.syncedAt === null || shop.trouble !== null) return { kind: 'done' }
  const now = ctx.now()
  const zone = zoneTable(shop.zone)
  const midnight = dayStart(zone, dayOf(zone, now))
  const isNight = now >= midnight + afterMidnight && shop.syncedAt < midnight
  const due = await ctx.db.read(() => dueSince(shop.id, isNight ? midnight : Infinity))
  switch (due) {
    case 'nothing':
      return { kind: 'done' }
    case 'counts-on':
      return compared(ctx, shop, held)
    case 'counts':
      await ctx.db.write(function* () {
        yield* dropOldRuns(shop.id, now - keptFor)
        yield* startRun(shop.id, 'counts', 'count', atFirst(zone, now, shop.historyFrom), now)
      })
      return compared(ctx, shop, held)
    case 'tags':
      await ctx.db.write(() => beginSync(shop.id, now, 'tags'))
      return { kind: 'waiting', ms: 1 }
  }
}

/** When the counts are compared, it is the turn of what comes after them. */
async function compared(ctx: Context, shop: Shop, held: Held): Promise<Compared> {
  const end = await compareCounts(ctx, shop, held)
  return end.kind === 'done' ? { kind: 'waiting', ms: 1 } : end
}

function* dueSince(shop: number, midnight: number): Sql<'nothing' | 'counts-on' | 'counts' | 'tags'> {
  const [counts] = yield* lastRuns(shop, 'counts', 1)
  if (counts?.state === 'running') return 'counts-on'
  if (midnight === Infinity) return 'nothing'
  const whole = yield* lastReadingOf(shop, [])
  if (Math.max(counts?.startedAt ?? 0, whole?.startedAt ?? 0) < midnight) return 'counts'
  const tags = yield* lastReadingOf(shop, ['tags', 'customers'])
  return (tags?.startedAt ?? 0) < midnight ? 'tags' : 'nothing'
}
