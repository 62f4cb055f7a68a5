// The products that order lines point at, by their dense number; one table serves every block of a shop.
import { Dictionary } from '#app/core/facts/dictionary.ts'
import type { ProductFacts } from '#app/core/facts/facts.ts'

interface Product {
  readonly id: string
  readonly known: boolean
  /** Codes in `tags`. */
  readonly tags: readonly number[]
  readonly texts: Readonly<Record<ProductText, string | null>>
  /** Ids and handles. */
  readonly collections: readonly string[]
}

export type ProductText = 'title' | 'productType' | 'vendor'

const NOT_ASKED = 0
const HOLDS = 1
const FAILS = 2

/** What some condition says of each product, found out once. */
export class ProductFilter {
  #answers = new Uint8Array(64)
  readonly #decide: (product: number) => boolean

  constructor(decide: (product: number) => boolean) {
    this.#decide = decide
  }

  passes(product: number): boolean {
    const answer = product < this.#answers.length ? this.#answers[product]! : NOT_ASKED
    return answer === NOT_ASKED ? this.#ask(product) : answer === HOLDS
  }

  /** For every product up to `largest`, 1 where the condition holds; 0 for no product. Not to be written to. */
  answers(largest: number): Uint8Array {
    const answers = new Uint8Array(largest + 1)
    for (let product = 1; product <= largest; product++) answers[product] = +this.passes(product)
    return answers
  }

  #ask(product: number): boolean {
    if (product >= this.#answers.length) {
      const wider = new Uint8Array(Math.max(product + 1, this.#answers.length * 2))
      wider.set(this.#answers)
      this.#answers = wider
    }
    const holds = this.#decide(product)
    this.#answers[product] = holds ? HOLDS : FAILS
    return holds
  }
}

export class ProductTable {
  /** Folded tags. */
  readonly tags = new Dictionary()
  readonly #foldTag: (tag: string) => string
  readonly #products: (Product | undefined)[] = []
  #filters = new WeakMap<object, ProductFilter>()
  #version = 0

  constructor(foldTag: (tag: string) => string) {
    this.#foldTag = foldTag
  }

  /** Adds a product, or replaces what was said of its number. */
  add(facts: ProductFacts): void {
    this.#products[facts.number] = {
      id: facts.id,
      known: facts.known,
      tags: facts.tags.map((tag) => this.tags.add(this.#foldTag(tag))),
      texts: { title: facts.title, productType: facts.type, vendor: facts.vendor },
      collections: facts.collections.flatMap(({ id, handle }) => [id, handle]),
    }
    this.#filters = new WeakMap()
    this.#version++
  }

  /** Another one whenever anything is said of a product. */
  get version(): number {
    return this.#version
  }

  /** Numbers of products are below it. */
  get size(): number {
    return this.#products.length
  }

  has(product: number): boolean {
    return this.#products[product] !== undefined
  }

  /** Null for a product that only a line has named. */
  idOf(product: number): string | null {
    return this.#products[product]?.id ?? null
  }

  /** False for a deleted product: nothing is known of it but its id. */
  isKnown(product: number): boolean {
    return this.#products[product]?.known ?? false
  }

  hasTag(product: number, code: number): boolean {
    return this.#products[product]?.tags.includes(code) ?? false
  }

  /** Null where it has none, or is not known. */
  textOf(product: number, which: ProductText): string | null {
    return this.#products[product]?.texts[which] ?? null
  }

  /** The ids and handles of its collections. */
  collectionsOf(product: number): readonly string[] {
    return this.#products[product]?.collections ?? []
  }

  /** What `decider` makes, asked at most once a product for as long as the table and `key` stay as they are. */
  filter(key: object, decider: () => (product: number) => boolean): ProductFilter {
    let filter = this.#filters.get(key)
    if (!filter) {
      filter = new ProductFilter(decider())
      this.#filters.set(key, filter)
    }
    return filter
  }
}
