// Where the result of a finished bulk operation lies. Asked whenever it is needed and kept nowhere: whoever has it can read the file.
import type { Shop } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import type { FileProgress } from '#app/operations/sync/sync-run.ts'
import { whole } from '#app/shopify/answers.ts'
import { lookAtBulk, type LookAtBulk } from '#app/shopify/bulk/queries.ts'
import type { NotRead } from '#app/shopify/nodes/reading.ts'

/** `lost`: Shopify keeps results for some days only. */
export async function resultUrl(ctx: Context, shop: Shop, file: FileProgress): Promise<{ readonly kind: 'found'; readonly url: string } | { readonly kind: 'lost' } | NotRead> {
  const answer = whole(await ctx.shopify.ask<LookAtBulk>(shop.domain, lookAtBulk, { id: file.operation }))
  if (answer.kind !== 'ok') return answer
  const url = answer.data.bulkOperation?.url ?? null
  return url === null ? { kind: 'lost' } : { kind: 'found', url }
}
