// Orders come in and change; each change is told by its own topic and by orders/updated.
import { makeOrder, sellable } from '../store/make-order.ts'
import type { Customer, Order, Refund } from '../store/model.ts'
import { cancelOrder, editOrder, fulfilOrder, refundEverything, refundOrder, refundSomething } from '../store/order-changes.ts'
import type { Random } from '../store/random.ts'
import { ordersOf } from '../store/seed-orders.ts'
import { orderEditPayload } from '../webhooks/order-edit-payload.ts'
import { deletedOrderPayload, orderPayload } from '../webhooks/order-payload.ts'
import { refundPayload } from '../webhooks/refund-payload.ts'
import type { World } from '../world.ts'
import { completeCheckout } from './checkouts.ts'
import { followOrders } from './totals.ts'

export interface PlaceOptions {
  readonly test?: boolean
  readonly event?: string
  /** The discount code that is used; null or absent leaves it to chance. */
  readonly code?: string | null
}

export function placeOrder(world: World, random: Random, customer: Customer | null, options: PlaceOptions = {}): Order {
  const { store, webhooks } = world
  const event = options.event ?? webhooks.newEventId()
  const order = makeOrder(store, random, { customer, at: world.clock.stamp(), shelf: sellable(store), test: options.test ?? false, code: options.code ?? null })
  store.orders.set(order.id, order)
  if (customer) ordersOf(store, customer.id).push(order.id)
  if (order.sourceName === 'web') completeCheckout(world, order, customer, event)
  const payload = orderPayload(store, order)
  webhooks.emit('orders/create', payload, event)
  if (order.financialStatus === 'PAID') webhooks.emit('orders/paid', payload, event)
  if (order.fulfillmentStatus === 'FULFILLED') webhooks.emit('orders/fulfilled', payload, event)
  webhooks.emit('orders/updated', payload, event)
  followOrders(world, order.customerId, event)
  return order
}

/** All of it, a part of it by chance, or a given amount without lines. */
export function refund(world: World, random: Random, order: Order, what: 'all' | 'some' | number): Refund {
  const at = world.clock.stamp()
  const made = what === 'all' ? refundEverything(world.store, order, at) : what === 'some' ? refundSomething(world.store, random, order, at) : refundOrder(world.store, order, at, [], what)
  const event = world.webhooks.newEventId()
  world.webhooks.emit('refunds/create', refundPayload(world.store, order, made), event)
  told(world, order, event)
  return made
}

export function cancel(world: World, order: Order): void {
  const refunded = cancelOrder(world.store, order, world.clock.stamp())
  const event = world.webhooks.newEventId()
  world.webhooks.emit('orders/cancelled', orderPayload(world.store, order), event)
  if (refunded) world.webhooks.emit('refunds/create', refundPayload(world.store, order, refunded), event)
  told(world, order, event)
}

export function edit(world: World, random: Random, order: Order): void {
  const made = editOrder(world.store, random, order, sellable(world.store), world.clock.stamp())
  const event = world.webhooks.newEventId()
  world.webhooks.emit('orders/edited', orderEditPayload(world.store, order, made), event)
  told(world, order, event)
}

export function fulfil(world: World, order: Order): void {
  fulfilOrder(order, world.clock.stamp())
  const event = world.webhooks.newEventId()
  world.webhooks.emit('orders/fulfilled', orderPayload(world.store, order), event)
  told(world, order, event)
}

export function pay(world: World, order: Order): void {
  order.financialStatus = 'PAID'
  order.updatedAt = world.clock.stamp()
  const event = world.webhooks.newEventId()
  world.webhooks.emit('orders/paid', orderPayload(world.store, order), event)
  told(world, order, event)
}

export function tagOrder(world: World, order: Order, tags: string[]): void {
  order.tags = tags
  order.updatedAt = world.clock.stamp()
  told(world, order, world.webhooks.newEventId())
}

/** Only what was cancelled, or was a test, can be deleted. */
export const isOrderDeletable = (order: Order): boolean => order.cancelledAt !== null || order.test

export function deleteOrder(world: World, order: Order): void {
  const { store, webhooks } = world
  store.orders.delete(order.id)
  if (order.customerId !== null) {
    const rest = ordersOf(store, order.customerId).filter((id) => id !== order.id)
    if (rest.length > 0) store.ordersOf.set(order.customerId, rest)
    else store.ordersOf.delete(order.customerId)
  }
  const event = webhooks.newEventId()
  webhooks.emit('orders/delete', deletedOrderPayload(order.id), event)
  followOrders(world, order.customerId, event)
}

function told(world: World, order: Order, event: string): void {
  world.webhooks.emit('orders/updated', orderPayload(world.store, order), event)
  followOrders(world, order.customerId, event)
}
