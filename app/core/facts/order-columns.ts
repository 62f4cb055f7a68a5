// The orders and lines of a block while it is built.
import { COUNTS } from '#app/core/facts/block.ts'
import type { Lines, Orders } from '#app/core/facts/block.ts'
import { EventColumns } from '#app/core/facts/event-columns.ts'
import type { Instant, LineFacts, OrderFacts } from '#app/core/facts/facts.ts'
import { firstAndLast } from '#app/core/facts/first-and-last.ts'
import { LineColumns } from '#app/core/facts/line-columns.ts'
import { DetailColumns } from '#app/core/facts/detail-columns.ts'
import { TextColumn } from '#app/core/facts/text-columns.ts'

interface Part {
  readonly orders: Orders
  readonly lines: Lines
  readonly lastEvent: Instant
  readonly orphans: number
}

export class OrderColumns {
  readonly #events = new EventColumns()
  readonly #lines = new LineColumns()
  readonly #app = new TextColumn()
  readonly #location = new TextColumn()
  /** Null once an order has come without. */
  #details: DetailColumns | null

  constructor(foldTag: (tag: string) => string) {
    this.#details = new DetailColumns(foldTag)
  }

  add(customer: number, order: Omit<OrderFacts, 'lines'>, lines: readonly LineFacts[]): void {
    if (order.details === null) this.#details = null
    else this.#details?.add(customer, this.#events.length, order, order.details, lines)
    const counts = !order.test && order.financialStatus !== 'VOIDED'
    this.#events.add(customer, order.at, counts ? COUNTS : 0, order.total, order.cancelledAt)
    this.#app.push(order.appId)
    this.#location.push(order.locationId)
    for (const { product, quantity } of lines) this.#lines.add(product, quantity)
    this.#lines.endEvent()
  }

  /** `numbers` are the customers of the block, ascending. */
  build(numbers: Uint32Array): Part {
    const { events, places, totals, last, orphans } = this.#events.layOut(numbers)
    const { lines, lineStarts, chosen } = this.#lines.build(places)
    const details = this.#details?.build(numbers, places, chosen) ?? null
    return {
      orders: {
        ...events, lineStarts, total: totals,
        app: this.#app.build(places),
        location: this.#location.build(places),
        details: details && details.columns,
        ...firstAndLast(events),
      },
      lines,
      lastEvent: Math.max(last, details ? details.last : -Infinity),
      orphans,
    }
  }
}
