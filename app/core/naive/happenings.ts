// What a customer did up to an instant, each thing with its moment, its amount and its lines.
import type { OrderFacts } from '#app/core/facts/facts.ts'
import type { EventSource } from '#app/core/plan/plan.ts'
import type { Person } from '#app/core/naive/asked.ts'

export interface Happening {
  readonly at: number
  readonly amount: number
  /** Null for a checkout. */
  readonly order: OrderFacts | null
  readonly lines: readonly NaiveLine[]
}

export interface NaiveLine {
  readonly product: number
  readonly quantity: number
  readonly currentQuantity: number
  readonly giftCard: boolean
  readonly amount: number
  readonly variant: string | null
  readonly sku: string | null
}

export function happeningsOf(of: EventSource, person: Person, now: number): Happening[] {
  if (of === 'checkouts') {
    return person.checkouts.filter(({ at, completedAt }) => at <= now && (completedAt === null || completedAt > now)).map(({ at, lines }) => ({
      at, order: null, amount: lines.reduce((sum, { amount }) => sum + amount, 0),
      lines: lines.map((line) => ({ ...line, currentQuantity: line.quantity, giftCard: false, variant: null, sku: null })),
    }))
  }
  if (of === 'refunds') {
    return person.orders.filter(({ test }) => !test).flatMap((order) =>
      order.details!.refunds.filter(({ at }) => at <= now).map(({ at, amount }) => ({ at, amount, order, lines: [] })))
  }
  return livingOrders(person, now).map((order) => ({ at: order.at, amount: order.total, order, lines: linesOf(order) }))
}

/** Neither test nor voided, placed by now and not cancelled yet. */
export function livingOrders({ orders }: Person, now: number): OrderFacts[] {
  return orders.filter(({ test, financialStatus, at, cancelledAt }) => !test && financialStatus !== 'VOIDED' && at <= now && (cancelledAt === null || cancelledAt > now))
}

/** As placed, less the edits (taken at once) and the refunds so far. */
export function netAmount({ total, details }: OrderFacts, now: number): number {
  const { currentTotal, refunds } = details!
  const sum = (some: readonly { readonly amount: number }[]): number => some.reduce((all, { amount }) => all + amount, 0)
  const edits = total - currentTotal - sum(refunds)
  return total - edits - sum(refunds.filter(({ at }) => at <= now))
}

/** Of the gift cards in an order: what they came to, what of them is left by now, and what was refunded of them. Edits are taken to have come first, then the refunds one by one. */
export function giftCards({ total, lines, details }: OrderFacts, now: number): { readonly placed: number; readonly left: number; readonly refunded: number } {
  const { currentTotal, refunds } = details!
  const cards = lines.filter(({ giftCard }) => giftCard)
  const placed = cards.reduce((sum, { discountedTotal }) => sum + discountedTotal, 0)
  const standing = cards.reduce((sum, { quantity, currentQuantity, discountedTotal }) => sum + (quantity > 0 ? Math.round((discountedTotal * currentQuantity) / quantity) : 0), 0)
  const edits = Math.max(0, total - currentTotal - refunds.reduce((sum, { amount }) => sum + amount, 0))
  const taken = placed - standing - Math.min(placed - standing, edits)
  let refunded = 0
  for (const { at, amount } of refunds) if (at <= now) refunded += amount
  refunded = Math.min(taken, refunded)
  return { placed, refunded, left: standing + taken - refunded }
}

function linesOf({ lines, details }: OrderFacts): NaiveLine[] {
  return lines.map(({ product, quantity, currentQuantity, giftCard, discountedTotal }, index) =>
    ({ product, quantity, currentQuantity, giftCard, amount: discountedTotal, variant: null, sku: null, ...details?.lines[index] }))
}
