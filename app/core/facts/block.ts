// The facts of some customers in columns: one customer after a webhook, or a whole store; one type for both.
import type { Codes } from '#app/core/facts/column.ts'
import type { Dictionary } from '#app/core/facts/dictionary.ts'
import type { MetafieldFact } from '#app/core/facts/facts.ts'
import type { CustomerListPart, CustomerTextPart, OrderListPart, OrderTextPart, Parts } from '#app/core/facts/parts.ts'
import type { ProductTable } from '#app/core/facts/product-table.ts'

/**
 * Made by `BlockBuilder`. Rows are customers in ascending number. A column whose part it was not asked to hold throws when it is read.
 * Nobody writes into a block but to keep what is `derived` from it.
 */
export interface Block {
  readonly rows: number
  readonly parts: Parts
  /** Dense customer number of each row. */
  readonly numbers: Uint32Array
  /** NaN where it is not known. */
  readonly createdAt: Float64Array
  /** As Shopify reports them; `amountSpent` in minor units. */
  readonly numberOfOrders: Int32Array
  readonly amountSpent: Float64Array
  /** 1 or 0. */
  readonly hasNote: Uint8Array
  readonly hasPhone: Uint8Array
  /** By path; a path that nobody has is not there. */
  readonly metafields: ReadonlyMap<string, MetafieldValues>
  readonly places: Places
  readonly texts: Readonly<Record<CustomerTextPart, TextValues>>
  /** `tags` and `foreignTags` are folded. */
  readonly lists: Readonly<Record<CustomerListPart, SetValues>>
  /** Row r: segments whose stored membership stands, `segments[starts[r]]` to `segments[starts[r + 1] - 1]`. */
  readonly members: { readonly starts: Uint32Array, readonly segments: Uint32Array }
  /** Row r: entries `starts[r]` to `starts[r + 1] - 1`, one a segment; instants are NaN where there is none. Only of segments that were asked for; empty where nobody has any. */
  readonly histories: { readonly starts: Uint32Array, readonly segments: Uint32Array, readonly since: Float64Array, readonly left: Float64Array }
  readonly orders: Orders
  readonly lines: Lines
  readonly checkouts: Checkouts
  readonly products: ProductTable
  /** The latest creation of a customer; -Infinity without any. */
  readonly lastCreated: number
  /** The latest order, cancellation, refund, or beginning or end of a checkout: from then on only the clock changes an answer. -Infinity without any. */
  readonly lastEvent: number
  /** What evaluation has worked out of these columns, by name: kept for whoever asks the same. */
  readonly derived: Map<string, object | null>
}

export interface TextValues {
  /** One code a row (or order). */
  readonly codes: Codes
  readonly dictionary: Dictionary
}

export interface ListValues {
  /** Row r: `codes[starts[r]]` to `codes[starts[r + 1] - 1]`. */
  readonly starts: Uint32Array
  readonly codes: Codes
  readonly dictionary: Dictionary
}

/** A set of texts a row: its first element, and beside them the further ones of those rows that have more. */
export interface SetValues {
  /** One code a row, `MISSING` where the set is empty. */
  readonly first: Codes
  /** The rows of the further elements, ascending, and the elements. */
  readonly moreRows: Uint32Array
  readonly more: Codes
  readonly dictionary: Dictionary
}

export interface MetafieldValues {
  /** One code a row, `MISSING` where there is no value. */
  readonly codes: Codes
  /** `values[code]`, each once; the entry of `MISSING` is never looked at. */
  readonly values: readonly MetafieldFact[]
}

/** All addresses of all rows. */
export interface Places {
  /** Row r: places `starts[r]` to `starts[r + 1] - 1`. */
  readonly starts: Uint32Array
  /** Postcodes in upper case, without blanks. */
  readonly texts: Readonly<Record<'country' | 'region' | 'city' | 'postcode', TextValues>>
  /** Degrees; NaN where they are not known. */
  readonly latitude: Float64Array
  readonly longitude: Float64Array
}

/** Bits of `Events.state`. */
export const COUNTS = 1
export const CANCELLED = 2

/** What a customer did, by row and time: orders, refunds or checkouts; those of one row stand together, oldest first. */
export interface Events {
  /** Row r: events `starts[r]` to `starts[r + 1] - 1`. */
  readonly starts: Uint32Array
  readonly at: Float64Array
  /** `COUNTS` unless of a test, or a voided order; `CANCELLED` when it was, or will be as of an earlier instant: see `cancelled`. */
  readonly state: Uint8Array
  /** In minor units. */
  readonly total: Amounts
  /** The cancelled orders or completed checkouts, ascending, and when each was. */
  readonly cancelled: { readonly order: Uint32Array, readonly at: Float64Array }
}

/** Minor units, in the narrower array where it holds them all. */
export type Amounts = Float64Array | Int32Array

/** Events with lines of products. */
export interface Filled extends Events {
  /** Event e: lines `lineStarts[e]` to `lineStarts[e + 1] - 1`. */
  readonly lineStarts: Uint32Array
  /** Row r: first and last event that counts and was never cancelled; NaN without any. */
  readonly first: Float64Array
  readonly last: Float64Array
}

/** All orders of all rows, each at its purchase and with its total as placed. */
export interface Orders extends Filled {
  readonly app: TextValues
  readonly location: TextValues
  readonly details: OrderDetailColumns
}

/** All checkouts of all rows, each at its creation; a completed one is `CANCELLED`. */
export interface Checkouts extends Filled {
  readonly lines: Lines
}

export interface Lines {
  /** Dense product number, 0 without a product. */
  readonly product: Uint32Array | Uint16Array
  readonly quantity: Int32Array
}

/** One entry an order, unless it says otherwise. */
export interface OrderDetailColumns {
  /** After edits and all refunds known. */
  readonly currentTotal: Amounts
  readonly discountAmount: Amounts
  /** 1 for an order with a discount, or a code that gives one. */
  readonly discounted: Uint8Array
  readonly texts: Readonly<Record<OrderTextPart, TextValues>>
  /** Folded. */
  readonly lists: Readonly<Record<OrderListPart, ListValues>>
  readonly lines: LineDetailColumns
  readonly refunds: Refunds
  readonly gifts: Gifts
}

/** The orders with gift cards in them, ascending, and what those came to: as placed, and after edits and all refunds known. */
export interface Gifts {
  readonly order: Uint32Array
  readonly placed: Float64Array
  readonly left: Float64Array
}

/** One entry a line of an order. */
export interface LineDetailColumns {
  readonly currentQuantity: Int32Array
  /** 1 for a gift card. */
  readonly giftCard: Uint8Array
  /** After discounts. */
  readonly lineAmount: Amounts
  readonly variant: TextValues
  readonly sku: TextValues
}

/** All refunds of all rows, also of orders that do not count; only those of test orders do not. */
export interface Refunds extends Events {
  /** The order each is of, an index into `Orders`. */
  readonly order: Uint32Array
}

/** When an order was or will be cancelled, or a checkout completed; Infinity when it never was. */
export function cancelledAt({ state, cancelled }: Events, event: number): number {
  if ((state[event]! & CANCELLED) === 0) return Infinity
  return cancelled.at[lowerBound(cancelled.order, event)]!
}

/** The row of a customer, -1 when the block does not hold it. */
export function rowOf(block: Block, number: number): number {
  const row = lowerBound(block.numbers, number)
  return block.numbers[row] === number ? row : -1
}

/** Index of the first entry that is not below `value`, in an ascending array. */
export function lowerBound(ascending: Uint32Array, value: number): number {
  let low = 0
  let high = ascending.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ascending[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
