// Which tags to add and which to remove on one customer: the difference between the tags wanted and the tags seen, where we
// remove only what we added, and a tag that stood there before us stays the merchant's.
import { foldTag } from '#app/core/vocabulary/names.ts'

export interface TagQuestion {
  /** Tags of the segments this customer belongs to, as the merchant spelt them. */
  readonly wanted: readonly string[]
  /** Tags last seen on the customer, as spelt in the store. */
  readonly seen: readonly string[]
  /** Folded names of the tags that we added and that nobody was seen to take away since; every other tag is the merchant's. */
  readonly ours: ReadonlySet<string>
}

export interface TagDifference {
  /** Spelt as wanted; not one of them is seen in any spelling. */
  readonly add: readonly string[]
  /** Spelt as seen; every one of them is ours. */
  readonly remove: readonly string[]
  /** Folded names we owned that somebody took away and that nobody wants: should they come back, they are theirs. */
  readonly disown: readonly string[]
}

export function tagDifference({ wanted, seen, ours }: TagQuestion): TagDifference {
  const want = byFold(wanted)
  const stand = byFold(seen)
  return {
    add: [...want].filter(([fold]) => !stand.has(fold)).map(([, spelling]) => spelling),
    remove: [...stand].filter(([fold]) => !want.has(fold) && ours.has(fold)).map(([, spelling]) => spelling),
    disown: [...ours].filter((fold) => !stand.has(fold) && !want.has(fold)),
  }
}

/** Whether anything would have to be written to the store. */
export function tagsDiffer(question: TagQuestion): boolean {
  // Asked of everyone by a walk: the two common answers need no comparing.
  if (question.wanted.length === 0 && question.ours.size === 0) return false
  if (question.seen.length === 0) return question.wanted.some((tag) => tag.trim() !== '')
  const difference = tagDifference(question)
  return difference.add.length > 0 || difference.remove.length > 0
}

function byFold(tags: readonly string[]): Map<string, string> {
  const folded = new Map<string, string>()
  for (const tag of tags) {
    const fold = foldTag(tag)
    if (fold !== '' && !folded.has(fold)) folded.set(fold, tag)
  }
  return folded
}
