// The store of the workload as Strata keeps it: the migrated schema, every row as a sync would have written it.
import Sqlite from 'better-sqlite3'
import { encodeLines } from '#app/core/facts/order-lines.ts'
import { migrate } from '#app/db/migrate.ts'
import type { Cuts } from '#app/core/evaluate/cut-points.ts'
import { FIRST_PRODUCT_ID, productTags, productTypes, type Products } from './products.ts'
import { consents, countries, customerTags, languages, NONE, NOW, OPENED, type Bought, type People, type Store } from './store.ts'

export const SHOP = 1

export interface SegmentText {
  readonly name: string
  readonly rule: string
}

const FIRST_CUSTOMER_ID = 7_000_000_000_000
const FIRST_ORDER_ID = 5_000_000_000_000
const ROWS_A_TRANSACTION = 50_000

/** `path` must not exist. */
export async function writeStrataFile(path: string, { people, orders, products }: Store, cuts: Cuts): Promise<void> {
  await migrate(`file:${path}`)
  const db = new Sqlite(path)
  db.pragma('journal_mode = OFF')
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -262144')
  const indexes = db.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('customers', 'orders')").all() as { name: string; sql: string }[]
  for (const { name } of indexes) db.exec(`DROP INDEX "${name}"`)
  const last = people.count + orders.count + products.count
  insertAll(db, 'shops', ['id', 'domain', 'zone', 'currency', 'facts_version', 'rules_version', 'next_customer', 'next_product', 'synced_at', 'installed_at'], 1,
    () => [SHOP, 'bench.myshopify.com', 'UTC', 'USD', last, 1, people.count + 1, products.count + 1, NOW, OPENED])
  insertAll(db, 'cut_points', ['shop_id', 'number', 'at', 'checked_at', 'currency', 'cuts'], 1, () => [SHOP, 1, NOW, NOW, 'USD', JSON.stringify(cuts)])
  insertProducts(db, products)
  insertPeople(db, people, orders, products.count)
  insertOrders(db, orders, products.count + people.count)
  for (const { sql } of indexes) db.exec(sql)
  db.pragma('journal_mode = WAL')
  db.close()
}

/** In place of those that are there, all on and filled. */
export function putSegments(path: string, segments: readonly SegmentText[]): void {
  const db = new Sqlite(path)
  db.exec('DELETE FROM segments')
  insertAll(db, 'segments', ['id', 'shop_id', 'name', 'rule', 'tag', 'tag_folded', 'state', 'filled_at', 'created_at', 'updated_at'], segments.length,
    (index) => [index + 1, SHOP, segments[index]!.name, segments[index]!.rule, `in ${segments[index]!.name}`, `in ${segments[index]!.name}`, 'on', NOW, NOW, NOW])
  db.close()
}

function insertProducts(db: Sqlite.Database, { count, tags, type }: Products): void {
  insertAll(db, 'products', ['shop_id', 'number', 'shopify_id', 'version', 'known', 'title', 'type', 'vendor', 'tags', 'facts_version'], count, (index) => {
    const product = index + 1
    return [SHOP, product, FIRST_PRODUCT_ID + product, OPENED, 1, `Product ${product}`, productTypes[type[product]!]!, `Vendor ${product % 40}`, JSON.stringify(tags[product]!.map((tag) => productTags[tag])), product]
  })
}

function insertPeople(db: Sqlite.Database, people: People, orders: Bought, version: number): void {
  const { ordered, spent } = totalsOf(people, orders)
  const place = (country: number, city: number): object => ({ country: countries[country], region: null, city: `${countries[country]}-city-${city}`, zip: null, lat: null, lon: null })
  const columns = ['shop_id', 'number', 'shopify_id', 'profile_at', 'created_at', 'state', 'locale', 'email_domain', 'has_phone', 'places', 'places_at', 'email_consent', 'email_consent_at',
    'sms_consent', 'sms_consent_at', 'number_of_orders', 'amount_spent', 'totals_at', 'product_subscription', 'tags', 'tags_at', 'facts_version', 'evaluated_version', 'membership_version', 'settled_version']
  insertAll(db, 'customers', columns, people.count, (index) => {
    const at = people.created[index]!
    const places = [place(people.country[index]!, people.city[index]!)]
    if (people.secondCountry[index] !== NONE) places.push(place(people.secondCountry[index]!, people.secondCity[index]!))
    const tags = customerTags.filter((_, bit) => (people.tags[index]! >> bit) & 1).map((tag) => [tag, at, 1])
    const facts = version + index + 1
    return [SHOP, index + 1, FIRST_CUSTOMER_ID + index + 1, at, at, 'DISABLED', languages[people.language[index]!]!, `example${index % 50}.com`, +(people.sms[index] === 0), JSON.stringify(places), at,
      consents[people.email[index]!]!, at, consents[people.sms[index]!]!, at, ordered[index]!, spent[index]!, at, 'NEVER_SUBSCRIBED', JSON.stringify(tags), at, facts, facts, facts, facts]
  })
}

