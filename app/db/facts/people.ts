// Who the customers are that a batch names: full rows for those it changes, a number for those its orders only point at.
import type { ShopifyId } from '#app/core/facts/facts.ts'
import { freshCustomer, isVisible, loadCustomers, loadCustomersByNumber } from '#app/db/facts/customer-rows.ts'
import type { CustomerRow } from '#app/db/facts/customer-rows.ts'
import type { Numbers } from '#app/db/facts/numbers.ts'
import { all, inNumbers, listOf, listOfIds } from '#app/db/sql.ts'
import type { Sql } from '#app/db/sql.ts'

/** As much of a customer as an order needs. */
interface Reference {
  readonly number: number
  readonly visible: boolean
  readonly mergedInto: number | null
}

export interface People {
  /** Rows that the batch may change, by Shopify id. */
  readonly rows: Map<ShopifyId, CustomerRow>
  readonly references: Map<ShopifyId, Reference>
  /** The same by number: where merges lead, and customers that orders of the database point at. */
  readonly byNumber: Map<number, Reference>
}

/** `changed` get a row each, new ones too; `named` only if they are there. */
export function* loadPeople(shop: number, changed: ReadonlySet<ShopifyId>, named: ReadonlySet<ShopifyId>, numbers: Numbers): Sql<People> {
  const rows = new Map<ShopifyId, CustomerRow>()
  for (const row of yield* loadCustomers(shop, [...changed])) rows.set(row.shopify_id, row)
  for (const id of changed) if (!rows.has(id)) rows.set(id, freshCustomer(numbers.nextCustomer++, id))

  const people: People = { rows, references: new Map(), byNumber: new Map() }
  const others = [...named].filter((id) => !rows.has(id))
  if (others.length > 0) {
    for (const found of yield* all<Found>(`${lean} AND shopify_id IN (${inNumbers})`, shop, listOfIds(others))) note(people, found)
  }
  return people
}

/** Loads a row that a merge leads to, so that it can be changed. */
export function* loadRow(shop: number, people: People, number: number): Sql<CustomerRow | undefined> {
  for (const row of people.rows.values()) if (row.number === number) return row
  const [row] = yield* loadCustomersByNumber(shop, [number])
  if (row) people.rows.set(row.shopify_id, row)
  return row
}

/** Makes sure that these numbers, and everything that merges lead to, can be asked with `standing` and `visible`. */
export function* learnNumbers(shop: number, people: People, wanted: Iterable<number>): Sql<void> {
  for (const row of people.rows.values()) people.byNumber.set(row.number, referenceOf(row))
  const targets = [...people.byNumber.values(), ...people.references.values()].flatMap((one) => one.mergedInto ?? [])
  let unknown = [...new Set([...wanted, ...targets])].filter((number) => !people.byNumber.has(number))
  while (unknown.length > 0) {
    const found = yield* all<Found>(`${lean} AND number IN (${inNumbers})`, shop, listOf(unknown))
    for (const one of found) note(people, one)
    unknown = found.flatMap((one) => one.merged_into ?? []).filter((number) => !people.byNumber.has(number))
  }
}

/** The number of the customer whom an id means now, following merges; null while there is no row for it. */
export function numberOf(people: People, id: ShopifyId): number | null {
  const row = people.rows.get(id)
  const found = row ? referenceOf(row) : people.references.get(id)
  return found ? follow(people, found) : null
}

/** Whether stages see this customer: others need not be made stale. */
export const isSeen = (people: People, number: number): boolean => people.byNumber.get(number)?.visible ?? false

function follow(people: People, from: Reference): number {
  let at = from
  while (at.mergedInto !== null) {
    const next = people.byNumber.get(at.mergedInto)
    if (!next) return at.mergedInto
    at = next
  }
  return at.number
}

interface Found {
  number: number
  shopify_id: ShopifyId
  profile_at: number
  deleted_at: number | null
  merged_into: number | null
}

const lean = 'SELECT number, CAST(shopify_id AS TEXT) AS shopify_id, profile_at, deleted_at, merged_into FROM customers WHERE shop_id = ?'

function note(people: People, found: Found): void {
  const reference = { number: found.number, visible: isVisible(found), mergedInto: found.merged_into }
  people.references.set(found.shopify_id, reference)
  people.byNumber.set(found.number, reference)
}

const referenceOf = (row: CustomerRow): Reference => ({ number: row.number, visible: isVisible(row), mergedInto: row.merged_into })
