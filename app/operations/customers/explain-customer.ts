// Why one customer is in each segment that is on, or not, and what would change it.
import type { Told } from '#app/core/explain-words/told.ts'
import { first } from '#app/db/sql.ts'
import { liveSegments } from '#app/db/segments.ts'
import type { Context } from '#app/operations/context.ts'

export interface ExplainedSegment extends Told {
  readonly id: number
  readonly name: string
}

/** By name. Undefined when there is no such customer; `shopifyId` is decimal text. */
export async function explainCustomer(ctx: Context, { shop, shopifyId }: { readonly shop: number; readonly shopifyId: string }): Promise<readonly ExplainedSegment[] | undefined> {
  const { row, names } = await ctx.db.read(function* () {
    return {
      row: yield* first<{ number: number }>('SELECT number FROM customers WHERE shop_id = ? AND shopify_id = ? AND deleted_at IS NULL AND profile_at > 0', shop, BigInt(shopifyId)),
      names: new Map((yield* liveSegments(shop)).map(({ id, name }) => [id, name])),
    }
  })
  if (row === undefined) return undefined
  const { rules } = await ctx.engine.explain({ shop, number: row.number, segment: null, rule: null, now: ctx.now() })
  const explained = rules.flatMap(({ segment, ...told }) => {
    const name = segment === null ? undefined : names.get(segment)
    return segment === null || name === undefined ? [] : [{ id: segment, name, ...told }]
  })
  return explained.sort((a, b) => (a.name < b.name ? -1 : 1))
}
