// Which orders of a block an event test is about, time aside, and how many units of it each brings.
import type { EventTest, IntegerRange, LineFilter } from '#app/core/evaluate/program.ts'
import type { Block, Lines, Orders, TextValues } from '#app/core/facts/block.ts'
import type { ProductFilter, ProductTable } from '#app/core/facts/product-table.ts'

/** What `unitsOf` answers for an order that is none of the test's events. */
export const NO_EVENT = -1

type Negatable = IntegerRange & { readonly negated: boolean }

export class EventFilter {
  readonly #orders: Orders
  readonly #lines: Lines
  readonly #amounts: readonly Negatable[]
  readonly #sources: readonly SourceFilter[]
  readonly #products: ProductFilter | null
  readonly #quantities: readonly Negatable[]
  readonly #countsUnits: boolean
  readonly #anyOrder: boolean

  constructor(block: Block, test: EventTest) {
    this.#orders = block.orders
    this.#lines = block.lines
    this.#amounts = test.amounts
    this.#sources = test.sources.map(({ on, ids, negated }) => sourceFilter(block.orders[on], ids, negated))
    this.#products = test.lines && block.products.filter(test.lines, decider(block.products, test.lines))
    this.#quantities = test.lines?.quantities ?? []
    this.#anyOrder = test.amounts.length === 0 && test.sources.length === 0
    this.#countsUnits = test.having.some(({ of }) => of === 'sumQuantity')
  }

  /** Units on the matching lines of an order, 0 where no sum of them is asked; `NO_EVENT` when the order or all its lines fail. */
  unitsOf(order: number): number {
    if (!this.#anyOrder && !this.#passesOrder(order)) return NO_EVENT
    if (!this.#products && !this.#countsUnits) return 0
    const { lineStarts } = this.#orders
    return this.#unitsOnLines(lineStarts[order]!, lineStarts[order + 1]!)
  }

  #passesOrder(order: number): boolean {
    for (const range of this.#amounts) if (!holds(range, this.#orders.total[order]!)) return false
    for (const { codes, passes } of this.#sources) if (!passes[codes[order]!]) return false
    return true
  }

  #unitsOnLines(from: number, to: number): number {
    const { product, quantity } = this.#lines
    let units = this.#products ? NO_EVENT : 0
    for (let line = from; line < to; line++) {
      if (this.#products && !this.#passesLine(product[line]!, quantity[line]!)) continue
      if (!this.#countsUnits) return 0
      units = (units === NO_EVENT ? 0 : units) + quantity[line]!
    }
    return units
  }

  #passesLine(product: number, quantity: number): boolean {
    // A line without a product is no event at all.
    if (product === 0 || !this.#products!.passes(product)) return false
    return this.#quantities.length === 0 || this.#quantities.every((range) => holds(range, quantity))
  }
}

function holds({ min, max, negated }: Negatable, value: number): boolean {
  return (value >= min && value <= max) !== negated
}

interface SourceFilter {
  readonly codes: TextValues['codes']
  /** By code; a missing id passes only a negated list. */
  readonly passes: Uint8Array
}

function sourceFilter({ codes, dictionary }: TextValues, ids: readonly string[], negated: boolean): SourceFilter {
  const passes = new Uint8Array(dictionary.texts.length).fill(+negated)
  for (const id of ids) {
    const code = dictionary.codeOf(id)
    if (code) passes[code] = +!negated
  }
  return { codes, passes }
}

/** No condition on tags, negated or not, holds for a product that is not known (any more). */
function decider(table: ProductTable, { products, tags }: LineFilter): (product: number) => boolean {
  const coded = tags.map(({ tag, negated }) => ({ code: table.tags.codeOf(tag), negated }))
  return (product) => {
    const id = table.idOf(product)
    return products.every(({ ids, negated }) => (id !== null && ids.has(id)) !== negated) &&
      coded.every(({ code, negated }) => table.isKnown(product) && table.hasTag(product, code) !== negated)
  }
}
