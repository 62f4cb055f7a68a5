// Checkouts that did not become an order, or not yet; no rule reads them so far, so they make nobody stale.
import type { CheckoutChange, FactChange } from '#app/core/facts/change.ts'
import type { OrderSurroundings } from '#app/db/facts/apply-orders.ts'
import { upsertText } from '#app/db/facts/upsert-text.ts'
import { all, inTexts, listOf, many } from '#app/db/sql.ts'
import type { Sql, SqlValue } from '#app/db/sql.ts'

export type CheckoutNews = Extract<FactChange, { readonly token: string }>

const columns = ['customer', 'awaited_customer', 'version', 'created_at', 'completed_at', 'deleted_at', 'lines'] as const
const upsert = upsertText('checkouts', ['shop_id', 'token'], columns)

/** The newer document replaces the older one; at the same instant the one that came first stays. */
export function* applyCheckouts(shop: number, changes: readonly CheckoutNews[], around: OrderSurroundings): Sql<void> {
  if (changes.length === 0) return
  const known = yield* all<{ token: string; version: number; deleted_at: number | null }>(
    `SELECT token, version, deleted_at FROM checkouts WHERE shop_id = ? AND token IN (${inTexts})`,
    shop, listOf([...new Set(changes.map((change) => change.token))]),
  )
  const newest = new Map(known.map((row) => [row.token, Math.max(row.version, row.deleted_at ?? 0)]))
  const written = new Map<string, SqlValue[]>()
  for (const change of changes) {
    if (change.at <= (newest.get(change.token) ?? -1)) continue
    newest.set(change.token, change.at)
    written.set(change.token, [shop, change.token, ...(change.kind === 'checkout' ? content(change, around) : [null, null, change.at, change.at, null, change.at, '[]'])])
  }
  yield* many(upsert, [...written.values()])
}

function content(change: CheckoutChange, around: OrderSurroundings): SqlValue[] {
  const customer = change.customer === null ? null : around.customerOf(change.customer)
  const awaited = customer === null && change.customer !== null ? BigInt(change.customer) : null
  const lines = change.lines.map(({ product, quantity, amount }) => [around.productOf(product), quantity, amount])
  return [customer, awaited, change.at, change.createdAt, change.completedAt, null, JSON.stringify(lines)]
}
