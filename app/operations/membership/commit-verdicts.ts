// One commit of verdicts: memberships, history, counts and what has to be tagged, under the lease's fence and the rules they were made with.
import { changesInTurn } from '#app/core/membership/changes-in-turn.ts'
import type { Reason } from '#app/core/membership/changes.ts'
import { readSeenTags, readStandings, readUnknowns, writeStandings, writeUnknowns } from '#app/core/membership/stored.ts'
import { tagsDiffer } from '#app/core/membership/tags.ts'
import { checkFence } from '#app/db/leases.ts'
import { allSegments, countMembers, type Segment } from '#app/db/segments.ts'
import { lockShop, nextVersion, shopById } from '#app/db/shops.ts'
import { all, inNumbers, listOf, many, type Sql } from '#app/db/sql.ts'
import { oursOrAsked } from '#app/db/tag-ledger.ts'
import type { Evaluated, EvaluatedRow } from '#app/engine/engine.ts'
import { membershipStage } from '#app/operations/membership/stage.ts'

export interface VerdictCommit {
  readonly shop: number
  readonly fence: number
  /** The instant the rows were evaluated for. */
  readonly now: number
  readonly evaluated: Evaluated
  readonly reasonFor: (segment: number, customer: number) => Reason
  /** Rows of the cached block may be older than what stands, or have come due: those are left and named. */
  readonly fromBlock: boolean
}

export type VerdictsCommitted =
  /** The rules changed meanwhile: nothing was written, ask the engine again. */
  | { readonly kind: 'rules-moved' }
  /** `unsettled`: customers that settling may look at now. */
  | { readonly kind: 'written'; readonly left: readonly number[]; readonly unsettled: number; readonly changes: number }

/** SQL: came by a delivery, and was never read from Shopify. Its tags and totals are not known, so nothing can be said of it. */
export const unread = 'suspect IS NOT NULL AND tags_at = 0'

interface StoredRow {
  number: number
  facts_version: number
  evaluated_version: number
  due_at: number | null
  membership_version: number
  settled_version: number
  members: string
  unknowns: string
  tags: string
  deleted_at: number | null
}

export function* commitVerdicts(commit: VerdictCommit): Sql<VerdictsCommitted> {
  const { shop, now, evaluated } = commit
  yield* checkFence(shop, membershipStage, commit.fence)
  yield* lockShop(shop)
  if ((yield* shopById(shop))?.rulesVersion !== evaluated.rulesVersion) return { kind: 'rules-moved' }

  const segments = new Map((yield* allSegments(shop)).map((segment) => [segment.id, segment]))
  const numbers = listOf(evaluated.rows.map((row) => row.number))
  const stored = new Map(
    (yield* all<StoredRow>(
      `SELECT number, facts_version, evaluated_version, due_at, membership_version, settled_version, members, unknowns, tags, deleted_at FROM customers
       WHERE shop_id = ? AND number IN (${inNumbers}) AND NOT (${unread})`,
      shop, numbers,
    )).map((row) => [row.number, row]),
  )
  const ours = yield* oursOrAsked(shop, numbers)

  const left: number[] = []
  const verdicts: Verdict[] = []
  for (const row of evaluated.rows) {
    const standing = stored.get(row.number)
    if (standing === undefined) continue
    if (commit.fromBlock && isBehind(row, standing, now)) left.push(row.number)
    else verdicts.push(verdictOf(commit, row, standing, segments, ours.get(row.number) ?? new Set()))
  }
  yield* write(commit, verdicts, segments)
  return {
    kind: 'written',
    left,
    unsettled: verdicts.filter((verdict) => verdict.unsettled || verdict.waits).length,
    changes: verdicts.reduce((sum, verdict) => sum + verdict.changes.length, 0),
  }
}

const isBehind = (row: EvaluatedRow, standing: StoredRow, now: number): boolean =>
  standing.facts_version !== row.factsVersion || (standing.due_at !== null && standing.due_at <= now)

type Verdict = ReturnType<typeof verdictOf>

