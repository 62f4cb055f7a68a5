// What stands behind a tag's name before a segment takes it: whether it can be a tag, which segment writes it, and who carries it already.
import { writeQuoted } from '#app/core/language/quotes.ts'
import { tagProblem } from '#app/core/membership/tag-name.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { liveSegments } from '#app/db/segments.ts'
import type { Context } from '#app/operations/context.ts'

export interface TagUseQuestion {
  readonly shop: number
  readonly tag: string
  /** The segment that is to write it; null for a new one. */
  readonly id: number | null
}

export interface TagUse {
  /** Why it cannot be a tag, in a sentence for the merchant; null when it can. */
  readonly problem: string | null
  /** Another segment that writes it. */
  readonly owner: { readonly id: number; readonly name: string } | null
  /** Customers who carry it as the merchant's: it stays theirs unless it is adopted. Null where that is not asked: a name that cannot be, or one that a segment writes. */
  readonly carriers: number | null
  /** Up to 20 of them, by number. */
  readonly sample: readonly number[]
}

export async function tagUse(ctx: Context, { shop, tag, id }: TagUseQuestion): Promise<TagUse> {
  // As it would be kept.
  const name = tag.trim().replace(/\s+/gu, ' ')
  const folded = foldTag(name)
  const problem = tagProblem(tag)
  const live = await ctx.db.read(() => liveSegments(shop))
  const writer = live.find((segment) => segment.tagFolded === folded)
  const owner = writer === undefined || writer.id === id ? null : { id: writer.id, name: writer.name }
  // Of a tag that a segment writes, a rule means the segment's members too.
  if (problem !== null || writer !== undefined) return { problem, owner, carriers: null, sample: [] }
  const rule = `customer_tags CONTAINS ${writeQuoted(name)}`
  const { count, sample } = await ctx.engine.preview({ shop, rule, segment: null, now: ctx.now() })
  return { problem, owner, carriers: count, sample: sample.members }
}
