// What a shop's segments say of tags: which are wanted, which are to be left as they are, and what a removal by hand means.
import type { TagQuestion } from '#app/core/membership/tags.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import type { Segment } from '#app/db/segments.ts'
import { holdsNothing, type Held } from '#app/db/tag-ledger.ts'

export interface TagTerms {
  /** By id, deleted ones too. */
  readonly tags: ReadonlyMap<number, string>
  /** Folded: neither added nor removed, because a re-check disagreed or nobody has let them be written. */
  readonly heldBack: ReadonlySet<string>
  /** Folded: not put back when somebody takes them off. */
  readonly respected: ReadonlySet<string>
  /** Folded, of segments that are not deleted. */
  readonly segmentOf: ReadonlyMap<string, Segment>
}

/** `segments`: all of the shop. Of a segment that is off or deleted the tags go, whatever was approved. */
export function tagTermsOf(segments: readonly Segment[]): TagTerms {
  const live = segments.filter(({ state }) => state !== 'deleted')
  const folds = (some: readonly Segment[]): ReadonlySet<string> => new Set(some.map(({ tagFolded }) => tagFolded))
  return {
    tags: new Map(segments.map((segment) => [segment.id, segment.tag])),
    heldBack: folds(live.filter(isHeldBack)),
    respected: folds(live.filter(({ onRemoval }) => onRemoval === 'respect')),
    segmentOf: new Map(live.map((segment) => [segment.tagFolded, segment])),
  }
}

export const isHeldBack = ({ state, frozenAt, approvedAt }: Segment): boolean =>
  (state === 'on' || state === 'paused') && (frozenAt !== null || approvedAt === null)

/** As if tags that are held back did not exist: they stay whose they are. */
export function questionOf({ heldBack, respected }: TagTerms, wanted: readonly string[], seen: readonly string[], held: Held = holdsNothing): TagQuestion {
  if (heldBack.size === 0) return { wanted, seen, respected, ...held }
  const written = (tag: string): boolean => !heldBack.has(foldTag(tag))
  const kept = (folds: ReadonlySet<string>): ReadonlySet<string> => new Set([...folds].filter((fold) => !heldBack.has(fold)))
  return { wanted: wanted.filter(written), seen: seen.filter(written), respected, ours: kept(held.ours), declined: kept(held.declined) }
}
