// The number a metric gives for a customer at an instant, as an exact fraction of whole numbers.
import { DAY_MS } from '#app/core/calendar/civil.ts'
import { dayOf } from '#app/core/calendar/days.ts'
import type { Zone } from '#app/core/calendar/zone.ts'
import { isLive } from '#app/core/evaluate/live.ts'
import { NextChange } from '#app/core/evaluate/next-change.ts'
import { Rhythm } from '#app/core/evaluate/rhythm.ts'
import { COUNTS } from '#app/core/facts/block.ts'
import type { Block, OrderDetailColumns, Orders } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import type { Metric } from '#app/core/plan/plan.ts'

/** Money in minor units. After `of`, no value where the denominator is 0. */
export class Measure {
  numerator = 0
  denominator = 0
  /** The latest order that counts, of the customer asked last; only for what depends on it. */
  lastOrder: Instant = NaN
  #block: Block
  #orders: Orders
  #details: OrderDetailColumns
  readonly #refundsMatter: boolean
  readonly #metric: Metric
  readonly #zone: Zone
  readonly #rhythm = new Rhythm()
  #products: Set<number> | null = null
  #now: Instant = -Infinity
  #settled = false

  constructor(block: Block, metric: Metric, zone: Zone) {
    this.#block = block
    this.#orders = block.orders
    this.#metric = metric
    this.#zone = zone
    this.#details = block.orders.details
    this.#refundsMatter = readsRefunds.has(metric)
  }

  /** Another block, of which an instant is to be asked next. */
  turnTo(block: Block): void {
    this.#block = block
    this.#orders = block.orders
    this.#details = block.orders.details
  }

  moveTo(now: Instant): void {
    this.#now = now
    this.#settled = now >= this.#block.lastEvent
  }

  of(row: number): void {
    switch (this.#metric) {
      case 'ordersCounted': return this.#put(this.#count(row), 1)
      case 'grossSpent': return this.#put(this.#gross(row), 1)
      case 'netSpent': return this.#put(this.#net(row), 1)
      case 'refundedAmount': return this.#put(this.#refunded(row), 1)
      case 'averageOrderValue': return this.#put(this.#gross(row), this.#count(row))
      case 'refundShare': return this.#put(this.#refunded(row), this.#gross(row))
      case 'discountShare': return this.#put(this.#discounted(row), this.#count(row))
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
    if (this.#settled) return Infinity
    const next = new NextChange(this.#now)
    const { starts } = this.#orders
    for (let order = starts[row]!; order < starts[row + 1]!; order++) next.considerEvent(this.#orders, order)
    if (!this.#refundsMatter) return next.at
    const { refunds } = this.#details
    for (let refund = refunds.starts[row]!; refund < refunds.starts[row + 1]!; refund++) next.consider(refunds.at[refund]!)
    return next.at
  }

  #put(numerator: number, denominator: number): void {
    this.numerator = numerator
    this.denominator = denominator
  }

  #isLive(order: number): boolean {
    return this.#settled ? this.#orders.state[order] === COUNTS : isLive(this.#orders, order, this.#now)
  }

  #count(row: number): number {
    const { starts } = this.#orders
    let count = 0
    for (let order = starts[row]!; order < starts[row + 1]!; order++) if (this.#isLive(order)) count++
    return count
  }

  #gross(row: number): number {
    const { starts, total } = this.#orders
    let sum = 0
    for (let order = starts[row]!; order < starts[row + 1]!; order++) if (this.#isLive(order)) sum += total[order]!
    return sum
  }

  /** What is left of an order by now is what is left after all its refunds, and those refunds that are still to come. */
  #net(row: number): number {
    const { starts } = this.#orders
    const { currentTotal } = this.#details
    let sum = 0
    for (let order = starts[row]!; order < starts[row + 1]!; order++) if (this.#isLive(order)) sum += currentTotal[order]!
    return sum + this.#refunds(row, false)
  }

  #refunded(row: number): number {
    return this.#refunds(row, true)
  }

  #refunds(row: number, made: boolean): number {
    const { starts, at, order, total } = this.#details.refunds
    let sum = 0
    for (let refund = starts[row]!; refund < starts[row + 1]!; refund++) {
      if (at[refund]! <= this.#now === made && this.#isLive(order[refund]!)) sum += total[refund]!
    }
    return sum
  }

  #discounted(row: number): number {
    const { starts } = this.#orders
    const { discounted } = this.#details
    let count = 0
    for (let order = starts[row]!; order < starts[row + 1]!; order++) if (discounted[order] === 1 && this.#isLive(order)) count++
    return count
  }

  #distinct(row: number): number {
    const { starts, lineStarts } = this.#orders
    const { product } = this.#block.lines
    const products = (this.#products ??= new Set())
    products.clear()
    for (let order = starts[row]!; order < starts[row + 1]!; order++) {
      if (!this.#isLive(order)) continue
      for (let line = lineStarts[order]!; line < lineStarts[order + 1]!; line++) if (product[line] !== 0) products.add(product[line]!)
    }
    return products.size
  }

  #twiceMedian(row: number): number {
    const { starts, at } = this.#orders
    this.#rhythm.clear()
    this.lastOrder = NaN
    for (let order = starts[row]!; order < starts[row + 1]!; order++) {
      if (!this.#isLive(order)) continue
      this.lastOrder = at[order]!
      this.#rhythm.add(dayOf(this.#zone, at[order]!))
    }
    return this.#rhythm.twiceMedian()
  }
}

const readsRefunds: ReadonlySet<Metric> = new Set(['netSpent', 'refundedAmount', 'refundShare'] as const)
