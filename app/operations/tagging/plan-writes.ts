// Picks customers whose tags lag behind their memberships and writes down what is to be asked of Shopify, before it is asked.
import { readSeenTags, readStandings, readTagTimes } from '#app/core/membership/stored.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { tagDifference, type TagQuestion } from '#app/core/membership/tags.ts'
import { checkFence } from '#app/db/leases.ts'
import { allSegments, type Segment } from '#app/db/segments.ts'
import { all, inNumbers, listOf, many, run, type Sql } from '#app/db/sql.ts'
import { oursAmong } from '#app/db/tag-ledger.ts'
import { taggingStage } from '#app/operations/tagging/stage.ts'
import type { Write } from '#app/operations/tagging/write-document.ts'

/** `membershipVersion`: what the customer is settled to once this is written. */
export interface PlannedWrite extends Write {
  readonly membershipVersion: number
  /** Since when each tag to add is known to be absent. */
  readonly absentSince: readonly number[]
}

export interface Planned {
  /** Customers looked at; 0 when none is unsettled. */
  readonly picked: number
  readonly writes: readonly PlannedWrite[]
}

interface Unsettled {
  number: number
  shopify_id: string
  members: string
  tags: string
  tags_at: number
  membership_version: number
  deleted_at: number | null
}

export interface PlanRequest {
  readonly shop: number
  readonly fence: number
  readonly customers: number
  /** Passed over, although unsettled. */
  readonly except: ReadonlySet<number>
  /** At most so many tagsAdd and tagsRemove together; at least 2, so that any one customer fits. */
  readonly mutations: number
  readonly now: number
}

export function* planWrites({ shop, fence, customers, except, mutations, now }: PlanRequest): Sql<Planned> {
  yield* checkFence(shop, taggingStage, fence)
  const rows = yield* unsettled(shop, Math.min(customers, mutations), listOf([...except]))
  if (rows.length === 0) return { picked: 0, writes: [] }
  const segments = yield* allSegments(shop)
  const tags = new Map(segments.map((segment) => [segment.id, segment.tag]))
  const frozen = frozenTags(segments)
  const ours = yield* oursAmong(shop, listOf(rows.map((row) => row.number)))
  const writes: PlannedWrite[] = []
  const settled: Unsettled[] = []
  const disowned: { customer: number; fold: string }[] = []
  let left = mutations
  for (const row of rows) {
    if (row.deleted_at !== null) {
      // What we had added went with the customer; a merge has handed it to the one who stayed.
      yield* run(`UPDATE tag_ledger SET owner = 'gone', intent = NULL, at = ? WHERE shop_id = ? AND customer = ?`, now, shop, row.number)
      settled.push(row)
      continue
    }
    const wanted = readStandings(row.members).flatMap(({ segment }) => tags.get(segment) ?? [])
    const difference = tagDifference(without(frozen, { wanted, seen: readSeenTags(row.tags), ours: ours.get(row.number) ?? new Set() }))
    for (const fold of difference.disown) disowned.push({ customer: row.number, fold })
    const cost = Number(difference.add.length > 0) + Number(difference.remove.length > 0)
    if (cost === 0) settled.push(row)
    else if (cost <= left) {
      left -= cost
      writes.push({ customer: row.number, shopifyId: row.shopify_id, ...difference, membershipVersion: row.membership_version, absentSince: absentSince(row, difference.add) })
    }
  }
  yield* many(
    'UPDATE customers SET settled_version = ?, settle_problem = NULL WHERE shop_id = ? AND number = ?',
    settled.map((row) => [row.membership_version, shop, row.number]),
  )
  for (const { customer, fold } of disowned) {
    yield* run(`UPDATE tag_ledger SET owner = 'gone', at = ? WHERE shop_id = ? AND customer = ? AND tag_folded = ?`, now, shop, customer, fold)
  }
  yield* keepIntents(shop, writes, now)
  return { picked: rows.length, writes }
}

