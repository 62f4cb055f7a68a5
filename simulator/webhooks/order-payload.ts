// orders/create, updated, paid, cancelled, fulfilled: the whole order in REST shape, its customer embedded or absent.
import { gid } from '../store/gid.ts'
import type { Order, Store } from '../store/model.ts'
import { orderAddressPayload } from './address-payload.ts'
import { embeddedCustomerPayload } from './customer-payload.ts'
import { linePayload } from './line-payload.ts'
import { orderMoney } from './money.ts'
import { refundPayload } from './refund-payload.ts'
import { stamp } from './stamp.ts'

export function orderPayload(store: Store, order: Order) {
  const { zone, currency } = store.settings
  const customer = order.customerId === null ? undefined : store.customers.get(order.customerId)
  const money = orderMoney(order, currency)
  const number = Number(order.name.replaceAll(/\D/g, ''))
  const token = order.id.toString(36)
  return {
    id: order.id,
    admin_graphql_api_id: gid('Order', order.id),
    app_id: order.appId,
    browser_ip: null,
    buyer_accepts_marketing: customer?.emailConsent.state === 'SUBSCRIBED',
    cancel_reason: order.cancelledAt === null ? null : 'customer',
    cancelled_at: stamp(order.cancelledAt, zone),
    cart_token: null,
    checkout_token: null,
    client_details: null,
    closed_at: null,
    confirmation_number: token.toUpperCase(),
    confirmed: true,
    contact_email: customer?.email ?? null,
    created_at: stamp(order.createdAt, zone),
    currency,
    ...prices(order, money),
    customer_locale: customer?.locale ?? null,
    device_id: null,
    discount_codes: order.discountCodes.map((code) => ({ code, amount: money.text(order.discounts), type: 'percentage' })),
    duties_included: false,
    email: customer?.email ?? '',
    estimated_taxes: false,
    financial_status: order.financialStatus.toLowerCase(),
    fulfillment_status: fulfillment[order.fulfillmentStatus],
    landing_site: order.utm ? `/?utm_source=${order.utm.source}&utm_medium=${order.utm.medium}&utm_campaign=${order.utm.campaign}` : null,
    landing_site_ref: null,
    location_id: order.locationId,
    merchant_business_entity_id: 'MTU0ODM4MDAwOQ',
    merchant_of_record_app_id: null,
    name: order.name,
    note: null,
    note_attributes: [],
    number: number - 1000,
    order_number: number,
    order_status_url: `https://${store.settings.domain}/${store.settings.shopId}/orders/${token}/authenticate?key=${token}`,
    payment_gateway_names: ['shopify_payments'],
    phone: customer?.email ? null : customer?.phone ?? null,
    po_number: null,
    presentment_currency: order.presentmentCurrency,
    processed_at: stamp(order.processedAt, zone),
    reference: null,
    referring_site: order.utm ? `https://${order.utm.source}.example` : null,
    source_identifier: null,
    source_name: order.sourceName,
    source_url: null,
    tags: order.tags.join(', '),
    tax_exempt: false,
    tax_lines: [],
    taxes_included: true,
    test: order.test,
    token,
    total_weight: 0,
    updated_at: stamp(order.updatedAt, zone),
    user_id: null,
    billing_address: order.shipTo ? orderAddressPayload(customer ?? null, order.shipTo) : null,
    ...(customer ? { customer: embeddedCustomerPayload(store, customer) } : {}),
    discount_applications: order.discountCodes.map((code) => ({ target_type: 'line_item', type: 'discount_code', value: money.text(order.discounts), value_type: 'fixed_amount', allocation_method: 'across', target_selection: 'all', code })),
    fulfillments: [],
    line_items: order.lines.map((line) => linePayload(store, line, money, order.fulfillmentStatus === 'FULFILLED')),
    payment_terms: null,
    refunds: order.refunds.map((refund) => refundPayload(store, order, refund)),
    shipping_address: order.shipTo ? orderAddressPayload(customer ?? null, order.shipTo) : null,
    shipping_lines: shipping(order, money),
    returns: [],
    line_item_groups: [],
  }
}

export const deletedOrderPayload = (orderId: number) => ({ id: orderId })

const fulfillment = { UNFULFILLED: null, FULFILLED: 'fulfilled', PARTIALLY_FULFILLED: 'partial' } as const

function prices(order: Order, { text, set }: ReturnType<typeof orderMoney>) {
  const originals = order.lines.reduce((sum, line) => sum + line.originalTotal, 0)
  const current = order.lines.reduce((sum, line) => sum + Math.round((line.discountedTotal * line.currentQuantity) / line.quantity), 0)
  const subtotal = order.total - order.shipping
  const paid = order.financialStatus === 'PAID' || order.financialStatus === 'PARTIALLY_REFUNDED' || order.financialStatus === 'REFUNDED'
  return {
    current_shipping_price_set: set(order.shipping),
    current_subtotal_price: text(current),
    current_subtotal_price_set: set(current),
    current_total_additional_fees_set: null,
    current_total_discounts: text(order.discounts),
    current_total_discounts_set: set(order.discounts),
    current_total_duties_set: null,
    current_total_price: text(order.currentTotal),
    current_total_price_set: set(order.currentTotal),
    current_total_tax: text(0),
    current_total_tax_set: set(0),
    original_total_additional_fees_set: null,
    original_total_duties_set: null,
    subtotal_price: text(subtotal),
    subtotal_price_set: set(subtotal),
    total_cash_rounding_payment_adjustment_set: set(0),
    total_cash_rounding_refund_adjustment_set: set(0),
    total_discounts: text(order.discounts),
    total_discounts_set: set(order.discounts),
    total_line_items_price: text(originals),
    total_line_items_price_set: set(originals),
    total_outstanding: text(paid ? 0 : order.currentTotal),
    total_price: text(order.total),
    total_price_set: set(order.total),
    total_shipping_price_set: set(order.shipping),
    total_tax: text(0),
    total_tax_set: set(0),
    total_tip_received: text(0),
  }
}

function shipping(order: Order, { text, set }: ReturnType<typeof orderMoney>) {
  const price = order.shipping
  if (price === 0) return []
  return [{
    id: order.id + 7,
    carrier_identifier: null,
    code: 'Standard',
    current_discounted_price_set: set(price),
    discounted_price: text(price),
    discounted_price_set: set(price),
    is_removed: false,
    phone: null,
    price: text(price),
    price_set: set(price),
    requested_fulfillment_service_id: null,
    source: 'shopify',
    title: 'Standard',
    tax_lines: [],
    discount_allocations: [],
  }]
}
