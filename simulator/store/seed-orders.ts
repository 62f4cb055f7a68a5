// The orders of the past: everyone's purchases in one line of time, so that ids and names grow with the days, each with what became of it.
import { makeOrder, sellable } from './make-order.ts'
import type { Customer, Order, Store } from './model.ts'
import { cancelOrder, fulfilOrder, isCancellable, isRefundable, refundEverything, refundSomething, voidOrder } from './order-changes.ts'
import { purchasesOf } from './purchases.ts'
import type { Random } from './random.ts'
import { hash } from './random.ts'

const day = 86_400_000

/** Second and buyer in one number below 2^53, so that millions sort natively. */
const buyers = 2 ** 22
const guest = buyers - 1

export function seedOrders(store: Store, random: Random, customers: readonly Customer[], now: number): void {
  const shelf = sellable(store)
  const types = [...new Set(shelf.map((product) => product.type))]
  for (const key of timeline(random.fork('timeline'), customers, now)) {
    const index = key % buyers
    const customer = index === guest ? null : customers[index] ?? null
    const habit = hash(String(index)) / 2 ** 32
    const test = random.chance(0.004)
    const order = makeOrder(store, random, { customer, at: Math.floor(key / buyers) * 1000, shelf, thrift: habit ** 2.7, taste: types[hash(`taste ${index}`) % types.length] ?? '', test })
    live(store, random, order, now)
    store.orders.set(order.id, order)
    if (customer) ordersOf(store, customer.id).push(order.id)
  }
}

/** The orders of a customer, oldest first, as a list that may be appended to. */
export function ordersOf(store: Store, customerId: number): number[] {
  let list = store.ordersOf.get(customerId)
  if (!list) store.ordersOf.set(customerId, (list = []))
  return list
}

function timeline(random: Random, customers: readonly Customer[], now: number): Float64Array {
  let keys = new Float64Array(Math.max(64, customers.length * 4))
  let size = 0
  const add = (instant: number, buyer: number) => {
    if (size === keys.length) {
      const larger = new Float64Array(size * 2)
      larger.set(keys)
      keys = larger
    }
    keys[size++] = Math.floor(instant / 1000) * buyers + buyer
  }
  customers.forEach((customer, index) => {
    for (const instant of purchasesOf(random, customer.createdAt, now)) {
      add(instant, index)
      if (random.chance(0.02)) add(instant, guest)
    }
  })
  return keys.subarray(0, size).sort()
}

/** What happened to the order between its day and now. */
function live(store: Store, random: Random, order: Order, now: number): void {
  const later = (from: number, to: number) => order.createdAt + random.int(from, to) * 1000
  const fate = random.next()
  const sent = later(3600, 4 * 86_400)
  const returned = later(3 * 86_400, 35 * 86_400)
  if (fate < 0.03) {
    const at = later(60, 86_400)
    if (at < now && isCancellable(order)) {
      if (random.chance(0.4)) voidOrder(order)
      cancelOrder(store, order, at)
    }
    return
  }
  if (fate < 0.035) return voidOrder(order)
  if (sent < now && order.fulfillmentStatus === 'UNFULFILLED') fulfilOrder(order, sent)
  if (order.financialStatus !== 'PAID' && order.createdAt < now - 10 * day) order.financialStatus = 'PAID'
  if (fate < 0.079 && returned < now && isRefundable(order)) {
    if (random.chance(0.55)) refundEverything(store, order, returned)
    else refundSomething(store, random, order, returned)
  }
}
