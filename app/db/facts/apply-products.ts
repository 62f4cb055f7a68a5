// Products: what rules ask of them, and a number for every product that an order names.
import type { FactChange, ProductChange } from '#app/core/facts/change.ts'
import type { Instant, ShopifyId } from '#app/core/facts/facts.ts'
import { markSuspect } from '#app/db/facts/change-customer.ts'
import type { Judge } from '#app/db/facts/change-customer.ts'
import type { Numbers } from '#app/db/facts/numbers.ts'
import { upsertText } from '#app/db/facts/upsert-text.ts'
import { weigh } from '#app/db/facts/weigh.ts'
import { all, inNumbers, listOfIds, many } from '#app/db/sql.ts'
import type { Sql, SqlRow } from '#app/db/sql.ts'

export interface ProductRow {
  readonly number: number
  readonly shopify_id: ShopifyId
  version: Instant
  known: boolean
  title: string | null
  type: string | null
  vendor: string | null
  tags: string
  collections: string
  collections_at: Instant
  facts_version: number
  suspect: string | null
  deleted_at: Instant | null
  listed_at: Instant
  /** Whether the row is not in the database yet. */
  readonly fresh: boolean
  written: boolean
  changed: boolean
}

const columns = ['version', 'known', 'title', 'type', 'vendor', 'tags', 'collections', 'collections_at', 'facts_version', 'suspect', 'deleted_at', 'listed_at'] as const
const upsert = upsertText('products', ['shop_id', 'number', 'shopify_id'], columns)

/** Loads the named products and makes rows for those that are new; `saveProducts` writes what changed. */
export function* loadProducts(shop: number, ids: ReadonlySet<ShopifyId>, numbers: Numbers): Sql<Map<ShopifyId, ProductRow>> {
  const rows = new Map<ShopifyId, ProductRow>()
  if (ids.size === 0) return rows
  const selected = `SELECT number, CAST(shopify_id AS TEXT) AS shopify_id, ${columns.join(', ')} FROM products WHERE shop_id = ?`
  for (const row of yield* all(`${selected} AND shopify_id IN (${inNumbers})`, shop, listOfIds([...ids]))) {
    rows.set(String(row.shopify_id), rowOf(row))
  }
  for (const id of ids) {
    if (rows.has(id)) continue
    rows.set(id, {
      number: numbers.nextProduct++, shopify_id: id, version: 0, known: false, title: null, type: null, vendor: null, tags: '[]', collections: '[]',
      collections_at: 0, facts_version: 0, suspect: null, deleted_at: null, listed_at: 0, fresh: true, written: true, changed: true,
    })
  }
  return rows
}

/** Changes about one product. */
export type ProductNews = Extract<FactChange, { readonly product: unknown }>

export function changeProduct(row: ProductRow, change: ProductNews, judge: Judge): void {
  if (change.kind === 'productSuspect') {
    if (row.deleted_at === null) markSuspect(row, change.why, judge.now)
    return
  }
  if (change.kind === 'productGone') {
    if (change.at < row.version || change.at <= (row.deleted_at ?? -1)) return
    if (row.known) row.changed = true
    Object.assign(row, { known: false, deleted_at: change.at, suspect: null, written: true })
    return
  }
  if (row.deleted_at !== null && change.at <= row.deleted_at) return
  content(row, change, judge)
  if (change.collections === undefined || change.at < row.collections_at) return
  const sorted = [...change.collections].sort((a, b) => (a.id < b.id ? -1 : 1))
  put(row, { collections: JSON.stringify(sorted.map(({ id, handle, title }) => [id, handle, title])) })
  if (row.collections_at !== change.at) Object.assign(row, { collections_at: change.at, written: true })
}

function content(row: ProductRow, change: ProductChange, { now, wins }: Judge): void {
  const next = { known: true, deleted_at: null, title: change.title, type: change.type, vendor: change.vendor, tags: JSON.stringify([...change.tags].sort()) }
  const weight = weigh(row.version, change.at, same(row, next), wins)
  if (weight === 'tie') markSuspect(row, 'product', now)
  if (weight !== 'newer') return
  put(row, next)
  if (row.version !== change.at) Object.assign(row, { version: change.at, written: true })
}

export function* saveProducts(shop: number, rows: Iterable<ProductRow>, version: number): Sql<void> {
  const written = [...rows].filter((row) => row.written)
  for (const row of written) if (row.changed) row.facts_version = version
  yield* many(upsert, written.map((row) => [shop, row.number, BigInt(row.shopify_id), ...columns.map((name) => row[name])]))
}

type Content = Partial<Pick<ProductRow, 'known' | 'deleted_at' | 'title' | 'type' | 'vendor' | 'tags' | 'collections'>>

const same = (row: ProductRow, next: Content): boolean => (Object.keys(next) as (keyof Content)[]).every((name) => row[name] === next[name])

function put(row: ProductRow, next: Content): void {
  if (!same(row, next)) Object.assign(row, next, { written: true, changed: true })
}

function rowOf(row: SqlRow): ProductRow {
  return { ...(row as unknown as ProductRow), known: Boolean(row.known), fresh: false, written: false, changed: false }
}
