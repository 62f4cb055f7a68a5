// Turns changes into facts, newer wins group by group; whatever the order they come in, the facts end the same.
import type { FactChange } from '#app/core/facts/change.ts'
import type { Instant, ShopifyId } from '#app/core/facts/facts.ts'
import { applyCheckouts, loadCheckouts, saveCheckouts } from '#app/db/facts/apply-checkouts.ts'
import { applyOrders } from '#app/db/facts/apply-orders.ts'
import { changeProduct, loadProducts, saveProducts, type ProductRow } from '#app/db/facts/apply-products.ts'
import { attachWaiting } from '#app/db/facts/attach-waiting.ts'
import { changeCustomer, markSuspect } from '#app/db/facts/change-customer.ts'
import { saveCustomers } from '#app/db/facts/customer-rows.ts'
import { mergeCustomers } from '#app/db/facts/merge-customers.ts'
import { noteAddedByHand, tagsBefore } from '#app/db/facts/note-added-by-hand.ts'
import { handOverTags } from '#app/db/facts/hand-over-tags.ts'
import { copied, differingCustomers, differingOrders, differingProducts } from '#app/db/facts/differing.ts'
import { keepNumbers, takeNumbers } from '#app/db/facts/numbers.ts'
import { loadOrders, saveOrders, type OrderRow } from '#app/db/facts/order-rows.ts'
import { isSeen, learnNumbers, loadPeople, numberOf } from '#app/db/facts/people.ts'
import { sortChanges, type SortedChanges } from '#app/db/facts/sort-changes.ts'
import { inNumbers, listOf, run } from '#app/db/sql.ts'
import type { Sql } from '#app/db/sql.ts'

export interface Applied {
  /** Numbers of customers whose evaluated facts changed: they are stale now. */
  readonly touched: readonly number[]
  /** Numbers of known products that rules may see differently now: ring a backfill when there are any. */
  readonly productsChanged: readonly number[]
  /** Numbers of customers that must be re-read from Shopify, marked by this batch or before. */
  readonly suspects: readonly number[]
  /** Shopify ids of orders and products that must be re-read. */
  readonly suspectOrders: readonly ShopifyId[]
  readonly suspectProducts: readonly ShopifyId[]
  /** What differs from before and a delivery could have told, where that was asked for: see differing.ts. */
  readonly differing: readonly string[]
  /** The number of the shop's sequence that the changed rows carry; null when nothing changed. */
  readonly version: number | null
}

export interface ApplyOptions {
  /**
   * Set when the changes are answers to a re-read of suspects: the shop's `factsVersion` before Shopify was asked. What was read wins
   * a tie, except on rows that changed since.
   */
  readonly readAt?: number
  /**
   * The store is read for the first time: nobody is evaluated before that ends, and everybody then, from blocks loaded anew. So an
   * order need not make its customer stale, which is a third of the work of an import.
   */
  readonly firstRead?: boolean
  /** The changes are out of a file of everything that Shopify began to write then: what such a file leaves out later may be gone. */
  readonly listedAt?: Instant
  /** Whether to say what differs. */
  readonly compare?: boolean
}

