// Some of those whom a rule would hold if it were saved now, by name: who would come, who would go, and who is in; changes nothing.
import { shopById } from '#app/db/shops.ts'
import { all, inNumbers, listOf } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'
import type { PreviewRequest } from '#app/operations/segments/preview-segment.ts'

export interface PreviewPerson {
  /** Decimal text. */
  readonly shopifyId: string
  /** Null when Shopify does not tell. */
  readonly name: string | null
}

/** Up to 20 each. */
export interface PreviewPeople {
  readonly members: readonly PreviewPerson[]
  readonly joining: readonly PreviewPerson[]
  readonly leaving: readonly PreviewPerson[]
}

/** Nobody where the rule cannot be read. */
export async function previewPeople(ctx: Context, { shop, rule, segment }: PreviewRequest): Promise<PreviewPeople> {
  const { members, joining, leaving } = (await ctx.engine.preview({ shop, rule, segment, now: ctx.now() })).sample
  const { domain, ids } = await ctx.db.read(function* () {
    const rows = yield* all<{ number: number; id: string }>(
      `SELECT number, CAST(shopify_id AS TEXT) AS id FROM customers WHERE shop_id = ? AND deleted_at IS NULL AND number IN (${inNumbers})`,
      shop, listOf([...new Set([...members, ...joining, ...leaving])]),
    )
    return { domain: (yield* shopById(shop))?.domain, ids: new Map(rows.map((row) => [row.number, row.id])) }
  })
  const names = domain === undefined || ids.size === 0 ? new Map<string, string>() : await ctx.shopify.names(domain, [...ids.values()])
  const people = (numbers: readonly number[]): PreviewPerson[] =>
    numbers.flatMap((number) => {
      const shopifyId = ids.get(number)
      return shopifyId === undefined ? [] : [{ shopifyId, name: names.get(shopifyId) ?? null }]
    })
  return { members: people(members), joining: people(joining), leaving: people(leaving) }
}
