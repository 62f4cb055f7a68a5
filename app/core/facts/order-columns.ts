// The orders and lines of a block while it is built.
import { COUNTS } from '#app/core/facts/block.ts'
import type { Lines, Orders } from '#app/core/facts/block.ts'
import { narrowedAmounts } from '#app/core/facts/column.ts'
import { DetailColumns } from '#app/core/facts/detail-columns.ts'
import { EventColumns } from '#app/core/facts/event-columns.ts'
import type { Instant, LineFacts, Minor, OrderFacts } from '#app/core/facts/facts.ts'
import { firstAndLast } from '#app/core/facts/first-and-last.ts'
import { LineColumns } from '#app/core/facts/line-columns.ts'
import { detailParts, heldOf } from '#app/core/facts/parts.ts'
import type { Part, Parts } from '#app/core/facts/parts.ts'
import { TextColumn } from '#app/core/facts/text-columns.ts'

interface Columns {
  readonly orders: Orders
  readonly lines: Lines
  readonly lastEvent: Instant
  readonly orphans: number
  /** Without those that some order came without. */
  readonly parts: Parts
}

const NO_PLACES = new Uint32Array()

/** To put an order in part by part: `begin`, then a value to each part that is held, then `end`. */
export class OrderColumns {
  readonly app = new TextColumn()
  readonly location = new TextColumn()
  readonly details: DetailColumns
  readonly #events = new EventColumns()
  readonly #lines: LineColumns
  readonly #parts: Parts
  readonly #asksDetails: boolean
  #lacksDetails = false

  constructor(foldTag: (tag: string) => string, parts: Parts) {
    this.#parts = parts
    this.#asksDetails = detailParts.some((part) => parts.has(part))
    this.details = new DetailColumns(foldTag, parts)
    this.#lines = new LineColumns(parts.has('quantity'))
  }

  /** How many orders were added. */
  get length(): number {
    return this.#events.length
  }

  /** `counts`: it is no test, and not voided. */
  begin(customer: number, at: Instant, counts: boolean, total: Minor, cancelledAt: Instant | null): void {
    this.#events.add(customer, at, counts ? COUNTS : 0, total, cancelledAt)
  }

  addLine(product: number, quantity: number): void {
    this.#lines.add(product, quantity)
  }

  end(): void {
    if (this.#parts.has('product')) this.#lines.endEvent()
  }

  add(customer: number, order: Omit<OrderFacts, 'lines'>, lines: readonly LineFacts[]): void {
    if (this.#asksDetails) {
      if (order.details === null) this.#lacksDetails = true
      else if (!this.#lacksDetails) this.details.add(customer, this.length, order, order.details, lines)
    }
    this.begin(customer, order.at, !order.test && order.financialStatus !== 'VOIDED', order.total, order.cancelledAt)
    if (this.#parts.has('app')) this.app.push(order.appId)
    if (this.#parts.has('location')) this.location.push(order.locationId)
    if (this.#parts.has('product')) for (const { product, quantity } of lines) this.addLine(product, quantity)
    this.end()
  }

  /** `numbers` are the customers of the block, ascending. */
  build(numbers: Uint32Array): Columns {
    const parts = this.#lacksDetails ? this.#parts.difference(new Set<Part>(detailParts)) : this.#parts
    const count = this.length
    const { events, places, totals, last, orphans } = this.#events.layOut(numbers)
    const { product, quantity, lineStarts, chosen } = this.#lines.build(parts.has('product') ? places : NO_PLACES)
    const details = (this.#lacksDetails ? new DetailColumns((tag) => tag, parts) : this.details).build(numbers, places, chosen, count)
    const orders = heldOf(parts, { app: () => this.app.build(places), location: () => this.location.build(places) })
    return {
      orders: Object.assign(orders, { ...events, lineStarts, total: narrowedAmounts(totals), details: details.columns, ...firstAndLast(events) }),
      lines: heldOf(parts, { product: () => product, quantity: () => quantity }),
      lastEvent: Math.max(last, details.last),
      orphans,
      parts,
    }
  }
}
