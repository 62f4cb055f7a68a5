// What the database holds of customers at an instant, as facts: kept aside, to ask again what the rules should have said.
import { everyPart } from '#app/core/facts/parts.ts'
import type { CheckoutFacts, CustomerFacts, OrderFacts } from '#app/core/facts/facts.ts'
import { all, type Sql } from '#app/db/sql.ts'
import { readFactsOf } from '#app/engine/facts-of-some.ts'

export interface Seen {
  /** Dense number. */
  readonly number: number
  readonly from: number
  readonly customer: CustomerFacts
  readonly orders: readonly OrderFacts[]
  readonly checkouts: readonly CheckoutFacts[]
}

const everything = { parts: everyPart, histories: new Set<number>() }
const PAGE = 500

/** Of the named customers, or of all. */
export function* customersSeen(shop: number, from: number, numbers?: readonly number[]): Sql<Seen[]> {
  if (numbers !== undefined) return yield* seenOf(shop, from, numbers)
  const seen: Seen[] = []
  for (let after = 0; ;) {
    const page = yield* all<{ number: number }>('SELECT number FROM customers WHERE shop_id = ? AND number > ? AND profile_at > 0 AND deleted_at IS NULL ORDER BY number LIMIT ?', shop, after, PAGE)
    const last = page.at(-1)
    if (last === undefined) return seen
    after = last.number
    seen.push(...(yield* seenOf(shop, from, page.map(({ number }) => number))))
  }
}

function* seenOf(shop: number, from: number, numbers: readonly number[]): Sql<Seen[]> {
  const { customers, orders, checkouts } = yield* readFactsOf(shop, numbers, everything)
  const ordersOf = Map.groupBy(orders, ({ customer }) => customer)
  const checkoutsOf = Map.groupBy(checkouts, ({ customer }) => customer)
  return customers.map(({ facts }) => ({
    number: facts.number, from, customer: facts,
    orders: (ordersOf.get(facts.number) ?? []).map((one) => one.facts), checkouts: (checkoutsOf.get(facts.number) ?? []).map((one) => one.facts),
  }))
}
