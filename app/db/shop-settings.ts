// Keeps what Shopify says of a shop; rules are raised when the answer of a rule may differ by it.
import { raiseRules, shopById, updateShop } from '#app/db/shops.ts'
import type { ShopChange } from '#app/db/shops.ts'
import type { Sql } from '#app/db/sql.ts'

const readableDays = 60

export interface SettingsTold {
  readonly shopifyId: string | null
  readonly zone: string
  readonly currency: string
  readonly plan: string
  readonly readsAllOrders: boolean
}

export interface SettingsKept {
  readonly currencyChanged: boolean
  /** Orders can be read now that could not before. */
  readonly moreHistory: boolean
  readonly rulesRaised: boolean
}

/**
 * Without `read_all_orders` the last 60 days of orders are readable; what was read stays known, so the limit does not move with time
 * while the shop stays in sync. `now` is the store clock.
 */
export function* keepSettings(id: number, told: SettingsTold, now: number): Sql<SettingsKept> {
  const shop = yield* shopById(id)
  if (!shop) throw new Error(`There is no shop ${id}.`)
  const limit = told.readsAllOrders ? null : now - readableDays * 86_400_000
  const historyFrom = shop.syncedAt === null || limit === null ? limit : shop.historyFrom === null ? null : Math.min(shop.historyFrom, limit)
  const change: ShopChange = {
    ...(told.shopifyId === null ? {} : { shopifyId: told.shopifyId }),
    zone: told.zone,
    currency: told.currency,
    plan: told.plan,
    historyFrom,
  }
  yield* updateShop(id, change)
  const currencyChanged = shop.currency !== told.currency
  const rulesRaised = shop.zone !== told.zone || currencyChanged || shop.historyFrom !== historyFrom
  if (rulesRaised) yield* raiseRules(id)
  return { currencyChanged, moreHistory: shop.historyFrom !== null && historyFrom === null, rulesRaised }
}
