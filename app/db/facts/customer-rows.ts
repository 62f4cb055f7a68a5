// The facts of customers as rows in memory: loaded in one query, changed by plain code, written back in one statement.
import type { Instant, Minor, ShopifyId } from '#app/core/facts/facts.ts'
import { upsertText } from '#app/db/facts/upsert-text.ts'
import { all, inNumbers, listOf, listOfIds, many } from '#app/db/sql.ts'
import type { Sql, SqlRow, SqlValue } from '#app/db/sql.ts'

/** The columns that facts fill; the others belong to the later stages. */
export interface CustomerColumns {
  profile_at: Instant
  created_at: Instant | null
  state: string | null
  locale: string | null
  locale_at: Instant
  email_domain: string | null
  has_note: boolean
  note_at: Instant
  has_phone: boolean
  phone_at: Instant
  places: string
  places_at: Instant
  email_consent: string | null
  email_consent_at: Instant
  sms_consent: string | null
  sms_consent_at: Instant
  number_of_orders: number
  amount_spent: Minor
  last_order_id: ShopifyId | null
  totals_at: Instant
  product_subscription: string | null
  spend_tier: string | null
  rfm_group: string | null
  tags: string
  tags_at: Instant
  metafields: string
  metafields_at: Instant
  facts_version: number
  suspect: string | null
  deleted_at: Instant | null
  merged_into: number | null
}

export interface CustomerRow extends CustomerColumns {
  readonly number: number
  readonly shopify_id: ShopifyId
  /** Whether the row is not in the database yet. */
  readonly fresh: boolean
  /** Whether some column differs from the database. */
  written: boolean
  /** Whether rules may see this customer differently now. */
  changed: boolean
}

/** What a customer is of whom nothing is known, or nothing may be known any more. */
export const nothingKnown: Omit<CustomerColumns, 'facts_version' | 'suspect' | 'deleted_at' | 'merged_into'> = {
  profile_at: 0, created_at: null, state: null, locale: null, locale_at: 0, email_domain: null, has_note: false, note_at: 0, has_phone: false, phone_at: 0,
  places: '[]', places_at: 0,
  email_consent: null, email_consent_at: 0, sms_consent: null, sms_consent_at: 0, number_of_orders: 0, amount_spent: 0, last_order_id: null, totals_at: 0,
  product_subscription: null, spend_tier: null, rfm_group: null, tags: '[]', tags_at: 0, metafields: '{}', metafields_at: 0,
}

const columns = [...Object.keys(nothingKnown), 'facts_version', 'suspect', 'deleted_at', 'merged_into'] as (keyof CustomerColumns)[]
const selected = `number, CAST(shopify_id AS TEXT) AS shopify_id, ${columns.map((name) => (name === 'last_order_id' ? 'CAST(last_order_id AS TEXT) AS last_order_id' : name)).join(', ')}`
const upsert = upsertText('customers', ['shop_id', 'number', 'shopify_id'], columns)

export function freshCustomer(number: number, id: ShopifyId): CustomerRow {
  return { number, shopify_id: id, ...nothingKnown, facts_version: 0, suspect: null, deleted_at: null, merged_into: null, fresh: true, written: true, changed: false }
}

export function* loadCustomers(shop: number, ids: readonly ShopifyId[]): Sql<CustomerRow[]> {
  if (ids.length === 0) return []
  return (yield* all(`SELECT ${selected} FROM customers WHERE shop_id = ? AND shopify_id IN (${inNumbers})`, shop, listOfIds(ids))).map(rowOf)
}

export function* loadCustomersByNumber(shop: number, numbers: readonly number[]): Sql<CustomerRow[]> {
  if (numbers.length === 0) return []
  return (yield* all(`SELECT ${selected} FROM customers WHERE shop_id = ? AND number IN (${inNumbers})`, shop, listOf(numbers))).map(rowOf)
}

export function* saveCustomers(shop: number, rows: readonly CustomerRow[]): Sql<void> {
  yield* many(upsert, rows.map((row) => [shop, row.number, BigInt(row.shopify_id), ...columns.map((name): SqlValue => (name === 'last_order_id' ? idOf(row.last_order_id) : row[name]))]))
}

/** Forgets everything but that there was such a customer. */
export function forgetCustomer(row: CustomerRow, at: Instant): void {
  if (row.profile_at > 0) row.changed = true
  Object.assign(row, nothingKnown, { suspect: null, deleted_at: at, written: true })
}

/** Whether stages and pages see this customer: a shell of which only a tag or a total is known waits for its profile. */
export const isVisible = (row: Pick<CustomerRow, 'profile_at' | 'deleted_at'>): boolean => row.profile_at > 0 && row.deleted_at === null

const idOf = (id: ShopifyId | null): bigint | null => (id === null ? null : BigInt(id))

function rowOf(row: SqlRow): CustomerRow {
  return { ...(row as unknown as CustomerRow), has_note: Boolean(row.has_note), has_phone: Boolean(row.has_phone), fresh: false, written: false, changed: false }
}
