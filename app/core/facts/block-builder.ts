// Builds a block from facts that come in any order: customers, their orders and checkouts, products.
import type { Block } from '#app/core/facts/block.ts'
import { CheckoutColumns } from '#app/core/facts/checkout-columns.ts'
import { CustomerColumns } from '#app/core/facts/customer-columns.ts'
import type { CheckoutFacts, CustomerFacts, OrderFacts, ProductFacts } from '#app/core/facts/facts.ts'
import { OrderColumns } from '#app/core/facts/order-columns.ts'
import { everyPart, heldOf } from '#app/core/facts/parts.ts'
import type { Parts } from '#app/core/facts/parts.ts'
import { ProductTable } from '#app/core/facts/product-table.ts'

const NOBODY = new Uint32Array()

export interface BuilderOptions {
  /** How tags are compared: `foldTag` of vocabulary/names. */
  readonly foldTag: (tag: string) => string
  /** A table kept from block to block; a new one by default. */
  readonly products?: ProductTable
  /** What the block is to hold; everything by default. */
  readonly parts?: Parts
}

export interface Built {
  readonly block: Block
  /** Orders left out because their customer was never added. */
  readonly orphans: number
}

export class BlockBuilder {
  readonly products: ProductTable
  /** To be filled part by part where records would cost too much. */
  readonly customers: CustomerColumns
  readonly orders: OrderColumns
  readonly #checkouts = new CheckoutColumns()

  constructor({ foldTag, products, parts = everyPart }: BuilderOptions) {
    this.products = products ?? new ProductTable(foldTag)
    this.customers = new CustomerColumns(foldTag, parts)
    this.orders = new OrderColumns(foldTag, parts)
  }

  addCustomer(facts: CustomerFacts): void {
    this.customers.add(facts)
  }

  /** `customer` is the dense number; the customer itself may come later. */
  addOrder(customer: number, order: OrderFacts): void {
    this.orders.add(customer, order, order.lines)
  }

  /** `customer` is the dense number; the customer itself may come later. */
  addCheckout(customer: number, checkout: CheckoutFacts): void {
    this.#checkouts.add(customer, checkout)
  }

  addProduct(facts: ProductFacts): void {
    this.products.add(facts)
  }

  /** Ends the building. Throws RangeError when a customer was added twice. */
  build(): Built {
    const customers = this.customers.build()
    const { numbers } = customers
    const { orders, lines, lastEvent, orphans, parts } = this.orders.build(numbers)
    const { checkouts, last } = this.#checkouts.build(parts.has('checkouts') ? numbers : NOBODY)
    const rest = { rows: numbers.length, parts, orders, lines, lastEvent: Math.max(lastEvent, last), products: this.products, derived: new Map<string, object | null>() }
    return { block: heldOf(parts, { checkouts: () => checkouts }, Object.assign(customers, rest)), orphans }
  }
}
