// What somebody else did to the tag of a segment in the store, newest first, and what came of it.
import type { DriftAnswer, DriftKind } from '#app/db/tag-drift.ts'
import { all } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'

export interface DriftQuestion {
  readonly shop: number
  readonly segment: number
  /** Rows older than this one; from the newest when left out. */
  readonly before?: number
  readonly limit?: number
}

export interface DriftView {
  readonly id: number
  readonly number: number
  /** Decimal text; names are asked of Shopify by the page. */
  readonly shopifyId: string
  readonly tag: string
  /** removed: taken off a member. added: put on somebody who does not belong. */
  readonly kind: DriftKind
  readonly at: number
  readonly answer: DriftAnswer
}

export interface DriftList {
  readonly rows: readonly DriftView[]
  /** Hand in as `before` for the next page; null at the end. */
  readonly next: number | null
  /** Of the last 30 days, up to 1,000 each. */
  readonly lately: Readonly<Record<DriftKind, number>>
}

const LATELY = 30 * 86_400_000
const COUNTED = 1_000
/** Ids are 32 bit on PostgreSQL. */
const NEWEST = 2_147_483_647

export async function drift(ctx: Context, { shop, segment, before = NEWEST, limit = 20 }: DriftQuestion): Promise<DriftList> {
  const since = ctx.now() - LATELY
  const { found, counts } = await ctx.db.read(function* () {
    const found = yield* all<DriftView>(
      `SELECT d.id AS id, d.customer AS number, CAST(c.shopify_id AS TEXT) AS "shopifyId", d.tag AS tag, d.kind AS kind, d.at AS at, d.answer AS answer
       FROM tag_drift d JOIN customers c ON c.shop_id = d.shop_id AND c.number = d.customer
       WHERE d.shop_id = ? AND d.segment_id = ? AND d.id < ? ORDER BY d.id DESC LIMIT ?`,
      shop, segment, before, limit + 1,
    )
    const counts = yield* all<{ kind: DriftKind; count: number }>(
      `SELECT kind, count(*) AS count FROM (SELECT kind FROM tag_drift WHERE shop_id = ? AND segment_id = ? AND noticed_at >= ? ORDER BY id DESC LIMIT ${2 * COUNTED}) AS lately GROUP BY kind`,
      shop, segment, since,
    )
    return { found, counts }
  })
  const countOf = (kind: DriftKind): number => Math.min(COUNTED, counts.find((row) => row.kind === kind)?.count ?? 0)
  const rows = found.slice(0, limit)
  return { rows, next: found.length > limit ? (rows.at(-1)?.id ?? null) : null, lately: { removed: countOf('removed'), added: countOf('added') } }
}
