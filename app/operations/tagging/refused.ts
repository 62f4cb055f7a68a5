// Customers whose tags could not be written, and why; and once the cause is gone, another try.
import { nextVersion } from '#app/db/shops.ts'
import { all, inNumbers, listOf, run } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'

export interface RefusedQuestion {
  readonly shop: number
  /** Customers with a number above this; from the start when left out. */
  readonly after?: number
  readonly limit?: number
}

export interface RefusedCustomer {
  readonly number: number
  /** Decimal text; names are asked of Shopify by the page. */
  readonly shopifyId: string
  /** A sentence for the merchant. */
  readonly why: string
}

export interface RefusedList {
  readonly customers: readonly RefusedCustomer[]
  /** Hand in as `after` for the next page; null at the end. */
  readonly next: number | null
}

export async function refused(ctx: Context, { shop, after = 0, limit = 20 }: RefusedQuestion): Promise<RefusedList> {
  const rows = await ctx.db.read(() => all<RefusedCustomer>(
    `SELECT number, CAST(shopify_id AS TEXT) AS "shopifyId", settle_problem AS why FROM customers
     WHERE shop_id = ? AND settle_problem IS NOT NULL AND deleted_at IS NULL AND number > ? ORDER BY number LIMIT ?`, shop, after, limit + 1,
  ))
  const customers = rows.slice(0, limit)
  return { customers, next: rows.length > limit ? (customers.at(-1)?.number ?? null) : null }
}

/** In one transaction. */
const AT_ONCE = 100

/** How many are tried again. What they still lack is asked for once more; a refusal is kept as before. */
export async function tryAgain(ctx: Context, { shop }: { readonly shop: number }): Promise<{ readonly customers: number }> {
  let customers = 0
  for (let after = 0; ;) {
    const tried = await ctx.db.write(function* () {
      const rows = yield* all<{ number: number }>('SELECT number FROM customers WHERE shop_id = ? AND settle_problem IS NOT NULL AND number > ? ORDER BY number LIMIT ?', shop, after, AT_ONCE)
      if (rows.length > 0) yield* run(`UPDATE customers SET membership_version = ? WHERE shop_id = ? AND number IN (${inNumbers})`, yield* nextVersion(shop), shop, listOf(rows.map(({ number }) => number)))
      return rows
    })
    customers += tried.length
    const last = tried.at(-1)
    if (last === undefined || tried.length < AT_ONCE) break
    after = last.number
  }
  if (customers > 0) await ctx.ring('settle', shop)
  return { customers }
}
