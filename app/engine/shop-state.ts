// What the engine keeps of a shop between requests: its rules ready to run, and its products.
import { ProductTable } from '#app/core/facts/product-table.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { productsSince, versionsOfShop } from '#app/db/facts/read.ts'
import type { Sql } from '#app/db/sql.ts'
import { makeRules, readSources, rulesKey, type Rules } from '#app/engine/rules.ts'

export class ShopState {
  readonly #id: number
  #rules: { readonly key: string; readonly rules: Rules } | null = null
  readonly products = new ProductTable(foldTag)
  #productsVersion = 0

  constructor(id: number) {
    this.#id = id
  }

  /** The rules as they stand in this transaction. */
  * rules(): Sql<Rules> {
    const sources = yield* readSources(this.#id)
    const key = rulesKey(sources)
    if (this.#rules?.key !== key) this.#rules = { key, rules: yield* makeRules(sources) }
    return this.#rules.rules
  }

  /** Brings the product table up to this transaction. */
  * refreshProducts(): Sql<ProductTable> {
    const versions = yield* versionsOfShop(this.#id)
    for (const facts of yield* productsSince(this.#id, this.#productsVersion)) this.products.add(facts)
    this.#productsVersion = Math.max(this.#productsVersion, versions?.factsVersion ?? 0)
    return this.products
  }
}
