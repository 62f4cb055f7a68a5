// Segments and their versions. Checks of rules and tags are the operations' business; one live segment per tag is kept here too.
import { dropSets } from '#app/db/membership-sets.ts'
import { unfreeze } from '#app/db/audits.ts'
import { all, first, run } from '#app/db/sql.ts'
import { raiseRules } from '#app/db/shops.ts'
import type { Sql } from '#app/db/sql.ts'

/** What is done when somebody takes its tag off a member. */
export type OnRemoval = 'put-back' | 'respect'

export type SegmentState = 'on' | 'paused' | 'off' | 'deleted'

export interface Segment {
  readonly id: number
  readonly shop: number
  readonly name: string
  /** The merchant's own text, verbatim. */
  readonly rule: string
  readonly tag: string
  /** `foldTag(tag)` */
  readonly tagFolded: string
  readonly state: SegmentState
  readonly version: number
  /** As last counted. */
  readonly members: number
  readonly unknowns: number
  /** Instant of the last committed verdict run over everyone; null before the first. */
  readonly filledAt: number | null
  /** Since when its tag is neither added nor removed, because an audit disagreed with its memberships; null when it is. */
  readonly frozenAt: number | null
  /** When the merchant let its tag be written; null before: until then it is neither added nor removed. */
  readonly approvedAt: number | null
  readonly onRemoval: OnRemoval
  /** Whether a discount that is live in the store asks for its tag. */
  readonly inDiscount: boolean
  readonly createdAt: number
  readonly updatedAt: number
}

/** What the merchant decides. */
export interface SegmentContent {
  readonly name: string
  readonly rule: string
  readonly tag: string
  readonly tagFolded: string
  readonly state: SegmentState
}

const columns = 'id, shop_id, name, rule, tag, tag_folded, state, version, members, unknowns, filled_at, frozen_at, approved_at, on_removal, in_discount, created_at, updated_at'

/** All of a shop that are not deleted, by id. */
export function* liveSegments(shop: number): Sql<Segment[]> {
  const rows = yield* all<SegmentRow>(`SELECT ${columns} FROM segments WHERE shop_id = ? AND state <> 'deleted' ORDER BY id`, shop)
  return rows.map(segmentOf)
}

/** Deleted ones too, while their tags are being taken off. */
export function* allSegments(shop: number): Sql<Segment[]> {
  const rows = yield* all<SegmentRow>(`SELECT ${columns} FROM segments WHERE shop_id = ? ORDER BY id`, shop)
  return rows.map(segmentOf)
}

/** What a commit of verdicts asks of a segment. */
export interface SegmentTag {
  readonly id: number
  readonly tag: string
  readonly tagFolded: string
  /** Whether it is left off when somebody takes it off a member. */
  readonly respectsRemoval: boolean
  readonly inDiscount: boolean
  /** Who is in it is history already: entries and exits are told one by one. */
  readonly filled: boolean
}

/** By id, deleted ones too. */
export function* segmentTags(shop: number): Sql<ReadonlyMap<number, SegmentTag>> {
  const rows = yield* all<Pick<SegmentRow, 'id' | 'tag' | 'tag_folded' | 'state' | 'on_removal' | 'in_discount' | 'filled_at'>>('SELECT id, tag, tag_folded, state, on_removal, in_discount, filled_at FROM segments WHERE shop_id = ?', shop)
  return new Map(rows.map((row) => [row.id, { id: row.id, tag: row.tag, tagFolded: row.tag_folded, respectsRemoval: row.state !== 'deleted' && row.on_removal === 'respect', inDiscount: row.state !== 'deleted' && Boolean(row.in_discount), filled: row.filled_at !== null }]))
}

export function* segmentById(shop: number, id: number): Sql<Segment | undefined> {
  const row = yield* first<SegmentRow>(`SELECT ${columns} FROM segments WHERE shop_id = ? AND id = ?`, shop, id)
  return row && segmentOf(row)
}

/** Version 1 of a new segment; raises the shop's rules. The database refuses a tag that a live segment has. */
export function* createSegment(shop: number, content: SegmentContent, now: number): Sql<Segment> {
  const row = yield* first<SegmentRow>(
    `INSERT INTO segments (shop_id, name, rule, tag, tag_folded, state, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING ${columns}`,
    shop, content.name, content.rule, content.tag, content.tagFolded, content.state, now, now,
  )
  if (!row) throw new Error('A segment vanished while it was made.')
  const segment = segmentOf(row)
  yield* keepVersion(segment, now)
  yield* raiseRules(shop)
  return segment
}

