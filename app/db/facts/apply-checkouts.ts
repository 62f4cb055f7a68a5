// Checkouts that did not become an order, or not yet; says whose facts are different now.
import type { CheckoutChange, FactChange } from '#app/core/facts/change.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import type { OrderSurroundings } from '#app/db/facts/apply-orders.ts'
import { upsertText } from '#app/db/facts/upsert-text.ts'
import { all, inTexts, listOf, many } from '#app/db/sql.ts'
import type { Sql } from '#app/db/sql.ts'

export type CheckoutNews = Extract<FactChange, { readonly token: string }>

export interface CheckoutRow {
  readonly token: string
  readonly customer: number | null
  readonly awaited_customer: bigint | null
  readonly version: Instant
  readonly created_at: Instant
  readonly completed_at: Instant | null
  readonly deleted_at: Instant | null
  readonly lines: string
  readonly written: boolean
}

const columns = ['customer', 'awaited_customer', 'version', 'created_at', 'completed_at', 'deleted_at', 'lines'] as const
const upsert = upsertText('checkouts', ['shop_id', 'token'], columns)

/** By token. Those the changes are about, as far as they are there. */
export function* loadCheckouts(shop: number, changes: readonly CheckoutNews[]): Sql<Map<string, CheckoutRow>> {
  if (changes.length === 0) return new Map()
  const tokens = listOf([...new Set(changes.map((change) => change.token))])
  const rows = yield* all<Omit<CheckoutRow, 'awaited_customer' | 'written'> & { awaited: string | null }>(
    `SELECT token, customer, CAST(awaited_customer AS TEXT) AS awaited, version, created_at, completed_at, deleted_at, lines FROM checkouts
     WHERE shop_id = ? AND token IN (${inTexts})`,
    shop, tokens,
  )
  return new Map(rows.map(({ awaited, ...row }) => [row.token, { ...row, awaited_customer: awaited === null ? null : BigInt(awaited), written: false }]))
}

/**
 * The newer document replaces the older one, whatever the order they come in. Changes `rows`, adding new ones; returns the numbers of
 * customers that lost, won or keep a changed checkout.
 */
export function applyCheckouts(rows: Map<string, CheckoutRow>, changes: readonly CheckoutNews[], around: OrderSurroundings): Set<number> {
  const touched = new Set<number>()
  for (const change of changes) {
    const before = rows.get(change.token)
    const after = change.kind === 'checkout' ? content(change, around) : gone(change.token, change.at)
    if (before && !isLater(after, before)) continue
    rows.set(change.token, after)
    if (before && same(before, after)) continue
    for (const customer of [before?.customer, after.customer]) if (typeof customer === 'number') touched.add(customer)
  }
  return touched
}

export function* saveCheckouts(shop: number, rows: Iterable<CheckoutRow>): Sql<void> {
  const written = [...rows].filter((row) => row.written)
  yield* many(upsert, written.map((row) => [shop, row.token, ...columns.map((name) => row[name])]))
}

function content(change: CheckoutChange, around: OrderSurroundings): CheckoutRow {
  const customer = change.customer === null ? null : around.customerOf(change.customer)
  const lines = change.lines.map(({ product, quantity, amount }) => [around.productOf(product), quantity, amount])
  return {
    token: change.token,
    customer,
    awaited_customer: customer === null && change.customer !== null ? BigInt(change.customer) : null,
    version: change.at,
    created_at: change.createdAt,
    completed_at: change.completedAt,
    deleted_at: null,
    lines: JSON.stringify(lines),
    written: true,
  }
}

const gone = (token: string, at: Instant): CheckoutRow => ({
  token, customer: null, awaited_customer: null, version: at, created_at: at, completed_at: null, deleted_at: at, lines: '[]', written: true,
})

/** Within a second a checkout is made, named and completed, and gone last of all; else what came first stays until the next. */
function isLater(a: CheckoutRow, b: CheckoutRow): boolean {
  const rank = (row: CheckoutRow): number => (row.deleted_at === null ? 0 : 4) + (row.completed_at === null ? 0 : 2) + (row.customer === null && row.awaited_customer === null ? 0 : 1)
  return (a.version - b.version || rank(a) - rank(b)) > 0
}

/** Whether rules see both alike. */
const same = (a: CheckoutRow, b: CheckoutRow): boolean =>
  a.customer === b.customer && a.created_at === b.created_at && a.completed_at === b.completed_at && a.deleted_at === b.deleted_at && a.lines === b.lines
