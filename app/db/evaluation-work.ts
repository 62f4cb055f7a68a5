// What keeping memberships true has cost, counted beside every commit: evaluations against the events and flips that made them necessary.
import type { Work, WorkDone } from '#app/core/progress.ts'
import { first, run, type Sql } from '#app/db/sql.ts'

/** Adds to the counts of a shop, inside the transaction that writes the verdicts. Counting begins with the first. */
export function* countWork(shop: number, { evaluations, events, flips }: Work, now: number): Sql<void> {
  yield* run(
    `INSERT INTO evaluation_work (shop_id, since, evaluations, events, flips) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (shop_id) DO UPDATE SET evaluations = evaluation_work.evaluations + excluded.evaluations,
       events = evaluation_work.events + excluded.events, flips = evaluation_work.flips + excluded.flips`,
    shop, now, evaluations, events, flips,
  )
}

/** Null before the first evaluation. */
export function* workOf(shop: number): Sql<WorkDone | null> {
  return (yield* first<WorkDone>('SELECT since, evaluations, events, flips FROM evaluation_work WHERE shop_id = ?', shop)) ?? null
}

/** Of all shops together; null before the first evaluation. */
export function* workOfAll(): Sql<WorkDone | null> {
  const sum = yield* first<{ [Name in keyof WorkDone]: number | null }>(
    `SELECT min(since) AS since, CAST(sum(evaluations) AS BIGINT) AS evaluations, CAST(sum(events) AS BIGINT) AS events, CAST(sum(flips) AS BIGINT) AS flips FROM evaluation_work`,
  )
  const { since = null, evaluations, events, flips } = sum ?? {}
  return since === null ? null : { since, evaluations: evaluations ?? 0, events: events ?? 0, flips: flips ?? 0 }
}
