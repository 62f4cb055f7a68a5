// What percentiles and scores of a rule are held against, and when that was worked out.
import { cutPointsStanding } from '#app/db/cut-points.ts'
import { needsOfRule } from '#app/db/rule-needs.ts'
import type { Segment } from '#app/db/segments.ts'
import type { Sql } from '#app/db/sql.ts'

export interface CutPointsView {
  /** Null until some were worked out. */
  readonly standing: { readonly number: number; readonly at: number; readonly checkedAt: number } | null
  /** They are to be worked out, for the first time or again. */
  readonly awaited: boolean
}

/** Null where the rule asks for no percentile or score. */
export function* cutPointsFor(segment: Segment, currency: string): Sql<CutPointsView | null> {
  if (needsOfRule(segment.rule)?.cutPoints !== true) return null
  const standing = yield* cutPointsStanding(segment.shop, currency)
  if (standing === null || standing.checkedAt === null) return { standing: standing && { ...standing, checkedAt: standing.at }, awaited: segment.state === 'on' }
  return { standing: { ...standing, checkedAt: standing.checkedAt }, awaited: false }
}
