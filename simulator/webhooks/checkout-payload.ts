// checkouts/create, update, delete: a cart that reached the checkout, finished or not.
import { formatMoney } from '../store/currencies.ts'
import type { Checkout, Store } from '../store/model.ts'
import { orderAddressPayload } from './address-payload.ts'
import { embeddedCustomerPayload } from './customer-payload.ts'
import { stamp } from './stamp.ts'

export function checkoutPayload(store: Store, checkout: Checkout) {
  const { zone, currency, shopId, domain } = store.settings
  const customer = checkout.customerId === null ? undefined : store.customers.get(checkout.customerId)
  const address = customer?.addresses[0]
  const money = (minor: number) => formatMoney(minor, currency)
  const total = money(checkout.lines.reduce((sum, line) => sum + line.price * line.quantity, 0))
  return {
    token: checkout.token,
    cart_token: checkout.token.split('').reverse().join(''),
    email: checkout.email,
    gateway: null,
    buyer_accepts_marketing: customer?.emailConsent.state === 'SUBSCRIBED',
    created_at: stamp(checkout.createdAt, zone),
    updated_at: stamp(checkout.updatedAt, zone),
    landing_site: null,
    note: null,
    note_attributes: [],
    referring_site: null,
    shipping_lines: [],
    taxes_included: true,
    total_weight: 0,
    currency,
    completed_at: stamp(checkout.completedAt, zone),
    closed_at: null,
    user_id: null,
    location_id: null,
    source_identifier: null,
    source_url: null,
    device_id: null,
    phone: checkout.phone,
    customer_locale: customer?.locale ?? null,
    line_items: checkout.lines.map((line, index) => ({
      applied_discounts: [],
      discount_allocations: [],
      key: `${checkout.token}-${index}`,
      destination_location_id: null,
      fulfillment_service: 'manual',
      gift_card: false,
      grams: 250,
      origin_location_id: null,
      presentment_title: line.title,
      presentment_variant_title: '',
      product_id: line.productId,
      properties: null,
      quantity: line.quantity,
      requires_shipping: true,
      sku: line.sku,
      tax_lines: [],
      taxable: true,
      title: line.title,
      variant_id: line.variantId,
      variant_title: '',
      variant_price: money(line.price),
      vendor: line.vendor,
      user_id: null,
      unit_price_measurement: { measured_type: null, quantity_value: null, quantity_unit: null, reference_value: null, reference_unit: null },
      rank: null,
      compare_at_price: null,
      line_price: money(line.price * line.quantity),
      price: money(line.price),
    })),
    name: `#${checkout.id}`,
    source: null,
    abandoned_checkout_url: `https://${domain}/${shopId}/checkouts/${checkout.token}/recover?key=${checkout.token}`,
    discount_codes: [],
    tax_lines: [],
    source_name: 'web',
    presentment_currency: currency,
    buyer_accepts_sms_marketing: customer?.smsConsent.state === 'SUBSCRIBED',
    sms_marketing_phone: null,
    total_discounts: money(0),
    total_line_items_price: total,
    total_price: total,
    total_tax: money(0),
    subtotal_price: total,
    total_duties: null,
    reservation_token: null,
    ...(address && customer ? { billing_address: orderAddressPayload(customer, address), shipping_address: orderAddressPayload(customer, address) } : {}),
    ...(customer ? { customer: embeddedCustomerPayload(store, customer) } : {}),
  }
}

export function deletedCheckoutPayload(store: Store, checkout: Checkout) {
  const { presentment_currency, buyer_accepts_sms_marketing, sms_marketing_phone, total_discounts, total_line_items_price, total_price, total_tax, subtotal_price, cart_token, total_duties, reservation_token } = checkoutPayload(store, checkout)
  return { id: checkout.id, presentment_currency, buyer_accepts_sms_marketing, sms_marketing_phone, total_discounts, total_line_items_price, total_price, total_tax, subtotal_price, cart_token, total_duties, reservation_token }
}
