// What a customer's orders come to at an instant, added up once for all tests that ask.
import { isLive } from '#app/core/evaluate/live.ts'
import { COUNTS } from '#app/core/facts/block.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'

/** Of orders that count at the instant. Money in minor units. What was found of the row asked last is kept. */
export class OrderSums {
  #block: Block
  #now: Instant = -Infinity
  #settled = false
  #row = -1
  #count = NaN
  #gross = NaN
  #net = NaN
  #refunded = NaN
  #discounted = NaN

  constructor(block: Block) {
    this.#block = block
  }

  /** Another block; `moveTo` comes next. */
  turnTo(block: Block): void {
    this.#block = block
    this.#now = NaN
  }

  moveTo(now: Instant): void {
    if (now === this.#now) return
    this.#now = now
    this.#settled = now >= this.#block.lastEvent
    this.#row = -1
  }

  /** All events, and what changes them, are in the past. */
  get settled(): boolean {
    return this.#settled
  }

  isLive(order: number): boolean {
    const { orders } = this.#block
    return this.#settled ? orders.state[order] === COUNTS : isLive(orders, order, this.#now)
  }

  count(row: number): number {
    this.#turnToRow(row)
    if (Number.isNaN(this.#count)) this.#countAndGross()
    return this.#count
  }

  /** As placed. */
  gross(row: number): number {
    this.#turnToRow(row)
    if (Number.isNaN(this.#gross)) this.#countAndGross()
    return this.#gross
  }

  /** What is left of an order by now is what is left after all its refunds, and those refunds that are still to come. */
  net(row: number): number {
    this.#turnToRow(row)
    if (Number.isNaN(this.#net)) this.#net = this.#left() + this.#refunds(false)
    return this.#net
  }

  refunded(row: number): number {
    this.#turnToRow(row)
    if (Number.isNaN(this.#refunded)) this.#refunded = this.#refunds(true)
    return this.#refunded
  }

  /** How many came with a discount. */
  discounted(row: number): number {
    this.#turnToRow(row)
    if (Number.isNaN(this.#discounted)) this.#discounted = this.#withDiscount()
    return this.#discounted
  }

  #turnToRow(row: number): void {
    if (row === this.#row) return
    this.#row = row
    this.#count = this.#gross = this.#net = this.#refunded = this.#discounted = NaN
  }

  #countAndGross(): void {
    const { starts, total } = this.#block.orders
    let count = 0
    let sum = 0
    for (let order = starts[this.#row]!, end = starts[this.#row + 1]!; order < end; order++) {
      if (!this.isLive(order)) continue
      count++
      sum += total[order]!
    }
    this.#count = count
    this.#gross = sum
  }

  #left(): number {
    const { starts, details: { currentTotal } } = this.#block.orders
    let sum = 0
    for (let order = starts[this.#row]!, end = starts[this.#row + 1]!; order < end; order++) if (this.isLive(order)) sum += currentTotal[order]!
    return sum
  }

  #refunds(made: boolean): number {
    const { starts, at, order, total } = this.#block.orders.details.refunds
    let sum = 0
    for (let refund = starts[this.#row]!; refund < starts[this.#row + 1]!; refund++) {
      if (at[refund]! <= this.#now === made && this.isLive(order[refund]!)) sum += total[refund]!
    }
    return sum
  }

  #withDiscount(): number {
    const { starts, details: { discounted } } = this.#block.orders
    let count = 0
    for (let order = starts[this.#row]!, end = starts[this.#row + 1]!; order < end; order++) if (discounted[order] === 1 && this.isLive(order)) count++
    return count
  }
}
