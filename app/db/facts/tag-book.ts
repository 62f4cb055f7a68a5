// The tags of one customer, each a stream of its own: present or removed as of an instant, and the instant at which the whole
// list was last seen. Whatever the order of deltas and lists, the book ends the same, apart from ties, which it reports.
import type { Instant } from '#app/core/facts/facts.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'

interface Stamp {
  /** As spelt. */
  tag: string
  at: Instant
  present: boolean
}

export interface TagBook {
  readonly stamps: Map<string, Stamp>
  /** A tag without a stamp is known absent since then; 0 when the list was never seen. */
  seenAt: Instant
}

/** From the columns `tags` (JSON `[[tag, instant, 1 | 0]]`) and `tags_at`. */
export function readBook(tags: string, seenAt: Instant): TagBook {
  const stamps = new Map<string, Stamp>()
  if (tags !== '[]') {
    for (const [tag, at, present] of JSON.parse(tags) as [string, Instant, 0 | 1][]) stamps.set(foldTag(tag), { tag, at, present: present === 1 })
  }
  return { stamps, seenAt }
}

/** The column `tags`, in an order that depends on nothing but its content. */
export function writeBook(book: TagBook): string {
  const folded = [...book.stamps.keys()].sort()
  return JSON.stringify(folded.map((fold) => {
    const stamp = book.stamps.get(fold) as Stamp
    return [stamp.tag, stamp.at, stamp.present ? 1 : 0]
  }))
}

/** Whether two columns `tags` say the same of the customer, whatever their instants. */
export function sameTags(a: string, b: string): boolean {
  if (a === b) return true
  const standing = (tags: string): string => [...readBook(tags, 0).stamps].filter(([, stamp]) => stamp.present).map(([fold]) => fold).sort().join('\n')
  return standing(a) === standing(b)
}

/** A delta of `customer.tags_added` or `_removed`. Returns whether it ties. With `wins` a tie goes to the change, here and below. */
export function applyDelta(book: TagBook, tags: readonly string[], present: boolean, at: Instant, wins: boolean): boolean {
  let tie = false
  for (const tag of tags) {
    const fold = foldTag(tag)
    if (fold === '') continue
    const stamp = book.stamps.get(fold) ?? { tag, at: book.seenAt, present: false }
    if (at < stamp.at) continue
    if (at > stamp.at || (wins && stamp.present !== present)) book.stamps.set(fold, { tag, at, present })
    else if (stamp.present !== present) tie = true
    else if (tag < stamp.tag) stamp.tag = tag
  }
  return tie
}

/** The whole list, as read at `at`. Returns whether it ties. */
export function applyList(book: TagBook, tags: readonly string[], at: Instant, wins: boolean): boolean {
  if (at < book.seenAt) return false
  let tie = false
  const listed = new Map(tags.map((tag): [string, string] => [foldTag(tag), tag]))
  listed.delete('')
  for (const [fold, tag] of listed) {
    const stamp = book.stamps.get(fold) ?? { tag, at: book.seenAt, present: false }
    if (at < stamp.at) continue
    if (at > stamp.at || (wins && !stamp.present) || at === 0) book.stamps.set(fold, { tag, at, present: true })
    else if (!stamp.present) tie = true
    else if (tag < stamp.tag) stamp.tag = tag
  }
  for (const [fold, stamp] of book.stamps) {
    if (listed.has(fold) || stamp.at > at) continue
    if (stamp.at === at && stamp.present && !wins) tie = true
    else book.stamps.delete(fold)
  }
  book.seenAt = at
  return tie
}
