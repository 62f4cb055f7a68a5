// What is kept of a block's lines is asked for by its words: another product, or another word, is another question.
import { expect, test } from 'vitest'
import { membersOf } from '#app/core/evaluate/evaluate.ts'
import { BlockBuilder } from '#app/core/facts/block-builder.ts'
import { compile } from '#app/core/plan/compile.ts'
import { understand } from '#app/core/segment.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { zoneTable } from '#app/engine/zone-table.ts'
import { customer, line, order } from '#tests/core/facts/people.ts'
import { NOW } from './ask.ts'

const PEOPLE = 200
const product = (number: number, tags: readonly string[]) => ({ number, id: String(number), known: true, tags, type: 'Tea', vendor: null, title: 'Tea', collections: [] })

/** Customer n bought n units of product 1, if n is even, or else of product 2. */
function store(): BlockBuilder {
  const builder = new BlockBuilder({ foldTag })
  builder.addProduct(product(1, ['green']))
  builder.addProduct(product(2, ['black']))
  for (let number = 1; number <= PEOPLE; number++) {
    builder.addCustomer(customer(number))
    builder.addOrder(number, order(NOW - 1000, { lines: [line(number % 2 === 0 ? 1 : 2, { quantity: number })] }))
  }
  return builder
}

test('products that change, other words and very many of them', () => {
  const builder = store()
  const { block } = builder.build()
  const count = (conditions: string): number => {
    const understood = understand(`products_purchased MATCHES (${conditions})`)
    if (!understood.ok) throw new Error(JSON.stringify(understood.problems))
    const program = compile(understood.plan, { zone: zoneTable('Europe/Berlin'), currency: 'EUR', historyFrom: null, productsKnown: true, metafieldsKnown: null })
    return membersOf([program], block, NOW)[0]!.reduce((sum, one) => sum + one, 0)
  }
  expect([count("tag = 'green'"), count("tag = 'black', quantity >= 101"), count("tag = 'green'")]).toEqual([100, 50, 100])
  builder.products.add(product(2, ['black', 'green']))
  expect([count("tag = 'green'"), count("tag != 'green'")]).toEqual([200, 0])
  for (let least = 1; least <= PEOPLE; least++) expect(count(`tag = 'black', quantity >= ${least}`)).toBe(Math.ceil((PEOPLE - least + (least % 2)) / 2))
  expect([count("tag = 'green'"), count("tag = 'green', sum_quantity >= 200")]).toEqual([200, 1])
})
