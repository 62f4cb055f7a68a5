// The numbered cut points of a shop: kept for ever as they were, a new number only when something is different.
import { type CutPoints, type Cuts, sameCuts } from '#app/core/evaluate/cut-points.ts'
import { fields } from '#app/core/vocabulary/fields.ts'
import { all, first, run } from '#app/db/sql.ts'
import type { Sql } from '#app/db/sql.ts'

const newest = '(SELECT max(number) FROM cut_points n WHERE n.shop_id = c.shop_id)'

/** The newest; null when there are none of this currency. */
export function* cutPointsOf(shop: number, currency: string): Sql<CutPoints | null> {
  const row = yield* first<{ number: number; at: number; currency: string; cuts: string }>(
    `SELECT number, at, currency, cuts FROM cut_points c WHERE shop_id = ? AND number = ${newest}`, shop,
  )
  return row?.currency === currency ? { number: row.number, at: row.at, ...(JSON.parse(row.cuts) as Cuts) } : null
}

export interface CutPointsStanding {
  readonly number: number
  readonly at: number
  /** When they last came out so; null while they are to be worked out again. */
  readonly checkedAt: number | null
}

/** Which are the newest; null when there are none of this currency. */
export function* cutPointsStanding(shop: number, currency: string): Sql<CutPointsStanding | null> {
  const row = yield* first<{ number: number; at: number; checked_at: number; currency: string }>(
    `SELECT number, at, checked_at, currency FROM cut_points c WHERE shop_id = ? AND number = ${newest}`, shop,
  )
  return row?.currency === currency ? { number: row.number, at: row.at, checkedAt: row.checked_at === TO_LOOK_AT ? null : row.checked_at } : null
}

/** Before any day of a shop. */
const TO_LOOK_AT = 0

/** They are due, whatever the hour. */
export function* lookAgain(shop: number): Sql<void> {
  yield* run(`UPDATE cut_points SET checked_at = ${TO_LOOK_AT} WHERE shop_id = ? AND number = (SELECT max(number) FROM cut_points n WHERE n.shop_id = ?)`, shop, shop)
}

/** False when they are what they were: then only the look is noted. Where it is true, raise the rules in the same transaction. */
export function* keepCuts(shop: number, { currency, spend, recency, frequency }: Cuts & { readonly currency: string }, now: number): Sql<boolean> {
  const cuts: Cuts = { spend, recency, frequency }
  const known = yield* cutPointsOf(shop, currency)
  if (known !== null && sameCuts(known, cuts)) {
    yield* run('UPDATE cut_points SET checked_at = ? WHERE shop_id = ? AND number = ?', now, shop, known.number)
    return false
  }
  yield* run(
    `INSERT INTO cut_points (shop_id, number, at, checked_at, currency, cuts)
     SELECT ?, COALESCE(max(number), 0) + 1, ?, ?, ?, ? FROM cut_points WHERE shop_id = ?`,
    shop, now, now, currency, JSON.stringify(cuts), shop,
  )
  return true
}

export interface ScoredShop {
  readonly id: number
  readonly zone: string
  /** When the cut points of the shop's currency were last looked at; null without any. */
  readonly checkedAt: number | null
}

const names = fields.flatMap(({ reads, name }) => (reads.as === 'score' ? [`%${name}%`] : []))

/** Installed, synced shops of which a rule in use seems to ask for a score. */
export function* shopsNamingScores(): Sql<ScoredShop[]> {
  const rows = yield* all<{ id: number; zone: string; checked_at: number | null }>(
    `SELECT s.id, s.zone, c.checked_at FROM shops s LEFT JOIN cut_points c ON c.shop_id = s.id AND c.currency = s.currency AND c.number = ${newest}
     WHERE s.state = 'installed' AND s.synced_at IS NOT NULL
       AND EXISTS (SELECT 1 FROM segments g WHERE g.shop_id = s.id AND g.state = 'on' AND (${names.map(() => 'g.rule LIKE ?').join(' OR ')}))`,
    ...names,
  )
  return rows.map((row) => ({ id: row.id, zone: row.zone, checkedAt: row.checked_at }))
}
