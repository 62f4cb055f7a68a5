// What customers asked the merchant to be shown (customers/data_request), and the answer: everything held of them, as of now.
import type { ShopifyId } from '#app/core/facts/facts.ts'
import { clausesOf, setOf } from '#app/db/delegated-clauses.ts'
import { lastRuns, runById } from '#app/db/runs.ts'
import { all, first, inNumbers, listOfIds, type Sql, type SqlRow } from '#app/db/sql.ts'
import type { Context } from '#app/operations/context.ts'

export interface DataRequest {
  readonly id: number
  readonly customer: ShopifyId
  readonly orders: readonly ShopifyId[]
  /** Shopify's number of the request; null where it named none. */
  readonly request: string | null
  readonly at: number
}

/** The newest first, up to 100. */
export async function dataRequests(ctx: Context, { shop }: { readonly shop: number }): Promise<readonly DataRequest[]> {
  const runs = await ctx.db.read(() => lastRuns(shop, 'data-request', 100))
  return runs.map((run) => {
    const { customer, orders, request } = run.progress as unknown as DataRequest
    return { id: run.id, customer, orders, request, at: run.startedAt }
  })
}

export type DataAnswer =
  | { readonly kind: 'answer'; readonly fileName: string; readonly json: string }
  | { readonly kind: 'unknown' }

export async function answerDataRequest(ctx: Context, { shop, id }: { readonly shop: number; readonly id: number }): Promise<DataAnswer> {
  const run = await ctx.db.read(() => runById(shop, id))
  if (run?.kind !== 'data-request') return { kind: 'unknown' }
  const { customer, orders } = run.progress as unknown as DataRequest
  const held = await ctx.db.read(() => everythingOf(shop, customer, orders))
  return { kind: 'answer', fileName: `customer-${customer}.json`, json: JSON.stringify({ askedAt: new Date(run.startedAt).toISOString(), customer, ...held }, null, 2) }
}

function* everythingOf(shop: number, customer: ShopifyId, orders: readonly ShopifyId[]): Sql<Record<string, unknown>> {
  const row = yield* first<SqlRow>('SELECT *, CAST(last_order_id AS TEXT) AS last_order_id FROM customers WHERE shop_id = ? AND shopify_id = ?', shop, BigInt(customer))
  const number = Number(row?.number ?? 0)
  const bought = yield* all(
    `SELECT CAST(shopify_id AS TEXT) AS id, created_at, processed_at, cancelled_at, test, financial_status, fulfillment_status, total, current_total, discounts, refunded,
       currency, source_name, ship_country, ship_region, discount_codes, tags, visit, refunds, line_details
     FROM orders WHERE shop_id = ? AND (customer = ? OR awaited_customer = ? OR shopify_id IN (${inNumbers}))`,
    shop, number, BigInt(customer), listOfIds(orders),
  )
  const checkouts = yield* all('SELECT token, created_at, completed_at, lines FROM checkouts WHERE shop_id = ? AND (customer = ? OR awaited_customer = ?)', shop, number, BigInt(customer))
  const tags = yield* all('SELECT tag, owner, at FROM tag_ledger WHERE shop_id = ? AND customer = ?', shop, number)
  const memberships = yield* all(
    `SELECT COALESCE(s.name, 'a deleted segment') AS name, m.kind, m.at, m.reason FROM membership_changes m LEFT JOIN segments s ON s.id = m.segment_id AND s.shop_id = m.shop_id
     WHERE m.shop_id = ? AND m.customer = ? ORDER BY m.id`,
    shop, number,
  )
  const tagsChanged = yield* all('SELECT tag, kind, at, noticed_at, answer FROM tag_drift WHERE shop_id = ? AND customer = ? ORDER BY id', shop, number)
  const answers = yield* answersOfShopify(shop, number)
  return { facts: row ? { ...row, shopify_id: customer } : null, orders: bought, checkouts, tags, tagsChanged, memberships, askedOfShopify: answers }
}

/** What Shopify said of the customer when it was asked for who meets a condition. */
function* answersOfShopify(shop: number, number: number): Sql<{ condition: string; met: boolean; answeredAt: string }[]> {
  const answers = []
  for (const { id, clause, fetchedAt, knownBelow } of yield* clausesOf(shop)) {
    if (fetchedAt === null || number === 0 || number >= knownBelow) continue
    const members = yield* setOf(shop, id, 'members')
    answers.push({ condition: clause, met: members?.includes(number) ?? false, answeredAt: new Date(fetchedAt).toISOString() })
  }
  return answers
}
