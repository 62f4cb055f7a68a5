// Puts people into a block and asks the evaluator, in the oracle's words.
import { evaluate } from '#app/core/evaluate/evaluate.ts'
import { BlockBuilder } from '#app/core/facts/block-builder.ts'
import type { Block } from '#app/core/facts/block.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { compile } from '#app/core/plan/compile.ts'
import type { ShopTerms } from '#app/core/plan/compile.ts'
import type { Plan } from '#app/core/plan/plan.ts'
import { zoneTable } from '#app/engine/zone-table.ts'
import type { Program } from '#app/core/evaluate/program.ts'
import type { Answer, NaiveShop, Person } from '#app/core/naive/answer.ts'

export const ANSWERS: readonly Answer[] = ['no', 'yes', 'unknown']

export function blockOf(people: readonly Person[], shop: Pick<NaiveShop, 'products'>): Block {
  const builder = new BlockBuilder({ foldTag })
  for (const product of shop.products.values()) builder.addProduct(product)
  for (const { customer, orders, checkouts } of people) {
    builder.addCustomer(customer)
    for (const order of orders) builder.addOrder(customer.number, order)
    for (const checkout of checkouts) builder.addCheckout(customer.number, checkout)
  }
  return builder.build().block
}

export function programOf(plan: Plan, shop: NaiveShop): Program {
  return compile(plan, termsOf(shop))
}

/** `delegated` clauses are answered as the naive path is told of customers below 100. */
export function termsOf({ delegated, cutPoints, ...shop }: NaiveShop): ShopTerms {
  const everyNumber = Array.from({ length: 100 }, (_, number) => number)
  const clauses = [...(delegated ?? [])].map(([clause, { members, ...rest }]) => [clause, { ...rest, members: Uint32Array.from(everyNumber.filter((number) => members.has(number))) }] as const)
  return {
    ...shop, metafieldsKnown: shop.metafieldsKnown ?? null, zone: zoneTable(shop.zone.name),
    delegated: new Map(clauses), cutPoints: cutPoints ? { number: 1, at: 0, ...cutPoints } : null,
  }
}

export function answersOf(program: Program, block: Block, now: number): { answer: Answer, until: number }[] {
  const { member, until } = evaluate(program, block, now)
  return Array.from(member, (membership, row) => ({ answer: ANSWERS[membership]!, until: until[row]! }))
}
