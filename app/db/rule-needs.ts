// What the rules of a shop read, each by its own text; a rule that cannot be read any more reads nothing.
import { needsOf, type Needs } from '#app/core/plan/needs.ts'
import { understand } from '#app/core/segment.ts'
import { liveSegments } from '#app/db/segments.ts'
import type { Sql } from '#app/db/sql.ts'

/** Of all segments that are not deleted, whatever their state. */
export function* needsOfRules(shop: number, currency: string): Sql<Needs[]> {
  const segments = yield* liveSegments(shop)
  return segments.flatMap(({ rule }) => {
    const understood = understand(rule, { currency })
    return understood.ok ? [needsOf(understood.plan)] : []
  })
}