/** The next version of a segment; raises the shop's rules. Undefined when it is not there. Its count stays until it is filled again. */
export function* changeSegment(shop: number, id: number, content: Partial<SegmentContent>, now: number): Sql<Segment | undefined> {
  const old = yield* segmentById(shop, id)
  if (!old) return undefined
  const { name, rule, tag, tagFolded, state } = { ...old, ...content }
  const row = yield* first<SegmentRow>(
    `UPDATE segments SET name = ?, rule = ?, tag = ?, tag_folded = ?, state = ?, version = version + 1, updated_at = ?
     WHERE shop_id = ? AND id = ? RETURNING ${columns}`,
    name, rule, tag, tagFolded, state, now, shop, id,
  )
  if (!row) return undefined
  // What was found against it was found of another rule, or the merchant has said what is to become of its tags.
  const anew = rule !== old.rule || tag !== old.tag || state === 'off' || state === 'deleted'
  if (anew) yield* unfreeze(shop, id)
  // Off, its tags are taken off; what it would write when it is turned on again is to be seen before it is written.
  const approved = row.approved_at !== null && state !== 'off'
  if (!approved && row.approved_at !== null) yield* run('UPDATE segments SET approved_at = NULL WHERE shop_id = ? AND id = ?', shop, id)
  const segment = { ...segmentOf(row), frozenAt: anew ? null : row.frozen_at, approvedAt: approved ? row.approved_at : null }
  yield* keepVersion(segment, now)
  yield* raiseRules(shop)
  return segment
}

/** Adds to the counts shown, inside the transaction that changes memberships. */
export function* countMembers(shop: number, changes: ReadonlyMap<number, { readonly members: number; readonly unknowns: number }>): Sql<void> {
  for (const [id, change] of [...changes].sort(([a], [b]) => a - b)) {
    yield* run('UPDATE segments SET members = members + ?, unknowns = unknowns + ? WHERE shop_id = ? AND id = ?', change.members, change.unknowns, shop, id)
  }
}

/** Drops a deleted segment whose tags are off, with its versions. Who entered and left it stays as history. */
export function* dropSegment(shop: number, id: number): Sql<boolean> {
  const dropped = yield* run(`DELETE FROM segments WHERE shop_id = ? AND id = ? AND state = 'deleted'`, shop, id)
  if (dropped === 0) return false
  yield* run('DELETE FROM segment_versions WHERE segment_id = ?', id)
  yield* dropSets(shop, id)
  return true
}

export interface SegmentVersion extends Omit<SegmentContent, 'tagFolded'> {
  readonly version: number
  readonly at: number
}

/** Newest first. */
export function* versionsOf(shop: number, segment: number): Sql<SegmentVersion[]> {
  return yield* all<SegmentVersion>(
    `SELECT v.version, v.name, v.rule, v.tag, v.state, v.at FROM segment_versions v JOIN segments s ON s.id = v.segment_id
     WHERE s.shop_id = ? AND v.segment_id = ? ORDER BY v.version DESC`,
    shop, segment,
  )
}

function* keepVersion(segment: Segment, now: number): Sql<void> {
  yield* run(
    'INSERT INTO segment_versions (segment_id, version, name, rule, tag, state, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    segment.id, segment.version, segment.name, segment.rule, segment.tag, segment.state, now,
  )
}

interface SegmentRow {
  id: number
  shop_id: number
  name: string
  rule: string
  tag: string
  tag_folded: string
  state: SegmentState
  version: number
  members: number
  unknowns: number
  filled_at: number | null
  frozen_at: number | null
  approved_at: number | null
  on_removal: OnRemoval
  in_discount: number | boolean
  created_at: number
  updated_at: number
}

function segmentOf(row: SegmentRow): Segment {
  return {
    id: row.id,
    shop: row.shop_id,
    name: row.name,
    rule: row.rule,
    tag: row.tag,
    tagFolded: row.tag_folded,
    state: row.state,
    version: row.version,
    members: row.members,
    unknowns: row.unknowns,
    filledAt: row.filled_at,
    frozenAt: row.frozen_at,
    approvedAt: row.approved_at,
    onRemoval: row.on_removal,
    inDiscount: Boolean(row.in_discount),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}
