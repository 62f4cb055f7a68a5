// Which customers, orders and products of a batch differ from before in what a delivery could have told: deliveries say nothing of a locale,
// coordinates, statistics, metafields, where an order came from, or a product's collections.
import type { ShopifyId } from '#app/core/facts/facts.ts'
import type { ProductRow } from '#app/db/facts/apply-products.ts'
import type { CustomerRow } from '#app/db/facts/customer-rows.ts'
import { nothingOrdered, type OrderContent, type OrderRow, sameOrder } from '#app/db/facts/order-rows.ts'
import { sameTags } from '#app/db/facts/tag-book.ts'

type Of<T> = ReadonlyMap<ShopifyId, T>

const ofCustomer = ['state', 'email_domain', 'has_note', 'has_phone', 'email_consent', 'sms_consent', 'number_of_orders', 'amount_spent', 'last_order_id'] as const
const ofProduct = ['known', 'title', 'type', 'vendor', 'tags'] as const
const ofOrder = (Object.keys(nothingOrdered) as (keyof OrderContent)[]).filter((name) => name !== 'visit')

/** Rows as they are now, to be compared later. */
export const copied = <T extends object>(rows: Of<T>): Map<ShopifyId, T> => new Map([...rows].map(([id, row]) => [id, { ...row }]))

/** `customer 7`, by Shopify id; and so on. A row that is new differs from one of which nothing is known. */
export const differingCustomers = (before: Of<CustomerRow>, after: Of<CustomerRow>): string[] => named('customer', after, (id, row) => !isSameCustomer(before.get(id), row))
export const differingOrders = (before: Of<OrderRow>, after: Of<OrderRow>): string[] => named('order', after, (id, row) => !isSameOrder(before.get(id), row))
export const differingProducts = (before: Of<ProductRow>, after: Of<ProductRow>): string[] => named('product', after, (id, row) => !isSame(ofProduct, before.get(id), row))

function named<T>(kind: string, rows: Of<T>, differs: (id: ShopifyId, row: T) => boolean): string[] {
  return [...rows].flatMap(([id, row]) => (differs(id, row) ? [`${kind} ${id}`] : []))
}

function isSame<Name extends string>(names: readonly Name[], one: Readonly<Record<Name, unknown>> | undefined, other: Readonly<Record<Name, unknown>>): boolean {
  return one !== undefined && names.every((name) => one[name] === other[name])
}

const isSameCustomer = (one: CustomerRow | undefined, other: CustomerRow): boolean =>
  isSame(ofCustomer, one, other) && one !== undefined && withoutCoordinates(one.places) === withoutCoordinates(other.places) && sameTags(one.tags, other.tags) && (one.deleted_at === null) === (other.deleted_at === null)

const withoutCoordinates = (places: string): string => places.replace(/"(lat|lon)":[^,}]*/g, '')

function isSameOrder(one: OrderRow | undefined, other: OrderRow): boolean {
  if (one === undefined) return other.version === 0
  return (one.deleted_at === null) === (other.deleted_at === null) && sameOrder(one, Object.fromEntries(ofOrder.map((name) => [name, other[name]])))
}
