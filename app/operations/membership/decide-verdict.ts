// What one answer of the engine changes on the row of its customer.
import { changesInTurn } from '#app/core/membership/changes-in-turn.ts'
import type { MembershipChange, Memberships, Reason } from '#app/core/membership/changes.ts'
import { readSeenTags, readStandings, readUnknowns } from '#app/core/membership/stored.ts'
import { tagsDiffer } from '#app/core/membership/tags.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import type { SegmentTag } from '#app/db/segments.ts'
import { holdsNothing, type Held } from '#app/db/tag-ledger.ts'
import type { Evaluated, EvaluatedRow } from '#app/engine/engine.ts'

/** The customer's row as it stands. */
export interface StandingRow {
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

export const standingColumns = 'number, facts_version, evaluated_version, due_at, membership_version, settled_version, members, unknowns, tags, deleted_at'

/** The same for all rows of a commit. */
export interface Terms {
  readonly on: ReadonlySet<number>
  readonly paused: ReadonlySet<number>
  readonly askers: Evaluated['askers']
  readonly segments: ReadonlyMap<number, SegmentTag>
  /** Folded tags that stay off when somebody takes them off a member. */
  readonly respected: ReadonlySet<string>
  /** Segments whose tag a live discount asks for. */
  readonly inDiscount: readonly SegmentTag[]
  /** Changes wait for a while before their tags are written. */
  readonly gathering: boolean
  readonly now: number
  readonly reasonFor: (segment: number, customer: number) => Reason
}

export interface Verdict extends Memberships {
  readonly row: EvaluatedRow
  readonly standing: Memberships & { readonly row: StandingRow }
  readonly changes: readonly MembershipChange[]
  /** The tags that stand are not those that should. */
  readonly unsettled: boolean
  /** One of them is a tag that a live discount asks for. */
  readonly first: boolean
}

/** `held`: whose the tags of this customer are; what we asked for counts as ours. */
export function decideVerdict(terms: Terms, row: EvaluatedRow, stored: StandingRow, held: Held = holdsNothing): Verdict {
  const standing = { row: stored, members: readStandings(stored.members), unknowns: readUnknowns(stored.unknowns) }
  const { on, paused, now } = terms
  const answer = changesInTurn({ standing, answered: row, on, paused, now, reasonFor: (segment) => terms.reasonFor(segment, row.number) }, terms.askers)
  const wanted = answer.members.flatMap(({ segment }) => terms.segments.get(segment)?.tag ?? [])
  // Of a customer who is gone, only what the ledger still holds is to be cleared.
  const unsettled = stored.deleted_at === null ? tagsDiffer({ wanted, seen: readSeenTags(stored.tags), respected: terms.respected, ...held }) : held.ours.size > 0
  return { row, standing, ...answer, unsettled, first: unsettled && isUrgent(terms, answer, stored) }
}

function isUrgent({ inDiscount }: Terms, { members }: Memberships, { tags }: StandingRow): boolean {
  if (inDiscount.length === 0) return false
  const stands = new Set(readSeenTags(tags).map(foldTag))
  return inDiscount.some(({ id, tagFolded }) => members.some(({ segment }) => segment === id) !== stands.has(tagFolded))
}
