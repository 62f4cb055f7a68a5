// The one list of topics Strata listens to (as in shopify.app.toml): what of each payload may be kept, and what it means.
import { GiveUp } from '#app/core/failure.ts'
import { type Shape, allowed } from '#app/shopify/payloads/allow.ts'
import { checkoutGoneShape, checkoutShape, heardCheckout, heardCheckoutGone } from '#app/shopify/payloads/checkouts.ts'
import { emailConsentShape, heardEmailConsent, heardSmsConsent, heardTags, heardTotals, smsConsentShape, tagsShape, totalsShape } from '#app/shopify/payloads/customer-groups.ts'
import { customerGoneShape, customerShape, heardCustomer, heardCustomerGone, heardMerge, mergeShape } from '#app/shopify/payloads/customers.ts'
import type { Heard, Setting } from '#app/shopify/payloads/heard.ts'
import { heardOrder, heardOrderEdit, heardOrderGone, heardRefund, orderEditShape, orderGoneShape, orderShape, refundCreatedShape } from '#app/shopify/payloads/orders.ts'
import { type Json, parseKeepingIds } from '#app/shopify/payloads/parse.ts'
import { heardProduct, heardProductGone, productGoneShape, productShape } from '#app/shopify/payloads/products.ts'
import { type Fields, isFields } from '#app/shopify/payloads/read.ts'
import * as shop from '#app/shopify/payloads/shop-events.ts'

interface Topic {
  readonly keep: Shape
  readonly hear: (payload: Fields, setting: Setting) => Heard
}

const customer: Topic = { keep: customerShape, hear: heardCustomer }
const order: Topic = { keep: orderShape, hear: heardOrder }
const checkout: Topic = { keep: checkoutShape, hear: heardCheckout }
const product: Topic = { keep: productShape, hear: heardProduct }
const collection: Topic = { keep: shop.nothing, hear: shop.heardCollection }

const topics: ReadonlyMap<string, Topic> = new Map<string, Topic>([
  ['customers/create', customer],
  ['customers/update', customer],
  ['customers/enable', customer],
  ['customers/disable', customer],
  ['customers/delete', { keep: customerGoneShape, hear: heardCustomerGone }],
  ['customers/merge', { keep: mergeShape, hear: heardMerge }],
  ['customers/purchasing_summary', { keep: totalsShape, hear: heardTotals }],
  ['customer.tags_added', { keep: tagsShape, hear: heardTags('added') }],
  ['customer.tags_removed', { keep: tagsShape, hear: heardTags('removed') }],
  ['customers_email_marketing_consent/update', { keep: emailConsentShape, hear: heardEmailConsent }],
  ['customers_marketing_consent/update', { keep: smsConsentShape, hear: heardSmsConsent }],
  ['orders/create', order],
  ['orders/updated', order],
  ['orders/paid', order],
  ['orders/cancelled', order],
  ['orders/fulfilled', order],
  ['orders/edited', { keep: orderEditShape, hear: heardOrderEdit }],
  ['orders/delete', { keep: orderGoneShape, hear: heardOrderGone }],
  ['refunds/create', { keep: refundCreatedShape, hear: heardRefund }],
  ['checkouts/create', checkout],
  ['checkouts/update', checkout],
  ['checkouts/delete', { keep: checkoutGoneShape, hear: heardCheckoutGone }],
  ['products/create', product],
  ['products/update', product],
  ['products/delete', { keep: productGoneShape, hear: heardProductGone }],
  ['collections/update', collection],
  ['collections/delete', collection],
  ['shop/update', { keep: shop.nothing, hear: shop.heardShop }],
  ['app/uninstalled', { keep: shop.nothing, hear: shop.heardUninstall }],
  ['app/scopes_update', { keep: shop.scopesShape, hear: shop.heardScopes }],
  ['bulk_operations/finish', { keep: shop.bulkShape, hear: shop.heardBulk }],
  ['customers/data_request', { keep: shop.dataRequestShape, hear: shop.heardDataRequest }],
  ['customers/redact', { keep: shop.customerRedactShape, hear: shop.heardCustomerRedact }],
  ['shop/redact', { keep: shop.nothing, hear: shop.heardShopRedact }],
])

export const topicNames: readonly string[] = [...topics.keys()]

export type Projected =
  | { readonly kind: 'projected'; readonly payload: string }
  | { readonly kind: 'unknown-topic' }
  | { readonly kind: 'not-json' }

/** What may touch the disk of a payload as received: no names, streets, phone numbers or local parts of mail addresses. */
export function project(topic: string, raw: string): Projected {
  const known = topics.get(topic)
  if (!known) return { kind: 'unknown-topic' }
  let payload: Json
  try {
    payload = parseKeepingIds(raw)
  } catch {
    // A signed body that is not JSON is an answer, not an accident.
    return { kind: 'not-json' }
  }
  return isFields(payload) ? { kind: 'projected', payload: JSON.stringify(allowed(known.keep, payload)) } : { kind: 'not-json' }
}

/** What a projected payload means. Throws GiveUp with the reason where it lacks what it must have. */
export function hear(topic: string, projected: string, setting: Setting): Heard {
  const known = topics.get(topic)
  if (!known) throw new GiveUp(`Topic ${topic} is not one we listen to`)
  const payload = JSON.parse(projected) as Json
  if (!isFields(payload)) throw new GiveUp('The payload is not an object')
  return known.hear(payload, setting)
}
