// Orders as rows in memory: loaded in one query, written back in one statement.
import type { OrderChange } from '#app/core/facts/change.ts'
import type { Instant, Minor, ShopifyId } from '#app/core/facts/facts.ts'
import { encodeLines } from '#app/core/facts/order-lines.ts'
import { upsertText } from '#app/db/facts/upsert-text.ts'
import { all, inNumbers, listOfIds, many } from '#app/db/sql.ts'
import type { Sql, SqlRow, SqlValue } from '#app/db/sql.ts'

/** What Shopify says of an order, as stored. */
export interface OrderContent {
  customer: number | null
  awaited_customer: ShopifyId | null
  created_at: Instant
  processed_at: Instant
  cancelled_at: Instant | null
  test: boolean
  financial_status: string | null
  fulfillment_status: string | null
  total: Minor
  current_total: Minor
  discounts: Minor
  refunded: Minor
  currency: string
  source_name: string | null
  app_id: ShopifyId | null
  location_id: ShopifyId | null
  ship_country: string | null
  ship_region: string | null
  discount_codes: string
  tags: string
  visit: string | null
  refunds: string
  lines: Uint8Array
  line_details: string
}

export interface OrderRow extends OrderContent {
  readonly shopify_id: ShopifyId
  version: Instant
  facts_version: number
  suspect: string | null
  deleted_at: Instant | null
  listed_at: Instant
  written: boolean
  changed: boolean
}

/** An order of which nothing is known, or nothing may be known any more. */
export const nothingOrdered: OrderContent = {
  customer: null, awaited_customer: null, created_at: 0, processed_at: 0, cancelled_at: null, test: false, financial_status: null, fulfillment_status: null,
  total: 0, current_total: 0, discounts: 0, refunded: 0, currency: '', source_name: null, app_id: null, location_id: null, ship_country: null, ship_region: null,
  discount_codes: '[]', tags: '[]', visit: null, refunds: '[]', lines: new Uint8Array(0), line_details: '[]',
}

const contentColumns = Object.keys(nothingOrdered) as (keyof OrderContent)[]
const columns = [...contentColumns, 'version', 'facts_version', 'suspect', 'deleted_at', 'listed_at'] as const
const idColumns = new Set<string>(['awaited_customer', 'app_id', 'location_id'])
const selected = `CAST(shopify_id AS TEXT) AS shopify_id, ${columns.map((name) => (idColumns.has(name) ? `CAST(${name} AS TEXT) AS ${name}` : name)).join(', ')}`
const upsert = upsertText('orders', ['shop_id', 'shopify_id'], columns)

export const freshOrder = (id: ShopifyId): OrderRow => ({ shopify_id: id, ...nothingOrdered, version: 0, facts_version: 0, suspect: null, deleted_at: null, listed_at: 0, written: true, changed: false })

export function* loadOrders(shop: number, ids: ReadonlySet<ShopifyId>): Sql<Map<ShopifyId, OrderRow>> {
  if (ids.size === 0) return new Map()
  const rows = yield* all(`SELECT ${selected} FROM orders WHERE shop_id = ? AND shopify_id IN (${inNumbers})`, shop, listOfIds([...ids]))
  return new Map(rows.map((row) => [String(row.shopify_id), rowOf(row)]))
}

export function* saveOrders(shop: number, rows: Iterable<OrderRow>, version: number): Sql<void> {
  const written = [...rows].filter((row) => row.written)
  for (const row of written) if (row.changed) row.facts_version = version
  yield* many(upsert, written.map((row) => [shop, BigInt(row.shopify_id), ...columns.map((name) => bound(name, row[name]))]))
}

/** `customer` is the number, or null with the id that is waited for; `productOf` gives 0 for a line without a product. */
export function contentOf(change: OrderChange, customer: number | null, productOf: (id: ShopifyId | null) => number): Omit<OrderContent, 'visit'> {
  const lines = [...change.lines].sort((a, b) => compareIds(a.id, b.id))
  return {
    customer,
    awaited_customer: customer === null ? change.customer : null,
    created_at: change.createdAt,
    processed_at: change.processedAt,
    cancelled_at: change.cancelledAt,
    test: change.test,
    financial_status: change.financialStatus,
    fulfillment_status: change.fulfillmentStatus,
    total: change.total,
    current_total: change.currentTotal,
    discounts: change.discounts,
    refunded: change.refunded,
    currency: change.currency,
    source_name: change.sourceName,
    app_id: change.app,
    location_id: change.location,
    ship_country: change.shipCountry,
    ship_region: change.shipRegion,
    discount_codes: JSON.stringify([...change.discountCodes].sort()),
    tags: JSON.stringify([...change.tags].sort()),
    refunds: JSON.stringify([...change.refunds].sort((a, b) => compareIds(a.id, b.id)).map(({ id, at, amount }) => [id, at, amount])),
    lines: encodeLines(lines.map((line) => ({
      product: productOf(line.product),
      quantity: line.quantity,
      currentQuantity: line.currentQuantity,
      giftCard: line.giftCard,
      originalTotal: line.originalTotal,
      discountedTotal: line.discountedTotal,
    }))),
    line_details: JSON.stringify(lines.map(({ id, variant, sku, vendor }) => [id, variant, sku, vendor])),
  }
}

export const visitText = (visit: OrderChange['visit']): string | null =>
  visit ? JSON.stringify({ source: visit.source, utmSource: visit.utmSource, utmMedium: visit.utmMedium, utmCampaign: visit.utmCampaign }) : null

/** Compares the given columns, bytes by content. */
export function sameOrder(row: OrderRow, next: Partial<OrderContent>): boolean {
  return (Object.keys(next) as (keyof OrderContent)[]).every((name) => {
    const [a, b] = [row[name], next[name]]
    return a === b || (a instanceof Uint8Array && b instanceof Uint8Array && Buffer.compare(a, b) === 0)
  })
}

const compareIds = (a: ShopifyId, b: ShopifyId): number => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)

const bound = (name: string, value: SqlValue): SqlValue => (idColumns.has(name) && typeof value === 'string' ? BigInt(value) : value)

function rowOf(row: SqlRow): OrderRow {
  return { ...(row as unknown as OrderRow), test: Boolean(row.test), written: false, changed: false }
}