function verdictOf(commit: VerdictCommit, row: EvaluatedRow, stored: StoredRow, segments: ReadonlyMap<number, Segment>, ours: ReadonlySet<string>) {
  const { evaluated, now } = commit
  const standing = { members: readStandings(stored.members), unknowns: readUnknowns(stored.unknowns) }
  const answer = changesInTurn({
    standing,
    answered: row,
    on: new Set(evaluated.on),
    paused: new Set(evaluated.paused),
    now,
    reasonFor: (segment) => commit.reasonFor(segment, row.number),
  }, evaluated.askers)
  const wanted = answer.members.flatMap(({ segment }) => segments.get(segment)?.tag ?? [])
  // Of a customer who is gone, only what the ledger still holds is to be cleared.
  const unsettled = stored.deleted_at === null ? tagsDiffer({ wanted, seen: readSeenTags(stored.tags), ours }) : ours.size > 0
  // Settling passes over whoever is stale, and has to be told when that is over.
  const waits = stored.membership_version > stored.settled_version
  return { row, standing, ...answer, unsettled, waits }
}

function* write({ shop, now, evaluated }: VerdictCommit, verdicts: readonly Verdict[], segments: ReadonlyMap<number, Segment>): Sql<void> {
  yield* many(
    'UPDATE customers SET members = ?, unknowns = ?, due_at = ?, evaluated_version = ? WHERE shop_id = ? AND number = ?',
    verdicts.map(({ row, members, unknowns }) => [writeStandings(members), writeUnknowns(unknowns), row.dueAt, row.factsVersion, shop, row.number]),
  )
  const unsettled = verdicts.filter((verdict) => verdict.unsettled)
  if (unsettled.length > 0) {
    const version = yield* nextVersion(shop)
    yield* many(
      'UPDATE customers SET membership_version = ? WHERE shop_id = ? AND number = ?',
      unsettled.map(({ row }) => [version, shop, row.number]),
    )
  }
  // A rule may ask when they entered or left: that is a new fact for it. Rules rest on one another in no circle, so this comes to an end.
  const asked = verdicts.filter(({ changes }) => changes.some(({ segment }) => evaluated.askers.has(segment)))
  if (asked.length > 0) {
    const version = yield* nextVersion(shop)
    yield* many('UPDATE customers SET facts_version = ? WHERE shop_id = ? AND number = ?', asked.map(({ row }) => [version, shop, row.number]))
  }
  // Before a segment is filled its entries are not history: the fill is one entry of its own.
  const told = verdicts.flatMap(({ row, changes }) =>
    changes.filter(({ segment }) => (segments.get(segment)?.filledAt ?? null) !== null).map((change) => ({ customer: row.number, ...change })),
  )
  yield* many(
    'INSERT INTO membership_changes (shop_id, segment_id, kind, customer, at, noticed_at, reason) VALUES (?, ?, ?, ?, ?, ?, ?)',
    told.sort((a, b) => a.at - b.at).map(({ segment, kind, customer, at, reason }) => [shop, segment, kind, customer, at, now, reason]),
  )
  yield* countMembers(shop, counts(verdicts))
}

function counts(verdicts: readonly Verdict[]): Map<number, { members: number; unknowns: number }> {
  const sums = new Map<number, { members: number; unknowns: number }>()
  const add = (segment: number, members: number, unknowns: number): void => {
    const sum = sums.get(segment) ?? { members: 0, unknowns: 0 }
    sums.set(segment, { members: sum.members + members, unknowns: sum.unknowns + unknowns })
  }
  for (const { standing, members, unknowns } of verdicts) {
    for (const { segment } of standing.members) add(segment, -1, 0)
    for (const { segment } of members) add(segment, 1, 0)
    for (const segment of standing.unknowns) add(segment, 0, -1)
    for (const segment of unknowns) add(segment, 0, 1)
  }
  for (const [segment, sum] of sums) if (sum.members === 0 && sum.unknowns === 0) sums.delete(segment)
  return sums
}
