// What can become of an order after it came in: refunded, cancelled, fulfilled, edited. Changes the store; tells nobody.
import { newId } from './ids.ts'
import type { Line, Order, Product, Refund, Store } from './model.ts'
import type { Random } from './random.ts'
import { makeLine } from './make-order.ts'
import { Refused } from './refused.ts'

const isPaid = (order: Order) => order.financialStatus === 'PAID' || order.financialStatus === 'PARTIALLY_REFUNDED'

/** Whether anything can still be given back. */
export const isRefundable = (order: Order): boolean => isPaid(order) && order.currentTotal > 0

export const isCancellable = (order: Order): boolean => order.cancelledAt === null && order.fulfillmentStatus === 'UNFULFILLED'

/**
 * Gives money back; the platform refuses more than was received.
 * @param amount minor units of shop money
 */
export function refundOrder(store: Store, order: Order, at: number, lines: Refund['lines'], amount: number): Refund {
  if (amount > order.currentTotal) throw new Refused(`Refund amount ${amount} is greater than net payment received ${order.currentTotal}.`)
  for (const { lineId, quantity } of lines) {
    const line = order.lines.find((one) => one.id === lineId)
    if (!line || line.currentQuantity < quantity) throw new Refused('Quantity cannot refund more items than were purchased')
    line.currentQuantity -= quantity
  }
  const refund: Refund = { id: newId(store, 'refund'), at, amount, lines }
  order.refunds.push(refund)
  order.currentTotal -= amount
  order.financialStatus = order.currentTotal === 0 ? 'REFUNDED' : 'PARTIALLY_REFUNDED'
  order.updatedAt = at
  return refund
}

export const refundEverything = (store: Store, order: Order, at: number): Refund =>
  refundOrder(store, order, at, order.lines.filter((line) => line.currentQuantity > 0).map((line) => ({ lineId: line.id, quantity: line.currentQuantity })), order.currentTotal)

/** One piece of one line, or, now and then, only some money. */
export function refundSomething(store: Store, random: Random, order: Order, at: number): Refund {
  const standing = order.lines.filter((line) => line.currentQuantity > 0)
  if (standing.length === 0 || random.chance(0.2)) return refundOrder(store, order, at, [], Math.max(1, Math.floor(order.currentTotal * (0.1 + 0.4 * random.next()))))
  const line = random.pick(standing)
  const worth = Math.round(line.discountedTotal / line.quantity)
  return refundOrder(store, order, at, [{ lineId: line.id, quantity: 1 }], Math.min(worth, order.currentTotal))
}

/** A paid order is refunded on the way, one that was not is voided. */
export function cancelOrder(store: Store, order: Order, at: number): Refund | null {
  const refund = isRefundable(order) ? refundEverything(store, order, at) : null
  if (!refund && !isPaid(order) && order.financialStatus !== 'REFUNDED') voidOrder(order)
  order.cancelledAt = at
  order.updatedAt = at
  return refund
}

export function voidOrder(order: Order): void {
  order.financialStatus = 'VOIDED'
  order.currentTotal = 0
  for (const line of order.lines) line.currentQuantity = 0
}

export function fulfilOrder(order: Order, at: number): void {
  order.fulfillmentStatus = 'FULFILLED'
  order.updatedAt = at
}

export interface Edit { readonly id: number; readonly at: number; readonly additions: { id: number; delta: number }[]; readonly removals: { id: number; delta: number }[] }

/** Adds a line, or takes one piece off an existing one; what remains of the total follows. */
export function editOrder(store: Store, random: Random, order: Order, shelf: readonly Product[], at: number): Edit {
  const edit: Edit = { id: newId(store, 'orderEdit'), at, additions: [], removals: [] }
  const removable = order.lines.filter((line) => line.currentQuantity > 0)
  const left: Line | undefined = removable.length > 1 && random.chance(0.5) ? random.pick(removable) : undefined
  if (left) {
    left.currentQuantity -= 1
    order.currentTotal = Math.max(0, order.currentTotal - Math.round(left.discountedTotal / left.quantity))
    edit.removals.push({ id: left.id, delta: 1 })
  } else {
    const line = makeLine(store, random, shelf, 0)
    order.lines.push(line)
    order.currentTotal += line.discountedTotal
    edit.additions.push({ id: line.id, delta: line.quantity })
  }
  order.updatedAt = at
  return edit
}
