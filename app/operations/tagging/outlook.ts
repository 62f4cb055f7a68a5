// How many customers wait for their tags, what they wait for, and when they will have them.
import { countedTo } from '#app/core/progress.ts'
import { costOfWrites } from '#app/core/membership/write-cost.ts'
import { shopById } from '#app/db/shops.ts'
import { first } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'
import { bucketOf } from '#app/operations/tagging/bucket-of.ts'

export interface Outlook {
  /** Customers whose tags wait; counted up to `countedTo`. */
  readonly waiting: number
  /** Of these, whom a live discount waits for. */
  readonly first: number
  /** Points and seconds if each of them needs one write; null while nothing may be written. */
  readonly cost: { readonly points: number; readonly seconds: number } | null
  /** Milliseconds for which changes are still gathered before the next of them are written. */
  readonly gatheredFor: number
}

/** Null when there is no such shop. */
export async function outlook(ctx: Context, { shop: id }: { readonly shop: number }): Promise<Outlook | null> {
  const { shop, waiting, urgent } = await ctx.db.read(function* () {
    const count = function* (also: string) {
      const row = yield* first<{ count: number }>(`SELECT count(*) AS count FROM (SELECT 1 FROM customers WHERE shop_id = ? AND membership_version > settled_version ${also} LIMIT ${countedTo}) AS counted`, id)
      return row?.count ?? 0
    }
    return { shop: yield* shopById(id), waiting: yield* count(''), urgent: yield* count('AND settle_first') }
  })
  if (shop === undefined) return null
  const writes = shop.state === 'installed' && shop.syncedAt !== null && shop.approvedAt !== null && shop.writesEnabled && shop.trouble === null
  const { settleAfter, settleMarkAt } = shop
  return {
    waiting,
    first: urgent,
    cost: writes ? costOfWrites({ mutations: waiting, ...bucketOf(ctx, shop) }) : null,
    gatheredFor: settleMarkAt === null ? 0 : Math.max(0, Math.min(settleAfter, settleMarkAt + settleAfter - ctx.now())),
  }
}
