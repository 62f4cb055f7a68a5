// One customer as the page shows it: tags and whose they are, segments since and until when, and every entry and exit.
import { readSeenTags, readStandings } from '#app/core/membership/stored.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { allSegments } from '#app/db/segments.ts'
import { shopById } from '#app/db/shops.ts'
import { all, first, type Sql } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'
import { type Passage, passagesOf } from '#app/operations/customers/passages.ts'

export interface CustomerAnswer {
  /** Decimal text. */
  readonly shopifyId: string
  /** Null when Shopify does not tell. */
  readonly name: string | null
  readonly tags: readonly { readonly tag: string; readonly ours: boolean }[]
  /** `until` is null when it never ends by itself, undefined when that cannot be said (paused segments). */
  readonly segments: readonly { readonly id: number; readonly name: string; readonly since: number | null; readonly until: number | null | undefined }[]
  /** Newest first. */
  readonly passages: readonly (Passage & { readonly name: string })[]
  /** What stands in the way of writing this customer's tags. */
  readonly problem: string | null
}

/** Undefined when there is no such customer. */
export async function readCustomer(ctx: Context, { shop, shopifyId }: { readonly shop: number; readonly shopifyId: string }): Promise<CustomerAnswer | undefined> {
  const found = await ctx.db.read(() => readRows(shop, shopifyId))
  if (found === undefined) return undefined
  const { row, domain, standing, segments, ours, passages } = found
  const [evaluated, names] = await Promise.all([
    ctx.engine.evaluate({ shop, numbers: [row.number], now: ctx.now() }),
    ctx.shopify.names(domain, [shopifyId]),
  ])
  const answer = evaluated.rows[0]
  const untils = new Map(answer?.members.map((segment, index) => [segment, answer.untils?.[index]]))
  const nameOf = (segment: number): string => segments.get(segment) ?? 'a deleted segment'
  return {
    shopifyId,
    name: names.get(shopifyId) ?? null,
    tags: readSeenTags(row.tags).map((tag) => ({ tag, ours: ours.has(foldTag(tag)) })),
    segments: standing.map(({ segment, since }) => ({ id: segment, name: nameOf(segment), since, until: untils.get(segment) })),
    passages: passages.map((passage) => ({ ...passage, name: nameOf(passage.segment) })),
    problem: row.settle_problem,
  }
}

function* readRows(shop: number, shopifyId: string) {
  const domain = (yield* shopById(shop))?.domain
  const row = yield* customerRow(shop, shopifyId)
  if (domain === undefined || row === undefined) return undefined
  const owned = yield* all<{ tag_folded: string }>(`SELECT tag_folded FROM tag_ledger WHERE shop_id = ? AND customer = ? AND owner IN ('ours', 'adopted')`, shop, row.number)
  const standing = readStandings(row.members)
  const passages = yield* passagesOf(shop, row.number, standing)
  const segments = new Map((yield* allSegments(shop)).map((segment) => [segment.id, segment.name]))
  return { row, domain, standing, segments, ours: new Set(owned.map((one) => one.tag_folded)), passages }
}

const customerRow = (shop: number, shopifyId: string): Sql<{ number: number; tags: string; members: string; settle_problem: string | null } | undefined> =>
  first(
    'SELECT number, tags, members, settle_problem FROM customers WHERE shop_id = ? AND shopify_id = ? AND deleted_at IS NULL AND profile_at > 0',
    shop, BigInt(shopifyId),
  )
