// orders/* and refunds/create: whole orders as REST shows them, in the words of the Admin API.
import type { FactChange, OrderChange, OrderLineChange } from '#app/core/facts/change.ts'
import { id, plain } from '#app/shopify/payloads/allow.ts'
import { type Heard, type Setting, facts } from '#app/shopify/payloads/heard.ts'
import { refundsOf, refundShape } from '#app/shopify/payloads/refunds.ts'
import { type Fields, fields, flag, instant, isFields, list, money, requiredId, requiredInstant, shopifyId, splitTags, text, upper, whole } from '#app/shopify/payloads/read.ts'

const amountSet = { shop_money: { amount: plain, currency_code: plain } } as const

export const orderShape = {
  id, admin_graphql_api_id: id, app_id: id, location_id: id,
  created_at: plain, processed_at: plain, updated_at: plain, cancelled_at: plain,
  test: plain, financial_status: plain, fulfillment_status: plain, currency: plain, source_name: plain, tags: plain,
  total_price: plain, total_price_set: amountSet,
  current_total_price: plain, current_total_price_set: amountSet,
  total_discounts: plain, total_discounts_set: amountSet,
  discount_codes: [{ code: plain }],
  customer: { id, admin_graphql_api_id: id },
  shipping_address: { country_code: plain, province_code: plain },
  refunds: [refundShape],
  line_items: [{
    id, admin_graphql_api_id: id, product_id: id, product_exists: plain, variant_id: id, sku: plain, vendor: plain,
    quantity: plain, current_quantity: plain, gift_card: plain,
    price: plain, price_set: amountSet, total_discount: plain, total_discount_set: amountSet,
  }],
} as const

/** REST leaves an untouched order without a status and abbreviates one. */
const fulfillment: Readonly<Record<string, string>> = { PARTIAL: 'PARTIALLY_FULFILLED' }

export function heardOrder(payload: Fields, { currency }: Setting): Heard {
  const order = requiredId('order', payload.admin_graphql_api_id, payload.id)
  const customer = fields(payload.customer)
  const ship = fields(payload.shipping_address)
  const createdAt = requiredInstant('created_at', payload.created_at, payload.processed_at)
  const refunds = refundsOf(list(payload.refunds), currency)
  const shipped = upper(payload.fulfillment_status)
  const change: OrderChange = {
    kind: 'order',
    order,
    at: requiredInstant('updated_at', payload.updated_at, payload.created_at),
    customer: shopifyId(customer.admin_graphql_api_id, customer.id),
    createdAt,
    processedAt: instant(payload.processed_at) ?? createdAt,
    cancelledAt: instant(payload.cancelled_at),
    test: flag(payload.test),
    financialStatus: upper(payload.financial_status),
    fulfillmentStatus: shipped === null ? 'UNFULFILLED' : (fulfillment[shipped] ?? shipped),
    total: amount(payload, 'total_price', currency),
    currentTotal: amount(payload, 'current_total_price', currency),
    discounts: amount(payload, 'total_discounts', currency),
    refunded: refunds.items.reduce((sum, refund) => sum + refund.amount, 0),
    currency: text(payload.currency) ?? currency,
    sourceName: text(payload.source_name),
    app: shopifyId(payload.app_id),
    location: shopifyId(payload.location_id),
    shipCountry: text(ship.country_code),
    shipRegion: text(ship.country_code) && text(ship.province_code) ? `${text(ship.country_code)}-${text(ship.province_code)}` : null,
    discountCodes: list(payload.discount_codes).flatMap((each) => text(each.code) ?? []),
    tags: splitTags(payload.tags),
    visit: undefined,
    refunds: refunds.items,
    lines: list(payload.line_items).map((line) => lineOf(line, currency)),
  }
  const changes: FactChange[] = [change]
  if (!refunds.certain) changes.push({ kind: 'orderSuspect', order, why: 'a refund in another currency than the shop’s' })
  return facts(...changes)
}

function lineOf(line: Fields, currency: string): OrderLineChange {
  const quantity = whole(line.quantity)
  const originalTotal = amount(line, 'price', currency) * quantity
  return {
    id: requiredId('line item', line.admin_graphql_api_id, line.id),
    product: line.product_exists === false ? null : shopifyId(line.product_id),
    variant: shopifyId(line.variant_id),
    sku: text(line.sku),
    vendor: text(line.vendor),
    quantity,
    currentQuantity: line.current_quantity === undefined ? quantity : whole(line.current_quantity),
    giftCard: flag(line.gift_card),
    originalTotal,
    discountedTotal: originalTotal - amount(line, 'total_discount', currency),
  }
}

/** `field_set.shop_money`, or `field`, which REST gives in the shop's currency. */
function amount(of: Fields, field: string, currency: string): number {
  const shopMoney = fields(of[`${field}_set`]).shop_money
  const named = isFields(shopMoney) ? money(shopMoney.amount, text(shopMoney.currency_code) ?? currency) : null
  return named ?? money(of[field], currency) ?? 0
}

export const orderGoneShape = { id, admin_graphql_api_id: id } as const

export const heardOrderGone = (payload: Fields, { at }: Setting): Heard =>
  facts({ kind: 'orderGone', order: requiredId('order', payload.admin_graphql_api_id, payload.id), at })

export const orderEditShape = { order_edit: { order_id: id, committed_at: plain } } as const

export const heardOrderEdit = (payload: Fields): Heard =>
  facts({ kind: 'orderSuspect', order: requiredId('order', fields(payload.order_edit).order_id), why: 'orders/edited carries no order' })

export const refundCreatedShape = { id, admin_graphql_api_id: id, order_id: id, created_at: plain } as const

export const heardRefund = (payload: Fields): Heard =>
  facts({ kind: 'orderSuspect', order: requiredId('order', payload.order_id), why: 'refunds/create carries no order' })
