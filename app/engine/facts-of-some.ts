// The facts of a few customers as they stand in the database, with as much of them as the rules ask for.
import { BlockBuilder } from '#app/core/facts/block-builder.ts'
import type { Block } from '#app/core/facts/block.ts'
import type { ProductTable } from '#app/core/facts/product-table.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { checkoutsOf, customersByNumber, ordersOf } from '#app/db/facts/read.ts'
import type { StoredCheckout, StoredCustomer, StoredOrder } from '#app/db/facts/read-rows.ts'
import type { Sql } from '#app/db/sql.ts'
import { holdsDetails, type Holdings } from '#app/engine/holdings.ts'

export interface FactsOfSome {
  /** Gone ones too. */
  readonly customers: readonly StoredCustomer[]
  /** Only of those who are not gone. */
  readonly orders: readonly StoredOrder[]
  readonly checkouts: readonly StoredCheckout[]
}

export const noFacts: FactsOfSome = { customers: [], orders: [], checkouts: [] }

export function* readFactsOf(shop: number, numbers: readonly number[], holdings: Holdings): Sql<FactsOfSome> {
  const customers = yield* customersByNumber(shop, numbers, holdings)
  const living = customers.filter(({ deleted }) => !deleted).map(({ facts }) => facts.number)
  return {
    customers,
    orders: holdings.parts.has('orders') ? yield* ordersOf(shop, living, { details: holdsDetails(holdings) }) : [],
    checkouts: holdings.parts.has('checkouts') ? yield* checkoutsOf(shop, living) : [],
  }
}

export function addTo(builder: BlockBuilder, { customers, orders, checkouts }: FactsOfSome): void {
  for (const { facts, deleted } of customers) if (!deleted) builder.addCustomer(facts)
  for (const { customer, facts } of orders) builder.addOrder(customer, facts)
  for (const { customer, facts } of checkouts) builder.addCheckout(customer, facts)
}

/** Builds blocks of any of them, by number. */
export function blocksOfSome({ customers, orders, checkouts }: FactsOfSome, products: ProductTable, { parts }: Holdings): (numbers: readonly number[]) => Block {
  const known = new Map(customers.map((customer) => [customer.facts.number, customer]))
  const ordersOf = Map.groupBy(orders, ({ customer }) => customer)
  const checkoutsOf = Map.groupBy(checkouts, ({ customer }) => customer)
  return (numbers) => {
    const builder = new BlockBuilder({ foldTag, products, parts })
    addTo(builder, {
      customers: numbers.flatMap((number) => known.get(number) ?? []),
      orders: numbers.flatMap((number) => ordersOf.get(number) ?? []),
      checkouts: numbers.flatMap((number) => checkoutsOf.get(number) ?? []),
    })
    return builder.build().block
  }
}