/** Inside `db.write`. Call with up to some 100 changes on hot paths, some 500 for bulk. `now` is the store clock. */
export function* applyChanges(shop: number, changes: readonly FactChange[], now: Instant, { readAt, firstRead = false, listedAt, compare = false }: ApplyOptions = {}): Sql<Applied> {
  const numbers = yield* takeNumbers(shop)
  const first = { ...numbers }
  const wins = (factsVersion: number): boolean => readAt !== undefined && factsVersion <= readAt
  const sorted = sortChanges(changes)

  const products = yield* loadProducts(shop, sorted.productIds, numbers)
  const productsBefore = compare ? copied(products) : null
  for (const change of sorted.products) {
    const row = products.get(change.product)
    if (row) changeProduct(row, change, { now, wins: wins(row.facts_version) })
  }

  const people = yield* loadPeople(shop, sorted.changedCustomers, sorted.namedCustomers, numbers)
  const before = tagsBefore(people)
  const customersBefore = compare ? copied(people.rows) : null
  for (const change of sorted.customers) {
    const row = people.rows.get(change.customer)
    if (row) changeCustomer(row, change, { now, wins: wins(row.facts_version) })
  }
  yield* handOverTags(shop, people, sorted.customers)
  yield* noteAddedByHand(shop, people, before, now)
  yield* attachWaiting(shop, [...people.rows.values()].filter((row) => row.fresh))
  for (const change of sorted.merges) yield* mergeCustomers(shop, people, change, now)
  for (const row of people.rows.values()) {
    // Whoever comes by a webhook comes without tags, totals and consents; and whoever comes with tags alone, without all else.
    if (row.fresh && (row.tags_at === 0 || row.profile_at === 0) && row.deleted_at === null && row.suspect === null) markSuspect(row, 'new', now)
  }

  const orders = yield* loadOrders(shop, sorted.orderIds)
  const ordersBefore = compare ? copied(orders) : null
  const checkouts = yield* loadCheckouts(shop, sorted.checkouts)
  yield* learnNumbers(shop, people, [...orders.values(), ...checkouts.values()].flatMap((row) => row.customer ?? []))
  const around = {
    now,
    wins,
    customerOf: (id: ShopifyId) => numberOf(people, id),
    productOf: (id: ShopifyId | null) => (id === null ? 0 : (products.get(id)?.number ?? 0)),
  }
  const withOrders = applyOrders(orders, sorted.orders, around)
  const withCheckouts = applyCheckouts(checkouts, sorted.checkouts, around)

  if (listedAt !== undefined) noteListed(sorted, orders, products, listedAt)
  const touched = new Set(firstRead ? [] : [...withOrders, ...withCheckouts].filter((number) => isSeen(people, number)))
  const rows = [...people.rows.values()]
  for (const row of rows) {
    if (row.changed && (row.profile_at > 0 || row.deleted_at !== null)) touched.add(row.number)
    if (!touched.has(row.number)) continue
    row.facts_version = numbers.version
    row.written = true
  }
  const saved = rows.filter((row) => row.written)
  yield* saveCustomers(shop, saved)
  const already = new Set(saved.map((row) => row.number))
  yield* makeStale(shop, [...touched].filter((number) => !already.has(number)), numbers.version)
  yield* saveProducts(shop, products.values(), numbers.version)
  yield* saveOrders(shop, orders.values(), numbers.version)
  yield* saveCheckouts(shop, checkouts.values())

  const productsChanged = [...products.values()].filter((row) => row.changed)
  const moved = touched.size > 0 || productsChanged.length > 0 || [...orders.values()].some((row) => row.changed)
  const counted = numbers.nextCustomer !== first.nextCustomer || numbers.nextProduct !== first.nextProduct
  if (moved || counted) yield* keepNumbers(shop, numbers)
  return {
    touched: [...touched].sort((a, b) => a - b),
    productsChanged: productsChanged.filter((row) => !row.fresh).map((row) => row.number),
    suspects: rows.filter((row) => row.suspect !== null).map((row) => row.number),
    suspectOrders: [...orders.values()].filter((row) => row.suspect !== null).map((row) => row.shopify_id),
    suspectProducts: [...products.values()].filter((row) => row.suspect !== null).map((row) => row.shopify_id),
    differing: [
      ...(customersBefore ? differingCustomers(customersBefore, people.rows) : []),
      ...(ordersBefore ? differingOrders(ordersBefore, orders) : []),
      ...(productsBefore ? differingProducts(productsBefore, products) : []),
    ],
    version: moved ? numbers.version : null,
  }
}

function noteListed({ orders: ofOrders, products: ofProducts }: SortedChanges, orders: ReadonlyMap<ShopifyId, OrderRow>, products: ReadonlyMap<ShopifyId, ProductRow>, at: Instant): void {
  const named = [
    ...ofOrders.flatMap((change) => (change.kind === 'order' ? (orders.get(change.order) ?? []) : [])),
    ...ofProducts.flatMap((change) => (change.kind === 'product' ? (products.get(change.product) ?? []) : [])),
  ]
  for (const row of named) if (row.listed_at !== at) Object.assign(row, { listed_at: at, written: true })
}

function* makeStale(shop: number, numbers: readonly number[], version: number): Sql<void> {
  if (numbers.length === 0) return
  yield* run(`UPDATE customers SET facts_version = ? WHERE shop_id = ? AND number IN (${inNumbers})`, version, shop, listOf(numbers))
}
