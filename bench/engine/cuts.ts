// The cut points of the workload: the value at rank ceil(a·n/b) among customers with an order that counts.
import type { Cuts } from '#app/core/evaluate/cut-points.ts'
import type { Store } from './store.ts'

export interface WorkloadCuts {
  readonly cuts: Cuts
  /** Of `average_order_value`, in ten-millionths of a cent, rounded up: two averages of at most 700 orders are further apart. */
  readonly averageTopDecile: number
}

export const AVERAGE_SCALE = 10_000_000

export function cutsOf({ people, orders }: Store): WorkloadCuts {
  const counted = new Float64Array(people.count)
  const net = new Float64Array(people.count)
  const gross = new Float64Array(people.count)
  const last = new Float64Array(people.count)
  for (let order = 0; order < orders.count; order++) {
    if (!Number.isNaN(orders.cancelledAt[order]!)) continue
    const row = orders.customer[order]! - 1
    counted[row]!++
    gross[row]! += orders.total[order]!
    net[row]! += orders.total[order]! - orders.refunded[order]!
    last[row] = Math.max(last[row]!, orders.at[order]!)
  }
  const buyers = (values: Float64Array): Float64Array => values.filter((_, row) => counted[row]! > 0).sort()
  const at = (sorted: Float64Array, a: number, b: number): number => sorted[Math.ceil((a * sorted.length) / b) - 1]!
  const fifths = (sorted: Float64Array): number[] => [1, 2, 3, 4].map((fifth) => at(sorted, fifth, 5))
  const spend = buyers(net)
  return {
    cuts: { spend: Array.from({ length: 100 }, (_, index) => at(spend, index + 1, 100)), recency: fifths(buyers(last)), frequency: fifths(buyers(counted)) },
    averageTopDecile: Math.ceil(at(buyers(gross.map((sum, row) => (sum / counted[row]!) * AVERAGE_SCALE)), 9, 10)),
  }
}
