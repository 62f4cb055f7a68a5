// What would be written to the store if it were let: how many customers, who for example, and how long it would take. Nothing is changed.
import { readSeenTags, readStandings } from '#app/core/membership/stored.ts'
import { tagDifference } from '#app/core/membership/tags.ts'
import { costOfWrites } from '#app/core/membership/write-cost.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { allSegments, type Segment } from '#app/db/segments.ts'
import { shopById } from '#app/db/shops.ts'
import { all, inNumbers, listOf } from '#app/db/sql.ts'
import { heldAmong } from '#app/db/tag-ledger.ts'
import type { Context } from '#app/operations/context.ts'
import { breathe } from '#app/operations/rest.ts'
import { bucketOf } from '#app/operations/tagging/bucket-of.ts'
import { differing } from '#app/operations/tagging/tag-holders.ts'
import { questionOf, tagTermsOf } from '#app/operations/tagging/tag-terms.ts'

export interface DryRunQuestion {
  readonly shop: number
  /** Null for everything that waits in the shop, tags of segments that are off among it. */
  readonly segment: number | null
}

export interface DryRunCustomer {
  readonly number: number
  /** Decimal text; names are asked of Shopify by the page. */
  readonly shopifyId: string
  readonly add: readonly string[]
  readonly remove: readonly string[]
}

export interface DryRun {
  /** Whether everyone was looked at with these rules; otherwise the numbers still grow. */
  readonly counted: boolean
  /** Customers who would get a tag, and who would lose one. */
  readonly add: number
  readonly remove: number
  /** Told from a thousand of them, as far as the merchant's own tags are concerned. */
  readonly about: boolean
  /** Up to 20. */
  readonly sample: readonly DryRunCustomer[]
  readonly points: number
  readonly seconds: number
  readonly path: 'direct'
}

/** Customers whose tags are compared one by one. */
const COMPARED = 1_000
const AT_ONCE = 200
const SHOWN = 20

/** Null when there is no such segment. */
export async function dryRun(ctx: Context, { shop: id, segment }: DryRunQuestion): Promise<DryRun | null> {
  const { shop, segments } = await ctx.db.read(function* () {
    return { shop: yield* shopById(id), segments: yield* allSegments(id) }
  })
  const chosen = segments.filter((one) => segment === null || (one.id === segment && one.state !== 'deleted'))
  if (shop === undefined || (segment !== null && chosen.length === 0)) return null
  const fold = segment === null ? null : (chosen[0]?.tagFolded ?? null)
  const concerned = await differing(ctx, id, fold)
  const compared = spread(concerned, COMPARED)
  const would = await compare(ctx, id, segments, fold, compared)
  const scale = compared.length === 0 ? 0 : concerned.length / compared.length
  const count = (some: readonly DryRunCustomer[]): number => Math.round(some.length * scale)
  const adds = would.filter(({ add }) => add.length > 0)
  const removes = would.filter(({ remove }) => remove.length > 0)
  const add = count(adds)
  const remove = count(removes)
  return {
    counted: chosen.every(({ state, filledAt }) => state !== 'on' || filledAt !== null),
    add, remove,
    about: compared.length < concerned.length,
    sample: would.slice(0, SHOWN),
    ...costOfWrites({ mutations: add + remove, ...bucketOf(ctx, shop) }),
    path: 'direct',
  }
}

/** With everything approved, of one tag or of all. */
async function compare(ctx: Context, shop: number, segments: readonly Segment[], fold: string | null, numbers: readonly number[]): Promise<DryRunCustomer[]> {
  const terms = tagTermsOf(segments.map((segment) => ({ ...segment, approvedAt: segment.approvedAt ?? 0 })))
  const meant = (tag: string): boolean => fold === null || foldTag(tag) === fold
  const folds = (some: ReadonlySet<string>): ReadonlySet<string> => (fold === null ? some : new Set([...some].filter((one) => one === fold)))
  const would: DryRunCustomer[] = []
  for (let start = 0; start < numbers.length; start += AT_ONCE) {
    const list = listOf(numbers.slice(start, start + AT_ONCE))
    const { rows, held } = await ctx.db.read(function* () {
      const rows = yield* all<{ number: number; id: string; members: string; tags: string }>(
        `SELECT number, CAST(shopify_id AS TEXT) AS id, members, tags FROM customers WHERE shop_id = ? AND number IN (${inNumbers}) AND deleted_at IS NULL ORDER BY number`, shop, list,
      )
      return { rows, held: yield* heldAmong(shop, list, { asked: false }) }
    })
    for (const { number, id, members, tags } of rows) {
      const wanted = readStandings(members).flatMap(({ segment }) => terms.tags.get(segment) ?? [])
      const asked = questionOf(terms, wanted.filter(meant), readSeenTags(tags).filter(meant), held.get(number))
      const { add, remove } = tagDifference({ ...asked, ours: folds(asked.ours) })
      if (add.length + remove.length > 0) would.push({ number, shopifyId: id, add, remove })
    }
    await breathe()
  }
  return would
}

/** So many of them, evenly; all when there are no more. */
function spread(numbers: readonly number[], most: number): readonly number[] {
  if (numbers.length <= most) return numbers
  return Array.from({ length: most }, (_, index) => numbers[Math.floor((index * numbers.length) / most)]!)
}
