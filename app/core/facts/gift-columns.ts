// What of orders is gift cards: money that is given to the store and not spent yet. Few orders hold any, so only those are held.
import type { Gifts } from '#app/core/facts/block.ts'
import { floats, naturals } from '#app/core/facts/column.ts'
import type { LineFacts, Minor } from '#app/core/facts/facts.ts'

type GiftLine = Pick<LineFacts, 'quantity' | 'currentQuantity' | 'discountedTotal'>

/** Of a line of gift cards, what is left after edits and refunds; Shopify tells the total of the line as placed. */
export const leftOf = ({ quantity, currentQuantity, discountedTotal }: GiftLine): Minor => (quantity > 0 ? Math.round((discountedTotal * currentQuantity) / quantity) : 0)

export class GiftColumns {
  readonly #place = naturals()
  readonly #placed = floats()
  readonly #left = floats()

  /** A gift card in the order before which `place` orders came; orders ascending. */
  add(place: number, line: GiftLine): void {
    this.#place.push(place)
    this.#placed.push(line.discountedTotal)
    this.#left.push(leftOf(line))
  }

  /** `orders`: the places of the orders of the block, in its order. */
  build(orders: Uint32Array): Gifts {
    const places = this.#place.values
    if (places.length === 0) return { order: new Uint32Array(), placed: new Float64Array(), left: new Float64Array() }
    const sums = new Map<number, { placed: Minor; left: Minor }>()
    for (let gift = 0; gift < places.length; gift++) {
      const sum = sums.get(places[gift]!) ?? { placed: 0, left: 0 }
      sums.set(places[gift]!, { placed: sum.placed + this.#placed.values[gift]!, left: sum.left + this.#left.values[gift]! })
    }
    const found: (readonly [order: number, placed: Minor, left: Minor])[] = []
    for (let order = 0; order < orders.length; order++) {
      const sum = sums.get(orders[order]!)
      if (sum !== undefined) found.push([order, sum.placed, sum.left])
    }
    return { order: Uint32Array.from(found, ([order]) => order), placed: Float64Array.from(found, ([, placed]) => placed), left: Float64Array.from(found, ([, , left]) => left) }
  }
}