/** As Shopify reports them: cancelled orders left out, refunds taken off. */
function totalsOf({ count }: People, orders: Bought): { readonly ordered: Int32Array; readonly spent: Float64Array } {
  const ordered = new Int32Array(count)
  const spent = new Float64Array(count)
  for (let order = 0; order < orders.count; order++) {
    if (!Number.isNaN(orders.cancelledAt[order]!)) continue
    ordered[orders.customer[order]! - 1]!++
    spent[orders.customer[order]! - 1]! += orders.total[order]! - orders.refunded[order]!
  }
  return { ordered, spent }
}

function insertOrders(db: Sqlite.Database, orders: Bought, version: number): void {
  const visits = [null, JSON.stringify({ source: 'newsletter', utmSource: 'newsletter', utmMedium: 'email', utmCampaign: 'autumn' }), JSON.stringify({ source: 'google', utmSource: null, utmMedium: null, utmCampaign: null })]
  const columns = ['shop_id', 'shopify_id', 'customer', 'version', 'created_at', 'processed_at', 'cancelled_at', 'financial_status', 'fulfillment_status', 'total', 'current_total', 'discounts', 'refunded',
    'currency', 'source_name', 'app_id', 'ship_country', 'discount_codes', 'visit', 'refunds', 'lines', 'line_details', 'facts_version']
  insertAll(db, 'orders', columns, orders.count, (order) => {
    const at = orders.at[order]!
    const cancelled = orders.cancelledAt[order]!
    const refunded = orders.refunded[order]!
    const refundedAt = orders.refundedAt[order]!
    const total = orders.total[order]!
    const discount = orders.discount[order]!
    const status = refunded === 0 ? 'PAID' : refunded === total ? 'REFUNDED' : 'PARTIALLY_REFUNDED'
    return [SHOP, FIRST_ORDER_ID + order + 1, orders.customer[order]!, at, at, at, Number.isNaN(cancelled) ? null : cancelled, status, 'FULFILLED', total, total - refunded, discount, refunded,
      'USD', order % 9 === 0 ? 'pos' : 'web', 580_111, countries[order % countries.length]!, discount > 0 && order % 3 === 0 ? '["AUTUMN10"]' : '[]', visits[order % 3]!,
      refunded === 0 ? '[]' : JSON.stringify([[String(6_000_000_000_000 + order), refundedAt, refunded]]), ...linesOf(orders, order), version + order + 1]
  })
}

function linesOf({ lineStarts, product, quantity, amount }: Bought, order: number): [Uint8Array, string] {
  const lines = []
  const details = []
  for (let line = lineStarts[order]!; line < lineStarts[order + 1]!; line++) {
    lines.push({ product: product[line]!, quantity: quantity[line]!, currentQuantity: quantity[line]!, giftCard: false, originalTotal: amount[line]!, discountedTotal: amount[line]! })
    details.push([String(4_000_000_000_000 + line), String(2_000_000_000_000 + product[line]!), `SKU-${product[line]}`, `Vendor ${product[line]! % 40}`])
  }
  return [encodeLines(lines), JSON.stringify(details)]
}

export type Cell = number | string | null | Uint8Array

/** Rows 0 to `count - 1`, in transactions that fit in memory. */
export function insertAll(db: Sqlite.Database, table: string, columns: readonly string[], count: number, row: (index: number) => readonly Cell[]): void {
  const insert = db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`)
  for (let from = 0; from < count; from += ROWS_A_TRANSACTION) {
    db.exec('BEGIN')
    for (let index = from; index < Math.min(from + ROWS_A_TRANSACTION, count); index++) insert.run(row(index))
    db.exec('COMMIT')
  }
}
