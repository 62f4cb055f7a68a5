// What only some rules ask of orders and their lines, and their refunds, while a block is built.
import { COUNTS } from '#app/core/facts/block.ts'
import type { LineDetailColumns, OrderDetailColumns, Refunds } from '#app/core/facts/block.ts'
import { bytes, floats, integers, naturals, narrowedAmounts } from '#app/core/facts/column.ts'
import { EventColumns } from '#app/core/facts/event-columns.ts'
import { GiftColumns } from '#app/core/facts/gift-columns.ts'
import type { Instant, LineFacts, Minor, OrderDetails, OrderFacts } from '#app/core/facts/facts.ts'
import { eachHeld, heldOf, orderListParts, orderTextParts } from '#app/core/facts/parts.ts'
import type { OrderListPart, OrderTextPart, Parts } from '#app/core/facts/parts.ts'
import { ListColumn, TextColumn } from '#app/core/facts/text-columns.ts'

export class DetailColumns {
  readonly texts: Readonly<Record<OrderTextPart, TextColumn>>
  readonly lists: Readonly<Record<OrderListPart, ListColumn>>
  readonly currentTotal = floats()
  readonly discountAmount = floats()
  readonly discounted = bytes()
  readonly currentQuantity = integers()
  readonly giftCard = bytes()
  readonly lineAmount = floats()
  readonly variant = new TextColumn()
  readonly sku = new TextColumn()
  readonly gifts = new GiftColumns()
  readonly #refunds = new EventColumns()
  /** The place of the order of each refund. */
  readonly #refunded = naturals()
  readonly #parts: Parts

  constructor(foldTag: (tag: string) => string, parts: Parts) {
    this.#parts = parts
    this.texts = Object.fromEntries(orderTextParts.map((part) => [part, new TextColumn()])) as Record<OrderTextPart, TextColumn>
    this.lists = { discountCode: new ListColumn(foldTag), orderTag: new ListColumn(foldTag) }
  }

  /** `place`: how many orders came before the one it is of. */
  addRefund(customer: number, place: number, at: Instant, amount: Minor, ofTest: boolean): void {
    this.#refunds.add(customer, at, ofTest ? 0 : COUNTS, amount, null)
    this.#refunded.push(place)
  }

  /** `place`: how many orders came before this one. */
  add(customer: number, place: number, order: Pick<OrderFacts, 'test' | 'financialStatus'>, details: OrderDetails, lines: readonly LineFacts[]): void {
    const parts = this.#parts
    for (const part of orderTextParts) if (parts.has(part)) this.texts[part].push(part === 'paymentStatus' ? order.financialStatus : details[part])
    if (parts.has('discountCode')) this.lists.discountCode.addRow(details.discountCodes)
    if (parts.has('orderTag')) this.lists.orderTag.addRow(details.tags)
    if (parts.has('currentTotal')) this.currentTotal.push(details.currentTotal)
    if (parts.has('discountAmount')) this.discountAmount.push(details.discounts)
    if (parts.has('discounted')) this.discounted.push(+(details.discounts > 0 || details.discountCodes.length > 0))
    for (let index = 0; index < lines.length; index++) this.#addLine(lines[index]!, details.lines[index])
    if (parts.has('gifts')) for (const line of lines) if (line.giftCard) this.gifts.add(place, line)
    if (parts.has('refunds')) for (const { at, amount } of details.refunds) this.addRefund(customer, place, at, amount, order.test)
  }

  /** Orders and lines as they stand in the block, by their places, of `count` that were added; `last`: the latest refund. */
  build(numbers: Uint32Array, orders: Uint32Array, lines: Uint32Array, count: number): { columns: OrderDetailColumns, last: Instant } {
    const parts = this.#parts
    let last = -Infinity
    const columns = heldOf(parts, {
      currentTotal: () => narrowedAmounts(this.currentTotal.gather(orders)),
      discountAmount: () => narrowedAmounts(this.discountAmount.gather(orders)),
      discounted: () => this.discounted.gather(orders),
      refunds: () => {
        const built = this.#buildRefunds(numbers, orders, count)
        last = built.last
        return built.refunds
      },
      gifts: () => this.gifts.build(orders),
    })
    return {
      columns: Object.assign(columns, {
        texts: eachHeld(parts, orderTextParts, (part) => this.texts[part].build(orders)),
        lists: eachHeld(parts, orderListParts, (part) => this.lists[part].build(orders)),
        lines: this.#buildLines(lines),
      }),
      last,
    }
  }

  #addLine(line: LineFacts, detail: OrderDetails['lines'][number] | undefined): void {
    const parts = this.#parts
    if (parts.has('currentQuantity')) this.currentQuantity.push(line.currentQuantity)
    if (parts.has('giftCard')) this.giftCard.push(+line.giftCard)
    if (parts.has('lineAmount')) this.lineAmount.push(line.discountedTotal)
    if (parts.has('variant')) this.variant.push(detail?.variant ?? null)
    if (parts.has('sku')) this.sku.push(detail?.sku ?? null)
  }

  #buildLines(lines: Uint32Array): LineDetailColumns {
    return heldOf(this.#parts, {
      currentQuantity: () => this.currentQuantity.gather(lines),
      giftCard: () => this.giftCard.gather(lines),
      lineAmount: () => narrowedAmounts(this.lineAmount.gather(lines)),
      variant: () => this.variant.build(lines),
      sku: () => this.sku.build(lines),
    })
  }

  #buildRefunds(numbers: Uint32Array, orders: Uint32Array, count: number): { refunds: Refunds, last: Instant } {
    const { events, places, totals, last } = this.#refunds.layOut(numbers)
    const refunded = this.#refunded.gather(places)
    if (refunded.length > 0) {
      const orderAt = new Uint32Array(count)
      for (let order = 0; order < orders.length; order++) orderAt[orders[order]!] = order
      for (let refund = 0; refund < refunded.length; refund++) refunded[refund] = orderAt[refunded[refund]!]!
    }
    return { refunds: { ...events, total: narrowedAmounts(totals), order: refunded }, last }
  }
}
