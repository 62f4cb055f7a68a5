// The store's cut points: what one must have spent, ordered, and how lately, to stand above so many percent of the others with an order.
import { hiddenOrders } from '#app/core/evaluate/history.ts'
import { isLive } from '#app/core/evaluate/live.ts'
import { OrderSums } from '#app/core/evaluate/order-sums.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'

/**
 * A customer stands at the percentile `p` (from 1) when their value is above `thresholds[p - 1]`, at a score `s` (from 2) when it is above
 * `thresholds[s - 2]`. Empty where there was nobody to compare with: then everyone stands lowest.
 */
export type Thresholds = readonly number[]

export interface Cuts {
  /** Net spend in minor units, 100 percentiles; the monetary scores are its fifths. */
  readonly spend: Thresholds
  /** Instants of the last order, 4. */
  readonly recency: Thresholds
  /** Numbers of orders that count, 4. */
  readonly frequency: Thresholds
}

/** A fact of the shop: it stands until the next one is made, whatever is bought meanwhile. */
export interface CutPoints extends Cuts {
  /** From 1, rising. */
  readonly number: number
  /** The instant they were worked out for. */
  readonly at: Instant
}

/** Some customers of the shop; `counts` leaves out rows that stand elsewhere. */
export interface Population {
  readonly block: Block
  readonly counts: (row: number) => boolean
}

/** Above how many percent of the others one stands, for the scores from 2 to 5. */
const FIFTHS = [20, 40, 60, 80]
const PERCENTS = Array.from({ length: 100 }, (_, index) => index + 1)

/** Over customers with an order that counts by `now`; those whose orders are not all readable are left out. Blocks must hold details of orders. */
export function cutsOf(populations: readonly Population[], { now, historyFrom }: { readonly now: Instant, readonly historyFrom: Instant | null }): Cuts {
  const most = populations.reduce((sum, { block }) => sum + block.rows, 0)
  const spend = new Float64Array(most)
  const recency = new Float64Array(most)
  const frequency = new Float64Array(most)
  let found = 0
  for (const { block, counts } of populations) {
    const sums = new OrderSums(block)
    sums.moveTo(now)
    for (let row = 0; row < block.rows; row++) {
      if (!counts(row) || (historyFrom !== null && hiddenOrders(block, row))) continue
      const last = lastOrder(block, row, now)
      if (last === null) continue
      spend[found] = sums.net(row)
      recency[found] = last
      frequency[found] = sums.count(row)
      found++
    }
  }
  return { spend: thresholds(spend.subarray(0, found), PERCENTS), recency: thresholds(recency.subarray(0, found), FIFTHS), frequency: thresholds(frequency.subarray(0, found), FIFTHS) }
}

/** Sorts `values`. One stands above `p` percent of the others when at least that many of them have less. */
function thresholds(values: Float64Array, percents: readonly number[]): Thresholds {
  const others = values.length - 1
  if (others < 1) return []
  values.sort()
  return percents.map((p) => values[Math.ceil((p * others) / 100) - 1]!)
}

function lastOrder({ orders }: Block, row: number, now: Instant): Instant | null {
  for (let order = orders.starts[row + 1]! - 1; order >= orders.starts[row]!; order--) if (isLive(orders, order, now)) return orders.at[order]!
  return null
}

export function sameCuts(a: Cuts, b: Cuts): boolean {
  const same = (one: Thresholds, other: Thresholds): boolean => one.length === other.length && one.every((value, index) => value === other[index])
  return same(a.spend, b.spend) && same(a.recency, b.recency) && same(a.frequency, b.frequency)
}
