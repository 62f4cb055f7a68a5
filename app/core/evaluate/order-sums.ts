// What a customer's orders come to at an instant, added up once for all tests that ask.
import { isLive } from '#app/core/evaluate/live.ts'
import { COUNTS, lowerBound } from '#app/core/facts/block.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { Instant } from '#app/core/facts/facts.ts'
import { giftsAt } from '#app/core/facts/order-worth.ts'

/** Of orders that count at the instant. Money in minor units. What was found of the row asked last is kept. */
export class OrderSums {
  #block: Block
  #now: Instant = -Infinity
  #settled = false
  #row = -1
  #count = NaN
  #total = NaN
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
    if (Number.isNaN(this.#count)) this.#countAndTotal()
    return this.#count
  }

  /** As placed, without gift cards. */
  gross(row: number): number {
    this.#turnToRow(row)
    if (Number.isNaN(this.#gross)) {
      this.#countAndTotal()
      this.#gross = this.#total - this.#gifts('placed')
    }
    return this.#gross
  }

  /** Without gift cards. What is left of an order by now is what is left after all its refunds, and those refunds that are still to come. */
  net(row: number): number {
    this.#turnToRow(row)
    if (Number.isNaN(this.#net)) this.#net = this.#left() + this.#refunds(false) - this.#gifts('left')
    return this.#net
  }

  refunded(row: number): number {
    this.#turnToRow(row)
    if (Number.isNaN(this.#refunded)) this.#refunded = this.#refunds(true)
    return this.#refunded
  }

  /** Of the refunds, what was no gift card. */
  refundedSpend(row: number): number {
    return this.refunded(row) - this.#gifts('refunded')
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

  #countAndTotal(): void {
    const { starts, total } = this.#block.orders
    let count = 0
    let sum = 0
    for (let order = starts[this.#row]!, end = starts[this.#row + 1]!; order < end; order++) {
      if (!this.isLive(order)) continue
      count++
      sum += total[order]!
    }
    this.#count = count
    this.#total = sum
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

  /** Of the gift cards in the orders of the row, which are no spend: what they came to, what of them is left by now, or what was refunded of them by now. */
  #gifts(of: 'placed' | 'left' | 'refunded'): number {
    const { orders } = this.#block
    const { order: withGifts, placed } = orders.details.gifts
    if (withGifts.length === 0) return 0
    const end = orders.starts[this.#row + 1]!
    let sum = 0
    for (let gift = lowerBound(withGifts, orders.starts[this.#row]!); gift < withGifts.length && withGifts[gift]! < end; gift++) {
      const order = withGifts[gift]!
      if (this.isLive(order)) sum += of === 'placed' ? placed[gift]! : giftsAt(orders, this.#row, order, gift, this.#now)[of]
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
