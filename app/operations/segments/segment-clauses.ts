// What Shopify has said to the clauses of a rule that only it can answer.
import { ASKED_EVERY, ASKED_EVERY_AT_FIRST, RELIED_ON_FOR } from '#app/core/timetable.ts'
import { clausesOf } from '#app/db/delegated-clauses.ts'
import { isYoung } from '#app/db/named-clauses.ts'
import { needsOfRule } from '#app/db/rule-needs.ts'
import type { Segment } from '#app/db/segments.ts'
import type { Sql } from '#app/db/sql.ts'

export interface ClauseView {
  /** As Shopify is asked. */
  readonly clause: string
  readonly askedAt: number | null
  /** Milliseconds between two questions. */
  readonly every: number
  /** `old`: answered too long ago to rely on, and unknown again. */
  readonly answer: 'none' | 'known' | 'old'
  /** What Shopify said against it. */
  readonly problem: string | null
}

export function* clausesFor(segment: Segment, now: number): Sql<ClauseView[]> {
  const clauses = needsOfRule(segment.rule)?.delegated ?? new Set()
  if (clauses.size === 0) return []
  const every = segment.state === 'on' && isYoung(segment.updatedAt, now) ? ASKED_EVERY_AT_FIRST : ASKED_EVERY
  return (yield* clausesOf(segment.shop))
    .filter(({ clause }) => clauses.has(clause))
    .map(({ clause, askedAt, fetchedAt, problem }) => ({
      clause, askedAt, every, problem, answer: fetchedAt === null ? 'none' : fetchedAt + RELIED_ON_FOR <= now ? 'old' : 'known',
    }))
}
