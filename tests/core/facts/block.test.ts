// A block holds what was added, whatever the order it came in.
import { expect, test } from 'vitest'
import { BlockBuilder } from '#app/core/facts/block-builder.ts'
import { COUNTS, rowOf } from '#app/core/facts/block.ts'
import type { OrderFacts } from '#app/core/facts/facts.ts'
import { foldTag } from '#app/core/vocabulary/names.ts'
import { checkout, customer, details, order } from '#tests/core/facts/people.ts'

const line = (product: number, quantity: number) =>
  ({ product, quantity, currentQuantity: quantity, giftCard: false, originalTotal: 0, discountedTotal: 0 })

test('rows ascend by number, orders by time, lines follow their orders', () => {
  const builder = new BlockBuilder({ foldTag })
  builder.addOrder(9, order(300, { lines: [line(3, 1), line(4, 2)] }))
  builder.addCustomer(customer(9, { members: [5, 6] }))
  builder.addOrder(9, order(100, { lines: [line(7, 5)] }))
  builder.addCustomer(customer(2, { members: [1] }))
  builder.addOrder(2, order(200, { cancelledAt: 250 }))
  builder.addOrder(4, order(1))
  const { block, orphans } = builder.build()
  expect(orphans).toBe(1)
  expect([...block.numbers]).toEqual([2, 9])
  expect([rowOf(block, 2), rowOf(block, 9), rowOf(block, 3)]).toEqual([0, 1, -1])
  expect([...block.orders.starts]).toEqual([0, 1, 3])
  expect([...block.orders.at]).toEqual([200, 100, 300])
  expect([...block.orders.lineStarts]).toEqual([0, 0, 1, 3])
  expect([...block.lines.product]).toEqual([7, 3, 4])
  expect([...block.members.segments]).toEqual([1, 5, 6])
  expect([...block.orders.first]).toEqual([NaN, 100])
  expect([...block.orders.last]).toEqual([NaN, 300])
  expect(block.lastEvent).toBe(300)
})

test('refunds and checkouts stand by customer and time, whatever order they came in; each refund names its order', () => {
  const builder = new BlockBuilder({ foldTag })
  builder.addCheckout(9, checkout(70, { completedAt: 500, lines: [{ product: 3, quantity: 1, amount: 250 }, { product: 4, quantity: 2, amount: 1000 }] }))
  builder.addCheckout(9, checkout(60))
  builder.addCheckout(8, checkout(50))
  builder.addOrder(9, order(300, { details: details(1000, { refunds: [{ at: 450, amount: 3 }, { at: 400, amount: 2 }] }) }))
  builder.addOrder(2, order(200, { test: true, details: details(1000, { refunds: [{ at: 210, amount: 1 }] }) }))
  builder.addOrder(9, order(100, { details: details(2 ** 31, { refunds: [{ at: 420, amount: 4 }] }) }))
  builder.addCustomer(customer(9))
  builder.addCustomer(customer(2))
  const { block } = builder.build()
  const { refunds, currentTotal } = block.orders.details
  expect([...refunds.starts]).toEqual([0, 1, 4])
  expect([...refunds.at]).toEqual([210, 400, 420, 450])
  expect([...refunds.total]).toEqual([1, 2, 4, 3])
  expect([...refunds.order].map((one) => block.orders.at[one])).toEqual([200, 300, 100, 300])
  expect([...refunds.state]).toEqual([0, COUNTS, COUNTS, COUNTS])
  expect([...currentTotal]).toEqual([1000, 2 ** 31, 1000])
  expect([...block.checkouts.starts]).toEqual([0, 0, 2])
  expect([...block.checkouts.total]).toEqual([0, 1250])
  expect([...block.checkouts.lineStarts]).toEqual([0, 0, 2])
  expect([...block.checkouts.last]).toEqual([NaN, 60])
  expect(block.lastEvent).toBe(500)
})

test('details are there when every order brought them, and asking for them otherwise is a defect', () => {
  const built = (...orders: readonly OrderFacts[]) => {
    const builder = new BlockBuilder({ foldTag })
    builder.addCustomer(customer(1))
    for (const one of orders) builder.addOrder(1, one)
    return builder.build().block
  }
  expect(built().orders.details.currentTotal).toHaveLength(0)
  expect(built(order(1, { details: details() })).orders.details.currentTotal).toHaveLength(1)
  expect(() => built(order(1, { details: details() }), order(2)).orders.details.currentTotal).toThrow(/'currentTotal'.*without it/)
})

test('a block holds what it is asked to hold, and what it was not asked is not taken for nothing', () => {
  const builder = new BlockBuilder({ foldTag, parts: new Set(['tags', 'orders', 'refunds'] as const) })
  builder.addCustomer(customer(1, { tags: ['vip', 'Vip', 'press'], locale: 'de' }))
  builder.addOrder(1, order(100, { details: details(1000, { refunds: [{ at: 200, amount: 5 }] }), lines: [line(3, 1)] }))
  const { block } = builder.build()
  const { first, more, moreRows, dictionary } = block.lists.tags
  expect([dictionary.texts[first[0]!], dictionary.texts[more[0]!], [...moreRows]]).toEqual(['vip', 'press', [0]])
  expect([...block.orders.details.refunds.at]).toEqual([200])
  expect(block.lastEvent).toBe(200)
  for (const read of [() => block.lists.cities, () => block.texts.locale, () => block.amountSpent, () => block.orders.app, () => block.orders.details.discounted, () => block.lines.product]) expect(read).toThrow(/without it/)
})

test('the same customer twice is refused', () => {
  const builder = new BlockBuilder({ foldTag })
  builder.addCustomer(customer(1))
  builder.addCustomer(customer(1))
  expect(() => builder.build()).toThrow(RangeError)
})

test('an empty block is a block', () => {
  expect(new BlockBuilder({ foldTag }).build().block.rows).toBe(0)
})
