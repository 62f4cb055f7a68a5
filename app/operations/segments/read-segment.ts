// One segment with a page of its members, since when each belongs, their names as the store tells them, and its versions.
import { readStandings } from '#app/core/membership/stored.ts'
import { segmentById, versionsOf, type SegmentVersion } from '#app/db/segments.ts'
import { shopById } from '#app/db/shops.ts'
import { all, inNumbers, listOf } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'
import { clausesFor, type ClauseView } from '#app/operations/segments/segment-clauses.ts'
import { cutPointsFor, type CutPointsView } from '#app/operations/segments/segment-cut-points.ts'
import { viewOf, type SegmentView } from '#app/operations/segments/segment-view.ts'

export interface SegmentQuestion {
  readonly shop: number
  readonly id: number
  /** Members with a number above this; 0 from the start. */
  readonly after?: number
  readonly limit?: number
}

export interface MemberView {
  readonly number: number
  /** Decimal text. */
  readonly shopifyId: string
  /** Null when Shopify does not tell. */
  readonly name: string | null
  readonly since: number | null
}

export interface SegmentAnswer {
  readonly segment: SegmentView
  readonly members: readonly MemberView[]
  /** Hand in as `after` for the next page; null at the end. */
  readonly next: number | null
  /** Newest first. */
  readonly versions: readonly (Omit<SegmentVersion, 'state'> & { readonly state: SegmentView['state'] })[]
  /** What only Shopify can answer of its rule. */
  readonly clauses: readonly ClauseView[]
  /** What its percentiles and scores are held against; null where it asks for none. */
  readonly cutPoints: CutPointsView | null
}

/** Null when there is no such segment. */
export async function readSegment(ctx: Context, { shop, id, after = 0, limit = 50 }: SegmentQuestion): Promise<SegmentAnswer | null> {
  const found = await ctx.db.read(function* () {
    const segment = yield* segmentById(shop, id)
    const clauses = segment === undefined ? [] : yield* clausesFor(segment, ctx.now())
    const owner = yield* shopById(shop)
    const cutPoints = segment === undefined || owner === undefined ? null : yield* cutPointsFor(segment, owner.currency)
    return { segment, clauses, cutPoints, versions: yield* versionsOf(shop, id), domain: owner?.domain }
  })
  const segment = found.segment && viewOf(found.segment)
  if (!segment || found.domain === undefined) return null
  const numbers = segment.members === 0 ? [] : await ctx.engine.members({ shop, segment: id, after, limit: limit + 1 })
  const shown = numbers.slice(0, limit)
  return {
    segment,
    members: await membersOf(ctx, found.domain, { shop, segment: id, numbers: shown }),
    next: numbers.length > limit ? (shown.at(-1) ?? null) : null,
    versions: found.versions.flatMap((version) => (version.state === 'deleted' ? [] : [{ ...version, state: version.state }])),
    clauses: found.clauses,
    cutPoints: found.cutPoints,
  }
}

async function membersOf(ctx: Context, domain: string, { shop, segment, numbers }: { shop: number; segment: number; numbers: readonly number[] }): Promise<MemberView[]> {
  if (numbers.length === 0) return []
  const rows = await ctx.db.read(() =>
    all<{ number: number; shopify_id: string; members: string }>(
      `SELECT number, CAST(shopify_id AS TEXT) AS shopify_id, members FROM customers WHERE shop_id = ? AND number IN (${inNumbers}) ORDER BY number`,
      shop, listOf(numbers),
    ),
  )
  const names = await ctx.shopify.names(domain, rows.map((row) => row.shopify_id))
  return rows.map((row) => ({
    number: row.number,
    shopifyId: row.shopify_id,
    name: names.get(row.shopify_id) ?? null,
    since: readStandings(row.members).find((standing) => standing.segment === segment)?.since ?? null,
  }))
}