/** Folded. A segment that wrote the tag before, and is being deleted, freezes it for nobody. */
function frozenTags(segments: readonly Segment[]): ReadonlySet<string> {
  const written = new Set(segments.filter(({ state, frozenAt }) => state !== 'deleted' && frozenAt === null).map(({ tagFolded }) => tagFolded))
  return new Set(segments.filter(({ frozenAt, tagFolded }) => frozenAt !== null && !written.has(tagFolded)).map(({ tagFolded }) => tagFolded))
}

/** As if frozen tags did not exist: they are neither added nor removed, and stay whose they are. */
function without(frozen: ReadonlySet<string>, { wanted, seen, ours }: TagQuestion): TagQuestion {
  const written = (tag: string): boolean => !frozen.has(foldTag(tag))
  return frozen.size === 0 ? { wanted, seen, ours } : { wanted: wanted.filter(written), seen: seen.filter(written), ours: new Set([...ours].filter(written)) }
}

function absentSince(row: Unsettled, tags: readonly string[]): number[] {
  const times = new Map(readTagTimes(row.tags).map(({ tag, at }) => [foldTag(tag), at]))
  return tags.map((tag) => times.get(foldTag(tag)) ?? row.tags_at)
}

/**
 * Nobody of whom newer facts wait for their verdicts. The newest first for a fifth, so that an event does not wait behind a backfill;
 * otherwise the oldest.
 */
function* unsettled(shop: number, limit: number, except: string): Sql<Unsettled[]> {
  const pick = (order: 'ASC' | 'DESC', count: number) =>
    all<Unsettled>(
      `SELECT number, CAST(shopify_id AS TEXT) AS shopify_id, members, tags, tags_at, membership_version, deleted_at FROM customers
       WHERE shop_id = ? AND membership_version > settled_version AND suspect IS NULL
       AND evaluated_version >= facts_version AND number NOT IN (${inNumbers})
       ORDER BY membership_version ${order} LIMIT ?`,
      shop, except, count,
    )
  const oldest = yield* pick('ASC', limit)
  if (oldest.length < limit) return oldest
  const newest = yield* pick('DESC', Math.ceil(limit / 5))
  const known = new Set(newest.map((row) => row.number))
  return [...newest, ...oldest.filter((row) => !known.has(row.number))].slice(0, limit)
}

function* keepIntents(shop: number, writes: readonly PlannedWrite[], now: number): Sql<void> {
  yield* many(
    `INSERT INTO tag_ledger (shop_id, customer, tag_folded, tag, owner, intent, was_present, intent_at, at) VALUES (?, ?, ?, ?, 'gone', 'add', ?, ?, ?)
     ON CONFLICT (shop_id, customer, tag_folded) DO UPDATE SET
       tag = excluded.tag, intent = 'add', was_present = excluded.was_present, intent_at = excluded.intent_at, at = excluded.at`,
    writes.flatMap(({ customer, add, absentSince }) => add.map((tag, index) => [shop, customer, foldTag(tag), tag, false, now, absentSince[index] ?? 0])),
  )
  yield* many(
    `UPDATE tag_ledger SET intent = 'remove', was_present = ?, intent_at = ? WHERE shop_id = ? AND customer = ? AND tag_folded = ?`,
    writes.flatMap(({ customer, remove }) => remove.map((tag) => [true, now, shop, customer, foldTag(tag)])),
  )
}

/** Nothing of this was executed: takes the intents back. */
export function* dropIntents(shop: number, fence: number, writes: readonly PlannedWrite[]): Sql<void> {
  yield* checkFence(shop, taggingStage, fence)
  yield* run(
    `UPDATE tag_ledger SET intent = NULL, intent_at = NULL WHERE shop_id = ? AND intent IS NOT NULL AND customer IN (${inNumbers})`,
    shop, listOf(writes.map((write) => write.customer)),
  )
}
