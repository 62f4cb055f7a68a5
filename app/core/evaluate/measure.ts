// The number a metric gives for a customer at an instant, as an exact fraction of whole numbers.
import { DAY_MS } from '#app/core/calendar/civil.ts'
import { dayOf } from '#app/core/calendar/days.ts'
import type { Zone } from '#app/core/calendar/zone.ts'
import { NextChange } from '#app/core/evaluate/next-change.ts'
import type { OrderSums } from '#app/core/evaluate/order-sums.ts'
import { Rhythm } from '#app/core/evaluate/rhythm.ts'
import type { Block, Orders } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import type { Metric } from '#app/core/plan/plan.ts'

/** Money in minor units. After `of`, no value where the denominator is 0. */
export class Measure {
  numerator = 0
  denominator = 0
  /** The latest order that counts, of the customer asked last; only for what depends on it. */
  lastOrder: Instant = NaN
  readonly #sums: OrderSums
  #block: Block
  #orders: Orders
  readonly #refundsMatter: boolean
  readonly #metric: Metric
  readonly #zone: Zone
  readonly #rhythm = new Rhythm()
  #products: Set<number> | null = null
  #now: Instant = -Infinity

  /** `sums` of the same block. */
  constructor(block: Block, sums: OrderSums, metric: Metric, zone: Zone) {
    this.#block = block
    this.#orders = block.orders
    this.#sums = sums
    this.#metric = metric
    this.#zone = zone
    this.#refundsMatter = readsRefunds.has(metric)
  }

  /** Another block, to which the sums were turned, too. */
  turnTo(block: Block): void {
    this.#block = block
    this.#orders = block.orders
  }

  moveTo(now: Instant): void {
    this.#now = now
    this.#sums.moveTo(now)
  }

  of(row: number): void {
    switch (this.#metric) {
      case 'ordersCounted': return this.#put(this.#sums.count(row), 1)
      case 'grossSpent': return this.#put(this.#sums.gross(row), 1)
      case 'netSpent': return this.#put(this.#sums.net(row), 1)
      case 'refundedAmount': return this.#put(this.#sums.refunded(row), 1)
      case 'averageOrderValue': return this.#put(this.#sums.gross(row), this.#sums.count(row))
      case 'refundShare': return this.#put(this.#sums.refundedSpend(row), this.#sums.gross(row))
      case 'discountShare': return this.#put(this.#sums.discounted(row), this.#sums.count(row))
      case 'distinctProducts': return this.#put(this.#distinct(row), 1)
      case 'medianDaysBetweenOrders': {
        const twice = this.#twiceMedian(row)
        return this.#put(twice, twice === 0 ? 0 : 2)
      }
      case 'overdueRatio': {
        const twice = this.#twiceMedian(row)
        return this.#put(2 * (this.#now - this.lastOrder), twice * DAY_MS)
      }
    }
  }

  /** The next instant at which an order, a cancellation or a refund of the row takes effect; Infinity when none is to come. */
  nextEvent(row: number): Instant {
    if (this.#sums.settled) return Infinity
    const next = new NextChange(this.#now)
    const { starts } = this.#orders
    for (let order = starts[row]!; order < starts[row + 1]!; order++) next.considerEvent(this.#orders, order)
    if (!this.#refundsMatter) return next.at
    const { refunds } = this.#orders.details
    for (let refund = refunds.starts[row]!; refund < refunds.starts[row + 1]!; refund++) next.consider(refunds.at[refund]!)
    return next.at
  }

  #put(numerator: number, denominator: number): void {
    this.numerator = numerator
    this.denominator = denominator
  }

  #distinct(row: number): number {
    const { starts, lineStarts } = this.#orders
    const { product } = this.#block.lines
    const products = (this.#products ??= new Set())
    products.clear()
    for (let order = starts[row]!; order < starts[row + 1]!; order++) {
      if (!this.#sums.isLive(order)) continue
      for (let line = lineStarts[order]!; line < lineStarts[order + 1]!; line++) if (product[line] !== 0) products.add(product[line]!)
    }
    return products.size
  }

  #twiceMedian(row: number): number {
    const { starts, at } = this.#orders
    this.#rhythm.clear()
    this.lastOrder = NaN
    for (let order = starts[row]!; order < starts[row + 1]!; order++) {
      if (!this.#sums.isLive(order)) continue
      this.lastOrder = at[order]!
      this.#rhythm.add(dayOf(this.#zone, at[order]!))
    }
    return this.#rhythm.twiceMedian()
  }
}

const readsRefunds: ReadonlySet<Metric> = new Set(['netSpent', 'refundedAmount', 'refundShare'] as const)
