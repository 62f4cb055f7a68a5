// A block holds what was added, whatever the order it came in.
import { expect, test } from 'vitest'
import { BlockBuilder } from '#app/core/facts/block-builder.ts'
import { rowOf } from '#app/core/facts/block.ts'
import { encodeLines } from '#app/core/facts/order-lines.ts'
import { foldTag } from '#app/core/membership/tag-name.ts'
import { customer, order } from '#tests/core/facts/people.ts'

const line = (product: number, quantity: number) =>
  ({ product, quantity, currentQuantity: quantity, giftCard: false, originalTotal: 0, discountedTotal: 0 })

test('rows ascend by number, orders by time, lines follow their orders', () => {
  const builder = new BlockBuilder({ foldTag })
  builder.addOrder(9, order(300, { lines: [line(3, 1), line(4, 2)] }))
  builder.addCustomer(customer(9, { members: [5, 6] }))
  builder.addPackedOrder(9, order(100), encodeLines([line(7, 5)]))
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

test('the same customer twice is refused', () => {
  const builder = new BlockBuilder({ foldTag })
  builder.addCustomer(customer(1))
  builder.addCustomer(customer(1))
  expect(() => builder.build()).toThrow(RangeError)
})

test('an empty block is a block', () => {
  expect(new BlockBuilder({ foldTag }).build().block.rows).toBe(0)
})
