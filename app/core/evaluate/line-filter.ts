// Which lines of orders and checkouts a test is about.
import type { Choice, LineFilter as LineTerms, Ranges } from '#app/core/evaluate/program.ts'
import { codeFilter, lies } from '#app/core/evaluate/ranges.ts'
import type { Amounts, Block, Lines } from '#app/core/facts/block.ts'
import type { ProductFilter, ProductTable } from '#app/core/facts/product-table.ts'

type LinePredicate = (line: number) => boolean

export class LineFilter {
  /** What is asked of the product. */
  readonly products: ProductFilter
  /** Of its terms. */
  readonly key: string
  readonly #product: Lines['product']
  readonly #others: readonly LinePredicate[]

  constructor(block: Block, lines: Lines, terms: LineTerms) {
    this.key = terms.key
    this.#product = lines.product
    this.products = block.products.filter(terms.products, () => decider(block.products, terms.products))
    this.#others = predicates(block, lines, terms)
  }

  /** Nothing but the product is asked about. */
  get alwaysOnProduct(): boolean {
    return this.#others.length === 0
  }

  passes(line: number): boolean {
    const product = this.#product[line]!
    // A line without a product is no event at all.
    if (product === 0 || !this.products.passes(product)) return false
    for (const passes of this.#others) if (!passes(line)) return false
    return true
  }
}

const NONE: readonly LinePredicate[] = []

function predicates(block: Block, lines: Lines, { numbers, texts, giftCards }: LineTerms): readonly LinePredicate[] {
  if (numbers.length + texts.length + giftCards.length === 0) return NONE
  return [
    ...numbers.map((ranges) => numberPredicate(block, lines, ranges)),
    ...texts.map((choice) => {
      const { codes, passes } = codeFilter(block.orders.details.lines[choice.on], choice)
      return (line: number) => passes[codes[line]!] === 1
    }),
    ...giftCards.map(({ negated }) => {
      const { giftCard } = block.orders.details.lines
      return (line: number) => (giftCard[line] === 1) !== negated
    }),
  ]
}

function numberPredicate(block: Block, lines: Lines, ranges: Ranges & LineTerms['numbers'][number]): LinePredicate {
  const values: Amounts = ranges.on === 'quantity' ? lines.quantity : block.orders.details.lines[ranges.on]
  return (line) => lies(ranges, values[line]!)
}

/** No condition on what a product is, negated or not, holds for one that is not known (any more); only its id is. */
function decider(table: ProductTable, choices: LineTerms['products']): (product: number) => boolean {
  const deciders = choices.map((choice) => productPredicate(table, choice))
  return (product) => deciders.every((passes) => passes(product))
}

function productPredicate(table: ProductTable, { on, values, negated }: Choice & LineTerms['products'][number]): (product: number) => boolean {
  switch (on) {
    case 'product':
      return (product) => carries(values, table.idOf(product)) !== negated
    case 'productTag': {
      const codes = [...values].map((tag) => table.tags.codeOf(tag))
      return (product) => table.isKnown(product) && codes.some((code) => table.hasTag(product, code)) !== negated
    }
    case 'collection':
      return (product) => table.isKnown(product) && table.collectionsOf(product).some((collection) => values.has(collection)) !== negated
    default:
      return (product) => table.isKnown(product) && carries(values, table.textOf(product, on)) !== negated
  }
}

function carries(values: ReadonlySet<string>, value: string | null): boolean {
  return value !== null && values.has(value)
}
