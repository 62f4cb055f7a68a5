// Reads facts of some customers as records, and of everyone what is not read straight into columns; in pages, so that a shop of any size fits.
// Compose several in one `db.read` to see them all as of one moment. Shells without a profile are never seen.
import { detailColumns } from '#app/db/facts/read-details.ts'
import { oursAmong } from '#app/db/facts/ours-among.ts'
import { readHistories } from '#app/db/facts/read-histories.ts'
import { checkoutOf, customerColumns, customerOf, orderColumns, orderOf, productColumns, productOf } from '#app/db/facts/read-rows.ts'
import type { CheckoutReading, CustomerReading, OrderReading, ProductReading, StoredCheckout, StoredCustomer, StoredOrder } from '#app/db/facts/read-rows.ts'
import { all, first, inNumbers, listOf } from '#app/db/sql.ts'
import type { ProductFacts } from '#app/core/facts/facts.ts'
import type { Sql, SqlValue } from '#app/db/sql.ts'

/** Tombstones were profiles once: they have versions, and are read so that a block can drop them. */
const seen = '(profile_at > 0 OR (deleted_at IS NOT NULL AND facts_version > 0))'

/** The counters to read first: a block is as of these. Undefined when there is no such shop. */
export function* versionsOfShop(shop: number): Sql<{ factsVersion: number; rulesVersion: number; nextCustomer: number; nextProduct: number; syncedAt: number | null } | undefined> {
  const row = yield* first<{ facts_version: number; rules_version: number; next_customer: number; next_product: number; synced_at: number | null }>(
    'SELECT facts_version, rules_version, next_customer, next_product, synced_at FROM shops WHERE id = ?',
    shop,
  )
  return row && { factsVersion: row.facts_version, rulesVersion: row.rules_version, nextCustomer: row.next_customer, nextProduct: row.next_product, syncedAt: row.synced_at }
}

export interface CustomerWish {
  /** Segments of which to read when a customer entered and left them. */
  readonly histories: ReadonlySet<number>
}

/** The named customers, tombstones too, ascending by number. */
export function* customersByNumber(shop: number, numbers: readonly number[], wish: CustomerWish): Sql<StoredCustomer[]> {
  const list = listOf(numbers)
  const rows = yield* all<CustomerReading>(`SELECT ${customerColumns} FROM customers WHERE shop_id = ? AND number IN (${inNumbers}) AND ${seen} ORDER BY number`, shop, list)
  return yield* withTags(rows, wish, `customer IN (${inNumbers})`, shop, list)
}

export interface OrderWish {
  /** Whether to read what only some rules ask of an order: it takes as long again. */
  readonly details: boolean
}

const columnsFor = ({ details }: OrderWish): string => (details ? `${orderColumns}, ${detailColumns}` : orderColumns)

/** Orders of the named customers, in no order. */
export function* ordersOf(shop: number, numbers: readonly number[], wish: OrderWish): Sql<StoredOrder[]> {
  const rows = yield* all<OrderReading>(`SELECT ${columnsFor(wish)} FROM orders WHERE shop_id = ? AND customer IN (${inNumbers}) AND deleted_at IS NULL`, shop, listOf(numbers))
  return rows.map((row) => orderOf(row, wish.details))
}

const checkoutColumns = 'token, customer, created_at, completed_at, lines'

/** Checkouts of the named customers, completed ones too, in no order. */
export function* checkoutsOf(shop: number, numbers: readonly number[]): Sql<StoredCheckout[]> {
  const rows = yield* all<CheckoutReading>(`SELECT ${checkoutColumns} FROM checkouts WHERE shop_id = ? AND customer IN (${inNumbers}) AND deleted_at IS NULL`, shop, listOf(numbers))
  return rows.map(checkoutOf)
}

/** A page of all checkouts that have a customer, by token above `after` (`''` at first); `next` is null at the end. */
export function* checkoutsAfter(shop: number, after: string, limit: number): Sql<{ checkouts: StoredCheckout[]; next: string | null }> {
  const rows = yield* all<Omit<CheckoutReading, 'customer'> & { customer: number | null; deleted_at: number | null }>(
    `SELECT ${checkoutColumns}, deleted_at FROM checkouts WHERE shop_id = ? AND token > ? ORDER BY token LIMIT ?`,
    shop, after, limit,
  )
  const owned = rows.filter((row): row is CheckoutReading & { deleted_at: number | null } => row.customer !== null && row.deleted_at === null)
  return { checkouts: owned.map(checkoutOf), next: rows.length < limit ? null : (rows.at(-1)?.token ?? null) }
}

/** All products that changed after `version`; 0 for all of them. Deleted ones are not `known`. */
export function* productsSince(shop: number, version: number): Sql<ProductFacts[]> {
  const rows = yield* all<ProductReading>(
    `SELECT ${productColumns} FROM products WHERE shop_id = ? AND facts_version > ? ORDER BY number`,
    shop, version,
  )
  return rows.map(productOf)
}

function* withTags(rows: readonly CustomerReading[], { histories }: CustomerWish, whose: string, shop: number, ...values: SqlValue[]): Sql<StoredCustomer[]> {
  const ours = yield* oursAmong(whose, shop, ...values)
  const historiesOf = yield* readHistories(shop, histories, whose, ...values)
  return rows.map((row) => customerOf(row, ours.get(row.number), historiesOf))
}
