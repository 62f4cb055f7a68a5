// The number and sums of a customer's events.

export interface Tally {
  /** Distinct orders. */
  count: number
  /** Their totals as placed, minor units. */
  sumAmount: number
  /** Units on matching lines. */
  sumQuantity: number
}

export const NOTHING: Readonly<Tally> = { count: 0, sumAmount: 0, sumQuantity: 0 }
