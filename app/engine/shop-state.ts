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
    const version = (yield* versionsOfShop(this.#id))?.factsVersion ?? 0
    const changed = yield* productsSince(this.#id, this.#productsVersion)
    // On PostgreSQL another reading may have ended meanwhile: what an older transaction sees must not come over what a newer one saw.
    if (version <= this.#productsVersion) return this.products
    for (const facts of changed) this.products.add(facts)
    this.#productsVersion = version
    return this.products
  }
}
