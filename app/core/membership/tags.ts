// Which tags to add and which to remove on one customer: the difference between the tags wanted and the tags seen, where we
// remove only what is ours, and a tag that stood there before us stays the merchant's.
import { foldTag } from '#app/core/vocabulary/names.ts'

export interface TagQuestion {
  /** Tags of the segments this customer belongs to, as the merchant spelt them. */
  readonly wanted: readonly string[]
  /** Tags last seen on the customer, as spelt in the store. */
  readonly seen: readonly string[]
  /** Folded names of the tags that we added, or were given, and that nobody was seen to take away since; every other tag is the merchant's. */
  readonly ours: ReadonlySet<string>
  /** Folded names of tags that somebody took off this customer while they belonged, and that were left off since. None when left out. */
  readonly declined?: ReadonlySet<string>
  /** Folded names of tags that are not put back when somebody takes them off a member. None when left out. */
  readonly respected?: ReadonlySet<string>
}

export interface TagDifference {
  /** Spelt as wanted; not one of them is seen in any spelling. */
  readonly add: readonly string[]
  /** Spelt as seen; every one of them is ours. */
  readonly remove: readonly string[]
  /** Folded names that are no longer ours nor declined: gone without us while nobody wants them, or put back by somebody. Should they come back, they are theirs. */
  readonly disown: readonly string[]
  /** Folded names of what is ours and wanted, and was taken off by somebody. Those whose removal is respected are not in `add`. */
  readonly takenOff: readonly string[]
}

const none: ReadonlySet<string> = new Set()

export function tagDifference({ wanted, seen, ours, declined = none, respected = none }: TagQuestion): TagDifference {
  const want = byFold(wanted)
  const stand = byFold(seen)
  const leftOff = (fold: string): boolean => respected.has(fold) && (ours.has(fold) || declined.has(fold))
  return {
    add: [...want].filter(([fold]) => !stand.has(fold) && !leftOff(fold)).map(([, spelling]) => spelling),
    remove: [...stand].filter(([fold]) => !want.has(fold) && ours.has(fold)).map(([, spelling]) => spelling),
    disown: [...[...ours].filter((fold) => !stand.has(fold) && !want.has(fold)), ...[...declined].filter((fold) => !want.has(fold) || stand.has(fold))],
    takenOff: [...ours].filter((fold) => !stand.has(fold) && want.has(fold)),
  }
}

/** Whether anything would have to be written, to the store or of whose a tag is. */
export function tagsDiffer(question: TagQuestion): boolean {
  const { wanted, seen, ours, declined = none } = question
  // Asked of everyone by a walk: the two common answers need no comparing.
  if (wanted.length === 0 && ours.size === 0 && declined.size === 0) return false
  if (seen.length === 0 && ours.size === 0 && declined.size === 0) return wanted.some((tag) => tag.trim() !== '')
  const { add, remove, takenOff, disown } = tagDifference(question)
  return add.length > 0 || remove.length > 0 || takenOff.length > 0 || disown.some((fold) => declined.has(fold))
}

function byFold(tags: readonly string[]): Map<string, string> {
  const folded = new Map<string, string>()
  for (const tag of tags) {
    const fold = foldTag(tag)
    if (fold !== '' && !folded.has(fold)) folded.set(fold, tag)
  }
  return folded
}
