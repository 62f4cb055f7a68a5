// Hands out the dense numbers of a shop's customers and products, and the next number of its sequence, within one transaction.
import { first, forUpdate, run } from '#app/db/sql.ts'
import type { Sql } from '#app/db/sql.ts'

export interface Numbers {
  /** What every row that this transaction changes will carry. */
  readonly version: number
  nextCustomer: number
  nextProduct: number
}

/** Facts were to be kept of a shop that has no app any more: drop them. */
export class NotInstalled extends Error {
  constructor(shop: number) {
    super(`Shop ${shop} is not installed.`)
    this.name = 'NotInstalled'
  }
}

/** Holds the shop's row until the transaction ends. Throws `NotInstalled` for a shop that was uninstalled or erased, or is not there. */
export function* takeNumbers(shop: number): Sql<Numbers> {
  const row = yield* first<{ state: string; facts_version: number; next_customer: number; next_product: number }>(
    `SELECT state, facts_version, next_customer, next_product FROM shops WHERE id = ? ${forUpdate}`,
    shop,
  )
  if (row?.state !== 'installed') throw new NotInstalled(shop)
  return { version: row.facts_version + 1, nextCustomer: row.next_customer, nextProduct: row.next_product }
}

export function* keepNumbers(shop: number, numbers: Numbers): Sql<void> {
  yield* run(
    'UPDATE shops SET facts_version = ?, next_customer = ?, next_product = ? WHERE id = ?',
    numbers.version, numbers.nextCustomer, numbers.nextProduct, shop,
  )
}
