// Where the re-checking of memberships stands in a shop, what it found, and which segments are frozen because of it.
import { all, first, inNumbers, listOf, many, run, type Sql } from '#app/db/sql.ts'

export interface Audit {
  /** The last customer looked at in this round. */
  readonly cursor: number
  /** Memberships compared so far, a customer and a segment each, and how many of them disagreed. */
  readonly checks: number
  readonly disagreements: number
  /** Store clock; null before the first. */
  readonly roundStartedAt: number | null
  /** When a round last came to its end; null before the first. */
  readonly roundEndedAt: number | null
}

const none: Audit = { cursor: 0, checks: 0, disagreements: 0, roundStartedAt: null, roundEndedAt: null }

export function* auditOf(shop: number): Sql<Audit> {
  const row = yield* first<{ cursor: number; checks: number; disagreements: number; round_started_at: number | null; round_ended_at: number | null }>(
    'SELECT cursor, checks, disagreements, round_started_at, round_ended_at FROM audits WHERE shop_id = ?', shop,
  )
  return row === undefined ? none : { cursor: row.cursor, checks: row.checks, disagreements: row.disagreements, roundStartedAt: row.round_started_at, roundEndedAt: row.round_ended_at }
}

export function* keepAudit(shop: number, audit: Audit, now: number): Sql<void> {
  yield* run(
    `INSERT INTO audits (shop_id, cursor, checks, disagreements, round_started_at, round_ended_at, ran_at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (shop_id) DO UPDATE SET cursor = excluded.cursor, checks = excluded.checks, disagreements = excluded.disagreements,
       round_started_at = excluded.round_started_at, round_ended_at = excluded.round_ended_at, ran_at = excluded.ran_at`,
    shop, audit.cursor, audit.checks, audit.disagreements, audit.roundStartedAt, audit.roundEndedAt, now,
  )
}

/** Nothing could be compared this time: others come first. */
export function* notePassedOver(shop: number, now: number): Sql<void> {
  yield* run('INSERT INTO audits (shop_id, ran_at) VALUES (?, ?) ON CONFLICT (shop_id) DO UPDATE SET ran_at = excluded.ran_at', shop, now)
}

/** Installed, synced shops with a segment that is on; the one that was looked at longest ago comes first. */
export function* shopsToAudit(): Sql<number[]> {
  const rows = yield* all<{ id: number }>(
    `SELECT s.id FROM shops s LEFT JOIN audits a ON a.shop_id = s.id
     WHERE s.state = 'installed' AND s.synced_at IS NOT NULL AND EXISTS (SELECT 1 FROM segments g WHERE g.shop_id = s.id AND g.state = 'on')
     ORDER BY COALESCE(a.ran_at, 0), s.id`,
  )
  return rows.map((row) => row.id)
}

export interface Finding {
  readonly segment: number
  /** Dense customer number. */
  readonly number: number
  readonly stored: string
  readonly expected: string
}

/** Of one segment; beyond that they say nothing new. */
const MOST_FINDINGS = 100

/** Keeps them, up to `MOST_FINDINGS` a segment, and freezes the tags of their segments. Returns those that were kept. */
export function* keepFindings<Found extends Finding>(shop: number, findings: readonly Found[], now: number): Sql<Found[]> {
  const counts = yield* findingCounts(shop)
  const kept = findings.filter(({ segment }) => {
    const count = counts.get(segment) ?? 0
    counts.set(segment, count + 1)
    return count < MOST_FINDINGS
  })
  yield* many(
    `INSERT INTO audit_findings (shop_id, segment_id, customer, stored, expected, at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (shop_id, segment_id, customer) DO UPDATE SET stored = excluded.stored, expected = excluded.expected, at = excluded.at`,
    kept.map(({ segment, number, stored, expected }) => [shop, segment, number, stored, expected, now]),
  )
  yield* run(
    `UPDATE segments SET frozen_at = ? WHERE shop_id = ? AND frozen_at IS NULL AND state <> 'deleted' AND id IN (${inNumbers})`,
    now, shop, listOf([...new Set(findings.map(({ segment }) => segment))]),
  )
  return kept
}

/** By segment. */
export function* findingCounts(shop: number): Sql<Map<number, number>> {
  const rows = yield* all<{ segment_id: number; count: number }>('SELECT segment_id, count(*) AS count FROM audit_findings WHERE shop_id = ? GROUP BY segment_id', shop)
  return new Map(rows.map((row) => [row.segment_id, row.count]))
}

/** What was found of a segment no longer stands; everyone is looked at anew. False when its tags were not frozen. */
export function* unfreeze(shop: number, segment: number): Sql<boolean> {
  const unfrozen = yield* run('UPDATE segments SET frozen_at = NULL WHERE shop_id = ? AND id = ? AND frozen_at IS NOT NULL', shop, segment)
  yield* run('DELETE FROM audit_findings WHERE shop_id = ? AND segment_id = ?', shop, segment)
  if (unfrozen > 0) yield* run('UPDATE audits SET cursor = 0, round_started_at = NULL WHERE shop_id = ?', shop)
  return unfrozen > 0
}
