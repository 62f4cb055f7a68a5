// Which clauses the live rules of a shop leave to Shopify: the rows of delegated clauses follow the rules.
import { ASKED_EVERY_AT_FIRST, NEW_FOR } from '#app/core/timetable.ts'
import { needsOfRule } from '#app/db/rule-needs.ts'
import { liveSegments } from '#app/db/segments.ts'
import { lockShop } from '#app/db/shops.ts'
import { all, many, run } from '#app/db/sql.ts'
import type { Sql } from '#app/db/sql.ts'

/**
 * After every change of a segment, in the same transaction: new clauses are asked at once, and those that Shopify refused once more.
 * Ring `refreshClauses` where the answer is true.
 */
export function* noteClauses(shop: number, now: number): Sql<boolean> {
  const { added } = yield* matchClauses(shop, now)
  const again = yield* run('UPDATE delegated_clauses SET next_at = ? WHERE shop_id = ? AND next_at IS NULL', now, shop)
  return added + again > 0
}

/** Brings the rows to what live rules name: a row for each new clause, to be asked at once, and none for a clause that no rule names any more. */
export function* matchClauses(shop: number, now: number): Sql<{ readonly named: NamedClauses; readonly added: number }> {
  yield* lockShop(shop)
  const named = yield* namedClauses(shop)
  const standing = yield* all<{ id: number; clause: string }>('SELECT id, clause FROM delegated_clauses WHERE shop_id = ?', shop)
  yield* many('DELETE FROM delegated_clauses WHERE shop_id = ? AND id = ?', standing.filter(({ clause }) => !named.has(clause)).map(({ id }) => [shop, id]))
  const known = new Set(standing.map(({ clause }) => clause))
  const added = [...named.keys()].filter((clause) => !known.has(clause))
  yield* many('INSERT INTO delegated_clauses (shop_id, clause, next_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', added.map((clause) => [shop, clause, now]))
  // What a segment in use has only begun to ask is not left for hours.
  const soon = now + ASKED_EVERY_AT_FIRST
  const young = standing.filter(({ clause }) => isYoung(named.get(clause), now))
  yield* many('UPDATE delegated_clauses SET next_at = ? WHERE shop_id = ? AND id = ? AND next_at > ?', young.map(({ id }) => [soon, shop, id, soon]))
  return { named, added: added.length }
}

/** By clause, the last change of a segment in use that names it; null when none of those that name it is on. */
export type NamedClauses = ReadonlyMap<string, number | null>

/** Whether a segment in use has named a clause since not long ago, given its last change. */
export const isYoung = (lastChange: number | null | undefined, now: number): boolean => lastChange !== null && lastChange !== undefined && lastChange + NEW_FOR > now

function* namedClauses(shop: number): Sql<NamedClauses> {
  const named = new Map<string, number | null>()
  for (const { rule, state, updatedAt } of yield* liveSegments(shop)) {
    for (const clause of needsOfRule(rule)?.delegated ?? []) {
      const before = named.get(clause) ?? null
      named.set(clause, state === 'on' ? Math.max(before ?? 0, updatedAt) : before)
    }
  }
  return named
}
