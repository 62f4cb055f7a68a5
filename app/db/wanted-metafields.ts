// Which metafields of customers are kept: those that a rule of the shop names, and no others; and of which of them everything is known.
import { beginSync } from '#app/db/begin-sync.ts'
import { needsOfRules } from '#app/db/rule-needs.ts'
import { shopById, updateShop, type WantedMetafield } from '#app/db/shops.ts'
import type { Sql } from '#app/db/sql.ts'

/** As many as Shopify gives of one customer at once: those beyond stay unknown. */
const most = 250

/**
 * After every change of a segment, in the same transaction. A path that is new to the shop is unknown until all customers were read
 * with it, which begins here: ring `advanceSync` where the answer is true.
 */
export function* noteWanted(id: number, now: number): Sql<boolean> {
  const shop = yield* shopById(id)
  if (!shop) return false
  const known = new Map(shop.metafields.map((one) => [one.path, one]))
  const needs = yield* needsOfRules(id)
  const paths = [...new Set(needs.flatMap(({ metafields }) => [...metafields]))].sort()
  const wanted = paths.slice(0, most).map((path) => known.get(path) ?? { path, since: shop.rulesVersion, held: false })
  if (JSON.stringify(wanted) === JSON.stringify(shop.metafields)) return false
  yield* updateShop(id, { metafields: wanted })
  // While some are named all customers are read again every day, and drop those that are not; when the last one goes they are read once more.
  if (wanted.length === 0 && shop.syncedAt !== null) return (yield* beginSync(id, now, 'customers')).fresh
  return yield* readMissing(id, wanted, shop.syncedAt, now)
}

/** All customers have been read, as was asked for when the shop's `rulesVersion` was `asked`. Raise the rules: answers may be known now. */
export function* noteHeld(id: number, asked: number, now: number): Sql<boolean> {
  const shop = yield* shopById(id)
  if (!shop) return false
  const wanted = shop.metafields.map((one) => (one.since <= asked ? { ...one, held: true } : one))
  yield* updateShop(id, { metafields: wanted })
  return yield* readMissing(id, wanted, shop.syncedAt, now)
}

function* readMissing(id: number, wanted: readonly WantedMetafield[], syncedAt: number | null, now: number): Sql<boolean> {
  // A first sync reads everybody anyway.
  if (syncedAt === null || wanted.every(({ held }) => held)) return false
  yield* beginSync(id, now, 'customers')
  return true
}
