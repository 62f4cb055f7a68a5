// Orders straight into the columns of a block, without a record in between: a store has millions of them.
import { orderTextParts } from '#app/core/facts/parts.ts'
import type { ShopifyId } from '#app/core/facts/facts.ts'
import type { OrderColumns } from '#app/core/facts/order-columns.ts'
import type { OrderPart, OrderTextPart, Parts } from '#app/core/facts/parts.ts'
import { linesInto } from '#app/db/facts/line-text.ts'
import { first, hexOfLines, tuples } from '#app/db/sql.ts'
import type { Sql, SqlCell } from '#app/db/sql.ts'

/** What is read of each order beside what every block holds, and where it goes. */
interface Source {
  readonly sql: string
  readonly take: (value: SqlCell, customer: number, ofTest: boolean) => void
}

/** What every block holds: customer, instant, whether it counts (2 for a test), total, cancellation. */
const always = `customer, COALESCE(NULLIF(processed_at, 0), created_at), CASE WHEN test THEN 2 WHEN financial_status = 'VOIDED' THEN 0 ELSE 1 END, total, cancelled_at`
const COUNTS = 1
const TEST = 2

/** A page of the orders that have a customer, by id above `after` (`'0'` at first). Answers the last id, null at the end. */
export function* loadOrders(shop: number, after: ShopifyId, limit: number, parts: Parts, into: OrderColumns): Sql<ShopifyId | null> {
  const page = yield* first<{ id: ShopifyId }>(
    'SELECT CAST(max(shopify_id) AS TEXT) AS id FROM (SELECT shopify_id FROM orders WHERE shop_id = ? AND shopify_id > ? ORDER BY shopify_id LIMIT ?) page',
    shop, BigInt(after), limit,
  )
  if (page?.id == null) return null
  const sources = sourcesFor(parts, into)
  const rows = yield* tuples(
    `SELECT ${[always, ...sources.map(({ sql }) => sql)].join(', ')} FROM orders WHERE shop_id = ? AND shopify_id > ? AND shopify_id <= ? AND customer IS NOT NULL AND deleted_at IS NULL`,
    shop, BigInt(after), BigInt(page.id),
  )
  for (const row of rows) {
    const customer = row[0] as number
    const counts = row[2] as number
    for (let index = 0; index < sources.length; index++) sources[index]!.take(row[index + 5]!, customer, counts === TEST)
    into.begin(customer, row[1] as number, counts === COUNTS, row[3] as number, row[4] as number | null)
    into.end()
  }
  return page.id
}

function sourcesFor(parts: Parts, into: OrderColumns): Source[] {
  const { details } = into
  const sources: Source[] = []
  const from = (sql: string, of: OrderPart, take: Source['take']): void => {
    if (parts.has(of)) sources.push({ sql, take })
  }
  from('CAST(app_id AS TEXT)', 'app', (value) => into.app.push(value as string | null))
  from('CAST(location_id AS TEXT)', 'location', (value) => into.location.push(value as string | null))
  from('current_total', 'currentTotal', (value) => details.currentTotal.push(value as number))
  from('discounts', 'discountAmount', (value) => details.discountAmount.push(value as number))
  from(`CASE WHEN discounts > 0 OR discount_codes <> '[]' THEN 1 ELSE 0 END`, 'discounted', (value) => details.discounted.push(value as number))
  from('discount_codes', 'discountCode', (value) => details.lists.discountCode.addRow(listed<string>(value)))
  from('tags', 'orderTag', (value) => details.lists.orderTag.addRow(listed<string>(value)))
  from(`NULLIF(refunds, '[]')`, 'refunds', (value, customer, ofTest) => {
    if (value !== null) for (const [, at, amount] of JSON.parse(value as string) as [ShopifyId, number, number][]) details.addRefund(customer, into.length, at, amount, ofTest)
  })
  for (const part of orderTextParts) {
    const column = columnOf[part]
    if (column !== null) from(column, part, (value) => details.texts[part].push(value as string | null))
  }
  const visited = ofVisits.filter((part) => parts.has(part))
  if (visited.length > 0) sources.push({ sql: 'visit', take: visitInto(into, visited) })
  if (parts.has('product') || parts.has('gifts')) sources.push({ sql: hexOfLines, take: linesInto(into, parts) })
  if (parts.has('variant') || parts.has('sku')) sources.push({ sql: 'line_details', take: lineDetailsInto(into, parts) })
  return sources
}

/** Null for what stands in `visit`. */
const columnOf: Readonly<Record<OrderTextPart, string | null>> = {
  paymentStatus: 'financial_status', channel: 'source_name', fulfillmentStatus: 'fulfillment_status', shippingCountry: 'ship_country', shippingRegion: 'ship_region',
  source: null, utmSource: null, utmMedium: null, utmCampaign: null,
}
const ofVisits = orderTextParts.filter((part) => columnOf[part] === null)

function visitInto({ details: { texts } }: OrderColumns, held: readonly OrderTextPart[]): Source['take'] {
  return (value) => {
    const visit = value === null ? {} : (JSON.parse(value as string) as Partial<Record<OrderTextPart, string | null>>)
    for (const part of held) texts[part].push(visit[part] ?? null)
  }
}

function lineDetailsInto({ details: { variant, sku } }: OrderColumns, parts: Parts): Source['take'] {
  const [variants, skus] = [parts.has('variant'), parts.has('sku')]
  return (value) => {
    for (const [, ofVariant, ofSku] of listed<[ShopifyId, ShopifyId | null, string | null]>(value)) {
      if (variants) variant.push(ofVariant)
      if (skus) sku.push(ofSku)
    }
  }
}

const none: readonly never[] = []
const listed = <T>(json: SqlCell): readonly T[] => (json === '[]' ? none : (JSON.parse(json as string) as T[]))
