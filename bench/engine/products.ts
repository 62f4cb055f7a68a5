// The products of the workload: the same 20,000 for a store of any size, bought by Zipf's law.
import { dice } from '../dice.ts'

export interface Products {
  /** Numbers are 1 to `count`; entry 0 of each column stands for no product. */
  readonly count: number
  /** Indexes into `productTags`, ascending. */
  readonly tags: readonly (readonly number[])[]
  /** Indexes into `productTypes`. */
  readonly type: Uint8Array
  /** Cents. */
  readonly price: Int32Array
}

export const productTags: readonly string[] = Array.from({ length: 40 }, (_, index) => `tag${index}`)
export const productTypes: readonly string[] = Array.from({ length: 40 }, (_, index) => `type${index}`)
/** Shopify ids, as dense numbers raised. */
export const FIRST_PRODUCT_ID = 3_000_000_000_000

const COUNT = 20_000

export function makeProducts(): Products {
  const random = dice(20_000)
  const below = (limit: number): number => Math.floor(random() * limit)
  const tags: number[][] = [[]]
  const type = new Uint8Array(COUNT + 1)
  const price = new Int32Array(COUNT + 1)
  for (let product = 1; product <= COUNT; product++) {
    const own = new Set(Array.from({ length: 1 + below(3) }, () => below(productTags.length)))
    tags.push([...own].sort((a, b) => a - b))
    type[product] = below(productTypes.length)
    price[product] = Math.round(Math.exp(Math.log(500) + random() * Math.log(30)))
  }
  return { count: COUNT, tags, type, price }
}

/** A draw of products: the one of number n is bought in proportion to 1/n. */
export function zipfOf(count: number): (chance: number) => number {
  return drawFrom(Array.from({ length: count }, (_, index) => 1 / (index + 1)), 1)
}

/** From a chance of [0, 1) to `first` for the first weight, `first + 1` for the second, and so on. */
export function drawFrom(weights: readonly number[], first: number): (chance: number) => number {
  const sums = new Float64Array(weights.length)
  let total = 0
  weights.forEach((weight, index) => { sums[index] = total += weight })
  return (chance) => {
    const sought = chance * total
    let low = 0
    let high = sums.length - 1
    while (low < high) {
      const middle = (low + high) >>> 1
      if (sums[middle]! <= sought) low = middle + 1
      else high = middle
    }
    return first + low
  }
}
