// What the facts of a shop say, without the numbers and versions that depend on the order in which they came.
import { decodeLines } from '#app/core/facts/order-lines.ts'
import { readSeenTags } from '#app/core/membership/stored.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { all } from '#app/db/sql.ts'
import type { Database } from '#app/db/sql.ts'

export interface Dump {
  /** By Shopify id; tombstones and shells are left out. */
  readonly customers: Readonly<Record<string, object>>
  readonly orders: Readonly<Record<string, object>>
  readonly products: Readonly<Record<string, object>>
  /** By token; those of living customers. */
  readonly checkouts: Readonly<Record<string, object>>
  /** Rows whose facts cannot be believed. */
  readonly suspects: { readonly customers: string[]; readonly orders: string[]; readonly products: string[] }
}

type Row = Record<string, string | number | null | boolean | Uint8Array>

export async function dump(db: Database, shop: number): Promise<Dump> {
  const { customers, orders, products, checkouts } = await db.read(function* () {
    return {
      customers: yield* all<Row>(`SELECT CAST(shopify_id AS TEXT) AS id, CAST(last_order_id AS TEXT) AS last_order, customers.* FROM customers WHERE shop_id = ?`, shop),
      orders: yield* all<Row>(`SELECT CAST(shopify_id AS TEXT) AS id, CAST(awaited_customer AS TEXT) AS awaited, orders.* FROM orders WHERE shop_id = ?`, shop),
      products: yield* all<Row>(`SELECT CAST(shopify_id AS TEXT) AS id, products.* FROM products WHERE shop_id = ?`, shop),
      checkouts: yield* all<Row>('SELECT token AS id, checkouts.* FROM checkouts WHERE shop_id = ? AND deleted_at IS NULL', shop),
    }
  })
  const customerIds = new Map(customers.map((row) => [row.number, String(row.id)]))
  const productIds = new Map(products.map((row) => [row.number, String(row.id)]))
  const suspect = (rows: Row[]): string[] => rows.filter((row) => row.suspect !== null).map((row) => String(row.id))
  const living = customers.filter((row) => Number(row.profile_at) > 0 && row.deleted_at === null)
  const alive = new Set(living.map((row) => row.number))
  return {
    customers: byId(living, (row) => ({
      createdAt: row.created_at, state: row.state, domain: row.email_domain, note: Boolean(row.has_note), phone: Boolean(row.has_phone), locale: row.locale, places: row.places,
      email: row.email_consent, sms: row.sms_consent, count: row.number_of_orders, spent: row.amount_spent, last: row.last_order,
      tags: readSeenTags(String(row.tags)).map(foldTag).sort(),
    })),
    orders: byId(orders.filter((row) => Number(row.version) > 0 && row.deleted_at === null), (row) => ({
      customer: row.customer === null ? row.awaited : customerIds.get(row.customer),
      total: row.total, current: row.current_total, cancelled: row.cancelled_at, status: row.financial_status, refunds: row.refunds, test: Boolean(row.test),
      lines: decodeLines(row.lines as Uint8Array).map((line) => ({ ...line, product: productIds.get(line.product) ?? null })),
      details: row.line_details,
    })),
    products: byId(products.filter((row) => Boolean(row.known)), (row) => ({ title: row.title, type: row.type, vendor: row.vendor, tags: row.tags })),
    checkouts: byId(checkouts.filter((row) => alive.has(row.customer)), (row) => ({
      customer: customerIds.get(row.customer), at: row.created_at, completed: row.completed_at,
      lines: (JSON.parse(String(row.lines)) as [number, number, number][]).map(([number, quantity, amount]) => [productIds.get(number) ?? null, quantity, amount]),
    })),
    suspects: { customers: suspect(customers), orders: suspect(orders), products: suspect(products) },
  }
}

function byId(rows: Row[], content: (row: Row) => object): Record<string, object> {
  return Object.fromEntries(rows.map((row): [string, object] => [String(row.id), content(row)]).sort(([a], [b]) => (a < b ? -1 : 1)))
}
