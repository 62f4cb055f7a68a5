// Marks customers as settled: what was wanted at a version is in the store, or cannot be brought there, for the reason kept with the customer.
import { many, type Sql } from '#app/db/sql.ts'

export interface SettledCustomer {
  readonly customer: number
  readonly version: number
  /** What stands in the way, for the merchant to read. */
  readonly problem: string | null
}

/** Who has changed again since stays first in line, if they were. */
export function* settled(shop: number, customers: readonly SettledCustomer[]): Sql<void> {
  yield* many(
    'UPDATE customers SET settled_version = ?, settle_problem = ?, settle_first = (settle_first AND membership_version > ?) WHERE shop_id = ? AND number = ?',
    customers.map(({ customer, version, problem }) => [version, problem, version, shop, customer]),
  )
}
