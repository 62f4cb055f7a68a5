// What only some rules ask of orders and their lines, and their refunds, while a block is built.
import { COUNTS } from '#app/core/facts/block.ts'
import type { OrderDetailColumns, Refunds } from '#app/core/facts/block.ts'
import { bytes, floats, integers, naturals, narrowedAmounts } from '#app/core/facts/column.ts'
import { EventColumns } from '#app/core/facts/event-columns.ts'
import type { Instant, LineFacts, OrderDetails, OrderFacts } from '#app/core/facts/facts.ts'
import { ListColumn, TextColumn } from '#app/core/facts/text-columns.ts'

export class DetailColumns {
  readonly #currentTotal = floats()
  readonly #discounts = floats()
  readonly #texts = {
    paymentStatus: new TextColumn(), channel: new TextColumn(), fulfillmentStatus: new TextColumn(), shippingCountry: new TextColumn(), shippingRegion: new TextColumn(),
    source: new TextColumn(), utmSource: new TextColumn(), utmMedium: new TextColumn(), utmCampaign: new TextColumn(),
  }
  readonly #discountCode: ListColumn
  readonly #orderTag: ListColumn
  readonly #currentQuantity = integers()
  readonly #giftCard = bytes()
  readonly #amount = floats()
  readonly #variant = new TextColumn()
  readonly #sku = new TextColumn()
  readonly #refunds = new EventColumns()
  /** The place of the order of each refund. */
  readonly #refunded = naturals()

  constructor(foldTag: (tag: string) => string) {
    this.#discountCode = new ListColumn(foldTag)
    this.#orderTag = new ListColumn(foldTag)
  }

  /** `place`: how many orders came before this one. */
  add(customer: number, place: number, { test, financialStatus }: Pick<OrderFacts, 'test' | 'financialStatus'>, details: OrderDetails, lines: readonly LineFacts[]): void {
    const texts = this.#texts
    this.#currentTotal.push(details.currentTotal)
    this.#discounts.push(details.discounts)
    texts.paymentStatus.push(financialStatus)
    texts.channel.push(details.channel)
    texts.fulfillmentStatus.push(details.fulfillmentStatus)
    texts.shippingCountry.push(details.shippingCountry)
    texts.shippingRegion.push(details.shippingRegion)
    texts.source.push(details.source)
    texts.utmSource.push(details.utmSource)
    texts.utmMedium.push(details.utmMedium)
    texts.utmCampaign.push(details.utmCampaign)
    for (const code of details.discountCodes) this.#discountCode.add(code)
    this.#discountCode.endRow()
    for (const tag of details.tags) this.#orderTag.add(tag)
    this.#orderTag.endRow()
    for (let index = 0; index < lines.length; index++) this.#addLine(lines[index]!, details.lines[index])
    for (const { at, amount } of details.refunds) {
      this.#refunds.add(customer, at, test ? 0 : COUNTS, amount, null)
      this.#refunded.push(place)
    }
  }

  /** Orders and lines as they stand in the block, by their places; `last`: the latest refund. */
  build(numbers: Uint32Array, orders: Uint32Array, lines: Uint32Array): { columns: OrderDetailColumns, last: Instant } {
    const texts = this.#texts
    const { refunds, last } = this.#buildRefunds(numbers, orders)
    return {
      last,
      columns: {
        refunds,
        currentTotal: narrowedAmounts(this.#currentTotal.gather(orders)),
        discounts: narrowedAmounts(this.#discounts.gather(orders)),
        texts: {
          paymentStatus: texts.paymentStatus.build(orders), channel: texts.channel.build(orders), fulfillmentStatus: texts.fulfillmentStatus.build(orders),
          shippingCountry: texts.shippingCountry.build(orders), shippingRegion: texts.shippingRegion.build(orders), source: texts.source.build(orders),
          utmSource: texts.utmSource.build(orders), utmMedium: texts.utmMedium.build(orders), utmCampaign: texts.utmCampaign.build(orders),
        },
        lists: { discountCode: this.#discountCode.build(orders), orderTag: this.#orderTag.build(orders) },
        lines: {
          currentQuantity: this.#currentQuantity.gather(lines), giftCard: this.#giftCard.gather(lines), amount: narrowedAmounts(this.#amount.gather(lines)),
          variant: this.#variant.build(lines), sku: this.#sku.build(lines),
        },
      },
    }
  }

  #addLine(line: LineFacts, detail: OrderDetails['lines'][number] | undefined): void {
    this.#currentQuantity.push(line.currentQuantity)
    this.#giftCard.push(+line.giftCard)
    this.#amount.push(line.discountedTotal)
    this.#variant.push(detail?.variant ?? null)
    this.#sku.push(detail?.sku ?? null)
  }

  #buildRefunds(numbers: Uint32Array, orders: Uint32Array): { refunds: Refunds, last: Instant } {
    const { events, places, totals, last } = this.#refunds.layOut(numbers)
    const refunded = this.#refunded.gather(places)
    if (refunded.length > 0) {
      const orderAt = new Uint32Array(this.#currentTotal.length)
      for (let order = 0; order < orders.length; order++) orderAt[orders[order]!] = order
      for (let refund = 0; refund < refunded.length; refund++) refunded[refund] = orderAt[refunded[refund]!]!
    }
    return { refunds: { ...events, total: narrowedAmounts(totals), order: refunded }, last }
  }
}
