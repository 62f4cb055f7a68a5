// The lines of all orders of a file in columns, until their orders are read.
import { bytes, floats, integers, naturals } from '#app/core/facts/column.ts'
import { Dictionary, MISSING } from '#app/core/facts/dictionary.ts'
import type { LineFacts, OrderDetails } from '#app/core/facts/facts.ts'
import { type Fields, fields, flag, money, shopifyId, text, whole } from '#app/shopify/payloads/read.ts'
import { Children } from './children.ts'
import { eachLine } from './file-lines.ts'
import type { IdTable } from './id-table.ts'

/** What is kept of the lines. */
export interface LinesWanted {
  /** The shop's. */
  readonly currency: string
  /** Products that only a line names are added. */
  readonly products: IdTable
  /** Whether anything but product and quantity is asked for. */
  readonly details: boolean
}

export class OrderLines {
  readonly #children = new Children()
  readonly #wanted: LinesWanted
  readonly #product = naturals()
  readonly #quantity = integers()
  readonly #currentQuantity = integers()
  readonly #giftCard = bytes()
  readonly #discounted = floats()
  readonly #variant = naturals()
  readonly #sku = naturals()
  readonly #texts = new Dictionary()

  constructor(path: string, wanted: LinesWanted) {
    this.#wanted = wanted
    eachLine(path, 'children', (child) => this.#add(child))
    this.#children.group()
  }

  of(orderId: string): { readonly lines: LineFacts[]; readonly details: OrderDetails['lines'] } {
    const places = Array.from(this.#children.of(orderId))
    return { lines: places.map((place) => this.#line(place)), details: this.#wanted.details ? places.map((place) => this.#details(place)) : [] }
  }

  #add(child: Fields): void {
    const product = shopifyId(fields(child.product).id)
    this.#children.add(child)
    this.#product.push(product === null ? 0 : this.#wanted.products.add(product))
    this.#quantity.push(whole(child.quantity))
    if (!this.#wanted.details) return
    this.#currentQuantity.push(whole(child.currentQuantity))
    this.#giftCard.push(flag(child.isGiftCard) ? 1 : 0)
    this.#discounted.push(amount(child.discountedTotalSet, this.#wanted.currency))
    this.#variant.push(this.#code(shopifyId(fields(child.variant).id)))
    this.#sku.push(this.#code(text(child.sku)))
  }

  #line(place: number): LineFacts {
    const product = this.#product.values[place]!
    const quantity = this.#quantity.values[place]!
    // No rule asks what a line cost before its discounts.
    const originalTotal = 0
    if (!this.#wanted.details) return { product, quantity, currentQuantity: quantity, giftCard: false, originalTotal, discountedTotal: 0 }
    return {
      product,
      quantity,
      currentQuantity: this.#currentQuantity.values[place]!,
      giftCard: this.#giftCard.values[place] === 1,
      originalTotal,
      discountedTotal: this.#discounted.values[place]!,
    }
  }

  #details(place: number): OrderDetails['lines'][number] {
    return { variant: this.#text(this.#variant.values[place]!), sku: this.#text(this.#sku.values[place]!) }
  }

  readonly #code = (found: string | null): number => (found === null ? MISSING : this.#texts.add(found))
  readonly #text = (code: number): string | null => (code === MISSING ? null : this.#texts.texts[code]!)
}

const amount = (set: Fields[string], currency: string): number => money(fields(fields(set).shopMoney).amount, currency) ?? 0
