// Which shops' cut points are to be worked out: where a rule asks, once, and then once in each of the shop's days.
import { dayOf, dayStart } from '#app/core/calendar/days.ts'
import { shopsNamingScores } from '#app/db/cut-points.ts'
import type { Sql } from '#app/db/sql.ts'
import { zoneTable } from '#app/engine/zone-table.ts'

export function* shopsWithCutPointsDue(now: number): Sql<number[]> {
  const shops = yield* shopsNamingScores()
  return shops.flatMap(({ id, zone, checkedAt }) => (checkedAt === null || checkedAt < startOfToday(zone, now) ? [id] : []))
}

function startOfToday(name: string, now: number): number {
  const zone = zoneTable(name)
  return dayStart(zone, dayOf(zone, now))
}
