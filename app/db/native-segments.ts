// The native segment of each of ours: what is wanted of it, what stands in Shopify as last seen, and which are to be looked at.
import { foldTag } from '#app/core/vocabulary/names.ts'
import type { SegmentState } from '#app/db/segments.ts'
import { all, first, run, type Sql } from '#app/db/sql.ts'

/** What we know of a native segment. */
export interface Native {
  /** Shopify id as decimal text; null while it is not there. */
  readonly nativeId: string | null
  /** As they stand in Shopify; without an id, as it was asked for by a request that may have left. */
  readonly name: string
  readonly query: string
  readonly adopted: boolean
  /** The version of our segment it was last brought to. */
  readonly version: number
  readonly members: number | null
  readonly countedAt: number | null
  readonly nextAt: number | null
  readonly problem: string | null
}

export const noNative: Native = { nativeId: null, name: '', query: '', adopted: false, version: 0, members: null, countedAt: null, nextAt: null, problem: null }

/** One of ours whose native segment is to be looked at. */
export interface Keeping {
  readonly id: number
  readonly name: string
  readonly tag: string
  readonly state: SegmentState
  readonly version: number
  readonly approved: boolean
  /** Null before the first look. */
  readonly native: Native | null
}

const joined = 'FROM segments g LEFT JOIN native_segments n ON n.segment_id = g.id'
/** Binds the store clock. Off with a native segment is kept in step, since discounts may hang on it; off without one is left alone. */
const due = `(n.segment_id IS NULL AND g.state IN ('on', 'paused') AND g.approved_at IS NOT NULL
  OR n.segment_id IS NOT NULL AND (g.state = 'deleted' AND n.problem IS NULL OR g.version > n.version OR n.next_at <= ?))`

/** Installed, synced shops whose writes are on and that have something to look at. */
export function* shopsWithNatives(now: number): Sql<number[]> {
  const rows = yield* all<{ id: number }>(
    `SELECT s.id FROM shops s WHERE s.state = 'installed' AND s.synced_at IS NOT NULL AND s.trouble IS NULL AND s.writes_enabled
     AND EXISTS (SELECT 1 ${joined} WHERE g.shop_id = s.id AND ${due}) ORDER BY s.id`,
    now,
  )
  return rows.map(({ id }) => id)
}

/** The first that is due: deleted ones before others, so that their names are free. */
export function* nextNative(shop: number, now: number): Sql<Keeping | undefined> {
  const row = yield* first<Row>(`SELECT ${columns} ${joined} WHERE g.shop_id = ? AND ${due} ORDER BY CASE g.state WHEN 'deleted' THEN 0 ELSE 1 END, g.id LIMIT 1`, shop, now)
  return row && keepingOf(row)
}

export function* nativeOf(shop: number, segment: number): Sql<Keeping | undefined> {
  const row = yield* first<Row>(`SELECT ${columns} ${joined} WHERE g.shop_id = ? AND g.id = ?`, shop, segment)
  return row && keepingOf(row)
}

/** Ids of native segments that stand for ours, with ours. */
export function* standingNatives(shop: number): Sql<ReadonlyMap<string, number>> {
  const rows = yield* all<{ segment_id: number; native_id: string }>('SELECT segment_id, CAST(native_id AS TEXT) AS native_id FROM native_segments WHERE shop_id = ? AND native_id IS NOT NULL', shop)
  return new Map(rows.map(({ segment_id, native_id }) => [native_id, segment_id]))
}

export function* keepNative(shop: number, segment: number, native: Native): Sql<void> {
  const { nativeId, name, query, adopted, version, members, countedAt, nextAt, problem } = native
  yield* run(
    `INSERT INTO native_segments (segment_id, shop_id, native_id, name, query, adopted, version, members, counted_at, next_at, problem) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (segment_id) DO UPDATE SET native_id = excluded.native_id, name = excluded.name, query = excluded.query, adopted = excluded.adopted,
     version = excluded.version, members = excluded.members, counted_at = excluded.counted_at, next_at = excluded.next_at, problem = excluded.problem`,
    segment, shop, nativeId === null ? null : BigInt(nativeId), name, query, adopted, version, members, countedAt, nextAt, problem,
  )
}

