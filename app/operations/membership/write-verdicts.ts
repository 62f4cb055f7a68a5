// Writes decided verdicts: the rows that differ, the sets and counts of the segments, the history, and what has to be tagged.
import { writeStandings, writeUnknowns } from '#app/core/membership/stored.ts'
import { changeSets, type SetChange } from '#app/db/membership-sets.ts'
import { countMembers } from '#app/db/segments.ts'
import { nextVersion } from '#app/db/shops.ts'
import { many, type Sql, type SqlValue } from '#app/db/sql.ts'
import type { Terms, Verdict } from '#app/operations/membership/decide-verdict.ts'

export function* writeVerdicts(shop: number, verdicts: readonly Verdict[], { segments, askers, now, gathering }: Terms): Sql<void> {
  const unsettled = verdicts.filter((verdict) => verdict.unsettled)
  // Apart from the others, so that theirs is one write too, and the index of the unsettled is left alone where nothing is to be tagged.
  if (unsettled.length > 0) {
    const version = yield* nextVersion(shop)
    // While changes gather, who flips again keeps the place of the first flip: settling looks at what is wanted when it writes.
    const place = gathering ? 'CASE WHEN membership_version > settled_version THEN membership_version ELSE ? END' : '?'
    yield* many(
      `UPDATE customers SET members = ?, unknowns = ?, due_at = ?, evaluated_version = ?, membership_version = ${place} WHERE shop_id = ? AND number = ?`,
      unsettled.map((verdict) => [...columnsOf(verdict), version, shop, verdict.row.number]),
    )
    yield* many('UPDATE customers SET settle_first = ? WHERE shop_id = ? AND number = ?', unsettled.filter(({ first }) => first).map(({ row }) => [true, shop, row.number]))
  }
  yield* many(
    'UPDATE customers SET members = ?, unknowns = ?, due_at = ?, evaluated_version = ? WHERE shop_id = ? AND number = ?',
    verdicts.filter(differs).map((verdict) => [...columnsOf(verdict), shop, verdict.row.number]),
  )
  // A rule may ask when they entered or left: that is a new fact for it. Rules rest on one another in no circle, so this comes to an end.
  const asked = verdicts.filter(({ changes }) => changes.some(({ segment }) => askers.has(segment)))
  if (asked.length > 0) {
    const version = yield* nextVersion(shop)
    yield* many('UPDATE customers SET facts_version = ? WHERE shop_id = ? AND number = ?', asked.map(({ row }) => [version, shop, row.number]))
  }
  // Before a segment is filled its entries are not history: the fill is one entry of its own.
  const told = verdicts.flatMap(({ row, changes }) => changes.filter(({ segment }) => segments.get(segment)?.filled === true).map((change) => ({ customer: row.number, ...change })))
  yield* many(
    'INSERT INTO membership_changes (shop_id, segment_id, kind, customer, at, noticed_at, reason) VALUES (?, ?, ?, ?, ?, ?, ?)',
    told.sort((a, b) => a.at - b.at).map(({ segment, kind, customer, at, reason }) => [shop, segment, kind, customer, at, now, reason]),
  )
  const moved = verdicts.flatMap(setChangesOf)
  yield* changeSets(shop, moved)
  yield* countMembers(shop, counts(moved))
}

const columnsOf = ({ row, members, unknowns }: Verdict): SqlValue[] => [writeStandings(members), writeUnknowns(unknowns), row.dueAt, row.factsVersion]

const differs = ({ row, unsettled, changes, unknowns, standing }: Verdict): boolean =>
  !unsettled &&
  (changes.length > 0 || standing.row.due_at !== row.dueAt || standing.row.evaluated_version !== row.factsVersion ||
    unknowns.length !== standing.unknowns.length || unknowns.some((segment, index) => segment !== standing.unknowns[index]))

function setChangesOf({ row, standing, members, unknowns, changes }: Verdict): SetChange[] {
  const moved: SetChange[] = []
  const note = (unknown: boolean, before: ReadonlySet<number>, after: ReadonlySet<number>): void => {
    for (const segment of before) if (!after.has(segment)) moved.push({ segment, unknown, number: row.number, stands: false })
    for (const segment of after) if (!before.has(segment)) moved.push({ segment, unknown, number: row.number, stands: true })
  }
  if (changes.length > 0) note(false, segmentsOf(standing.members), segmentsOf(members))
  if (unknowns.length + standing.unknowns.length > 0) note(true, new Set(standing.unknowns), new Set(unknowns))
  return moved
}

const segmentsOf = (standings: Verdict['members']): ReadonlySet<number> => new Set(standings.map(({ segment }) => segment))

function counts(moved: readonly SetChange[]): Map<number, { members: number; unknowns: number }> {
  const sums = new Map<number, { members: number; unknowns: number }>()
  for (const { segment, unknown, stands } of moved) {
    const sum = sums.get(segment) ?? { members: 0, unknowns: 0 }
    sum[unknown ? 'unknowns' : 'members'] += stands ? 1 : -1
    sums.set(segment, sum)
  }
  for (const [segment, sum] of sums) if (sum.members === 0 && sum.unknowns === 0) sums.delete(segment)
  return sums
}
