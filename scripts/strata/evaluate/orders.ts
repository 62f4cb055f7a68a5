// The orders of a file into a block, as they were known at an instant.
import type { BlockBuilder } from '#app/core/facts/block-builder.ts'
import type { OrderChange } from '#app/core/facts/change.ts'
import type { Instant, LineFacts, OrderDetails, OrderFacts } from '#app/core/facts/facts.ts'
import { orderChange } from '#app/shopify/nodes/order-node.ts'
import { fields, shopifyId } from '#app/shopify/payloads/read.ts'
import { eachLine } from './file-lines.ts'
import type { IdTable } from './id-table.ts'
import { expectKind } from './kind.ts'
import { OrderLines } from './order-lines.ts'

export interface OrdersWanted {
  /** The shop's. */
  readonly currency: string
  /** What happened later is left out. */
  readonly at: Instant
  readonly customers: IdTable
  /** Products that only a line names are added. */
  readonly products: IdTable
  /** `none`: orders are counted only. */
  readonly keep: 'none' | 'orders' | 'lines' | 'details'
}

/** Gives the number of orders that name a customer who is in no file. Orders without a customer are nobody's. */
export function addOrders(path: string, wanted: OrdersWanted, builder: BlockBuilder): number {
  const { keep, currency, customers, products, at } = wanted
  const lines = keep === 'lines' || keep === 'details' ? new OrderLines(path, { currency, products, details: keep === 'details' }) : null
  let unknown = 0
  eachLine(path, 'parents', (node) => {
    expectKind(node.id, 'Order')
    const customer = shopifyId(fields(node.customer).id)
    if (customer === null) return
    const number = customers.numberOf(customer)
    if (number === 0) unknown += 1
    if (number === 0 || keep === 'none') return
    const change = orderChange(node, [], currency)
    const of = lines?.of(change.order) ?? { lines: [], details: [] }
    builder.addOrder(number, asOf(factsOf(change, of.lines, keep === 'details' ? detailsOf(change, of.details) : null), at))
  })
  return unknown
}

function factsOf(change: OrderChange, lines: readonly LineFacts[], details: OrderDetails | null): OrderFacts {
  return {
    id: change.order,
    at: change.processedAt,
    test: change.test,
    cancelledAt: change.cancelledAt,
    financialStatus: change.financialStatus,
    total: change.total,
    appId: change.app,
    locationId: change.location,
    lines,
    details,
  }
}

function detailsOf(change: OrderChange, lines: OrderDetails['lines']): OrderDetails {
  return {
    currentTotal: change.currentTotal,
    discounts: change.discounts,
    fulfillmentStatus: change.fulfillmentStatus,
    channel: change.sourceName,
    shippingCountry: change.shipCountry,
    shippingRegion: change.shipRegion,
    discountCodes: change.discountCodes,
    tags: change.tags,
    source: change.visit?.source ?? null,
    utmSource: change.visit?.utmSource ?? null,
    utmMedium: change.visit?.utmMedium ?? null,
    utmCampaign: change.visit?.utmCampaign ?? null,
    refunds: change.refunds,
    lines,
  }
}

/**
 * The order without what came after the instant. One that was placed later stays as one that never counts: it shows that the
 * history of its customer is whole.
 */
function asOf(order: OrderFacts, at: Instant): OrderFacts {
  const cancelledAt = order.cancelledAt !== null && order.cancelledAt <= at ? order.cancelledAt : null
  if (order.at > at) return { ...order, at, cancelledAt, test: true, details: order.details && { ...order.details, refunds: [] } }
  const later = order.details?.refunds.filter((refund) => refund.at > at) ?? []
  if (order.details === null || later.length === 0) return { ...order, cancelledAt }
  const back = later.reduce((sum, { amount }) => sum + amount, 0)
  return { ...order, cancelledAt, details: { ...order.details, currentTotal: order.details.currentTotal + back, refunds: order.details.refunds.filter((refund) => refund.at <= at) } }
}
