// Lets changes gather before their tags are written: whoever flips to and fro meanwhile is written once, or not at all.
import { shopById, updateShop } from '#app/db/shops.ts'
import { first, type Sql } from '#app/db/sql.ts'

/**
 * `through`: the newest `membership_version` that may be written. What is unsettled when a mark is set is written when the mark has stood
 * for the shop's `settleAfter`; what comes after it waits for the next mark, so for at most twice as long.
 */
export type Gathered =
  | { readonly kind: 'go'; readonly through: number }
  /** Milliseconds of the store clock. */
  | { readonly kind: 'wait'; readonly ms: number }

const all: Gathered = { kind: 'go', through: Number.MAX_SAFE_INTEGER }

export function* gather(id: number, now: number): Sql<Gathered> {
  const shop = yield* shopById(id)
  if (shop === undefined || shop.settleAfter === 0) return all
  const { settleAfter, settleMark, settleMarkAt } = shop
  // A clock that was set back must not hold anything for longer.
  const passed = settleMarkAt === null || settleMarkAt > now ? 0 : now - settleMarkAt
  if (settleMarkAt !== null && passed < settleAfter) return { kind: 'wait', ms: settleAfter - passed }
  if (settleMarkAt !== null && (yield* isUnsettled(id, settleMark))) return { kind: 'go', through: settleMark }
  if (!(yield* isUnsettled(id, Number.MAX_SAFE_INTEGER))) {
    if (settleMarkAt !== null) yield* updateShop(id, { settleMarkAt: null })
    return all
  }
  yield* updateShop(id, { settleMark: shop.factsVersion, settleMarkAt: now })
  return { kind: 'wait', ms: settleAfter }
}

/** Somebody who could be written now. */
function* isUnsettled(shop: number, through: number): Sql<boolean> {
  const row = yield* first(
    `SELECT number FROM customers WHERE shop_id = ? AND membership_version > settled_version AND membership_version <= ?
     AND suspect IS NULL AND evaluated_version >= facts_version LIMIT 1`, shop, through,
  )
  return row !== undefined
}
