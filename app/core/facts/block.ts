// The facts of some customers in columns: one customer after a webhook, or a whole store; one type for both.
import type { Codes } from '#app/core/facts/column.ts'
import type { Dictionary } from '#app/core/facts/dictionary.ts'
import type { ProductTable } from '#app/core/facts/product-table.ts'

/** Made by `BlockBuilder`. Rows are customers in ascending number. Nobody writes into a block. */
export interface Block {
  readonly rows: number
  /** Dense customer number of each row. */
  readonly numbers: Uint32Array
  /** NaN where it is not known. */
  readonly createdAt: Float64Array
  /** As Shopify reports them; `amountSpent` in minor units. */
  readonly numberOfOrders: Int32Array
  readonly amountSpent: Float64Array
  readonly texts: Readonly<Record<'state' | 'locale' | 'emailDomain' | 'emailConsent' | 'smsConsent' | 'productSubscription' | 'spendTier' | 'rfmGroup', TextValues>>
  /** `tags` and `foreignTags` are folded. */
  readonly lists: Readonly<Record<'tags' | 'foreignTags' | 'countries' | 'regions' | 'cities', ListValues>>
  /** Row r: segments whose stored membership stands, `segments[starts[r]]` to `segments[starts[r + 1] - 1]`. */
  readonly members: { readonly starts: Uint32Array, readonly segments: Uint32Array }
  readonly orders: Orders
  readonly lines: Lines
  readonly products: ProductTable
  /** The latest creation of a customer; -Infinity without any. */
  readonly lastCreated: number
  /** The latest order or cancellation: from then on only the clock changes an answer. -Infinity without any. */
  readonly lastEvent: number
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

/** Bits of `Orders.state`. */
export const COUNTS = 1
export const CANCELLED = 2

/** All orders of all rows; those of one row stand together, oldest first. */
export interface Orders {
  /** Row r: orders `starts[r]` to `starts[r + 1] - 1`. */
  readonly starts: Uint32Array
  /** When the purchase was made. */
  readonly at: Float64Array
  /** `COUNTS` unless test or voided; `CANCELLED` when it was, or will be as of an earlier instant: see `cancelled`. */
  readonly state: Uint8Array
  /** As placed, in minor units. */
  readonly total: Float64Array
  readonly app: TextValues
  readonly location: TextValues
  /** Order o: lines `lineStarts[o]` to `lineStarts[o + 1] - 1`. */
  readonly lineStarts: Uint32Array
  /** The cancelled orders, ascending, and when each was. */
  readonly cancelled: { readonly order: Uint32Array, readonly at: Float64Array }
  /** Row r: first and last order that counts and was never cancelled; NaN without any. */
  readonly first: Float64Array
  readonly last: Float64Array
}

export interface Lines {
  /** Dense product number, 0 without a product. */
  readonly product: Uint32Array
  readonly quantity: Int32Array
}

/** When an order was or will be cancelled; Infinity when it never was. */
export function cancelledAt(orders: Orders, order: number): number {
  if ((orders.state[order]! & CANCELLED) === 0) return Infinity
  return orders.cancelled.at[lowerBound(orders.cancelled.order, order)]!
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
