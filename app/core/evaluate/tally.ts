// The number and sums of a customer's events.

/** Each only grows with more events. Money in minor units. */
export interface Tally {
  /** Distinct orders, refunds or checkouts. */
  count: number
  /** Their amounts as placed. */
  sumAmount: number
  /** After refunds and edits. */
  sumNetAmount: number
  /** Units on matching lines. */
  sumQuantity: number
  sumLineAmount: number
  /** On matching lines. */
  distinctProducts: number
  /** Calendar years of the shop with an event. */
  distinctYears: number
  /** Of all lines of all orders in the windows, whatever else is asked of them. */
  spend: number
}

export const NOTHING: Readonly<Tally> = { count: 0, sumAmount: 0, sumNetAmount: 0, sumQuantity: 0, sumLineAmount: 0, distinctProducts: 0, distinctYears: 0, spend: 0 }