export function* forgetNative(shop: number, segment: number): Sql<void> {
  yield* run('DELETE FROM native_segments WHERE shop_id = ? AND segment_id = ?', shop, segment)
  yield* run('DELETE FROM segment_discounts WHERE shop_id = ? AND segment_id = ?', shop, segment)
}

/** Has a native segment looked at now whose next look is not later than `latest`; false when it is later, or has come. */
export function* askNative(shop: number, segment: number, latest: number, now: number): Sql<boolean> {
  return (yield* run(
    'UPDATE native_segments SET next_at = ? WHERE shop_id = ? AND segment_id = ? AND next_at > ? AND next_at <= ?',
    now, shop, segment, now, latest,
  )) > 0
}

/** Tags the segment had before, that customers still carry by us, and that no other segment has taken over; newest first. */
export function* formerTags(shop: number, segment: number, tag: string): Sql<string[]> {
  const versions = yield* all<{ tag: string }>('SELECT v.tag FROM segment_versions v JOIN segments s ON s.id = v.segment_id WHERE s.shop_id = ? AND s.id = ? ORDER BY v.version DESC', shop, segment)
  const former = new Map(versions.filter((version) => foldTag(version.tag) !== foldTag(tag)).map((version) => [foldTag(version.tag), version.tag]))
  const carried: string[] = []
  for (const [folded, old] of former) {
    const row = yield* first(
      `SELECT 1 AS one WHERE EXISTS (SELECT 1 FROM tag_ledger t WHERE t.shop_id = ? AND t.tag_folded = ? AND (t.owner IN ('ours', 'adopted') OR t.intent IS NOT NULL))
       AND NOT EXISTS (SELECT 1 FROM segments o WHERE o.shop_id = ? AND o.id <> ? AND o.tag_folded = ? AND o.state <> 'deleted')`,
      shop, folded, shop, segment, folded,
    )
    if (row !== undefined) carried.push(old)
  }
  return carried
}

/** What our segment was called in a version of it. */
export function* nameIn(shop: number, segment: number, version: number): Sql<string | null> {
  return (yield* first<{ name: string }>('SELECT v.name FROM segment_versions v JOIN segments s ON s.id = v.segment_id WHERE s.shop_id = ? AND s.id = ? AND v.version = ?', shop, segment, version))?.name ?? null
}

/** Whether a segment that got another tag after `since` waits for its native one to ask for that tag too: until then nobody is moved. */
export function* renameAwaited(shop: number, since: number): Sql<boolean> {
  const row = yield* first(
    `SELECT g.id FROM segments g JOIN native_segments n ON n.segment_id = g.id JOIN segment_versions v ON v.segment_id = g.id AND v.version = n.version
     WHERE g.shop_id = ? AND g.state IN ('on', 'paused') AND g.version > n.version AND g.updated_at > ? AND n.native_id IS NOT NULL AND n.problem IS NULL AND v.tag <> g.tag LIMIT 1`,
    shop, since,
  )
  return row !== undefined
}

const columns = `g.id, g.name, g.tag, g.state, g.version, g.approved_at, n.segment_id AS kept, CAST(n.native_id AS TEXT) AS native_id, n.name AS native_name, n.query, n.adopted,
  n.version AS native_version, n.members, n.counted_at, n.next_at, n.problem`

interface Row {
  id: number
  name: string
  tag: string
  state: SegmentState
  version: number
  approved_at: number | null
  kept: number | null
  native_id: string | null
  native_name: string
  query: string
  adopted: number | boolean
  native_version: number
  members: number | null
  counted_at: number | null
  next_at: number | null
  problem: string | null
}

function keepingOf(row: Row): Keeping {
  const native = row.kept === null ? null : {
    nativeId: row.native_id, name: row.native_name, query: row.query, adopted: Boolean(row.adopted), version: row.native_version,
    members: row.members, countedAt: row.counted_at, nextAt: row.next_at, problem: row.problem,
  }
  return { id: row.id, name: row.name, tag: row.tag, state: row.state, version: row.version, approved: row.approved_at !== null, native }
}
