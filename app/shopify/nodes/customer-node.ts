// A customer as the Admin API shows it, in bulk lines and in nodes(ids:), to changes of facts.
import type { FactChange } from '#app/core/facts/change.ts'
import type { Instant, Place } from '#app/core/facts/facts.ts'
import { district, mailDomain, rounded } from '#app/shopify/payloads/allow.ts'
import { place } from '#app/shopify/payloads/place.ts'
import { type Fields, fields, instant, money, requiredId, requiredInstant, shopifyId, text, texts, whole } from '#app/shopify/payloads/read.ts'

/** What is selected of a customer besides its addresses; the mail address is read for its domain and dropped. */
export const customerFields = `id createdAt updatedAt state tags locale numberOfOrders amountSpent { amount currencyCode } lastOrder { id }
  productSubscriberStatus statistics { predictedSpendTier rfmGroup }
  defaultEmailAddress { emailAddress marketingState marketingUpdatedAt }
  defaultPhoneNumber { marketingState marketingUpdatedAt }`

export const addressFields = 'id countryCodeV2 provinceCode city zip latitude longitude'

/**
 * `addresses` undefined: not all of them are known. `currency` is the shop's. `readAt` (store clock) is when the node was read: the
 * instant of everything but the profile. Consent has an instant of its own, but goes without a new one when an address or number is removed.
 */
export function customerChanges(node: Fields, addresses: readonly Fields[] | undefined, currency: string, readAt: Instant): FactChange[] {
  const customer = requiredId('customer', node.id)
  const mail = fields(node.defaultEmailAddress)
  const phone = fields(node.defaultPhoneNumber)
  const spent = fields(node.amountSpent)
  const statistics = fields(node.statistics)
  return [
    {
      kind: 'customer',
      customer,
      at: requiredInstant('updatedAt', node.updatedAt, node.createdAt),
      createdAt: instant(node.createdAt),
      state: text(node.state),
      locale: text(node.locale),
      emailDomain: text(mailDomain(mail.emailAddress)),
      hasNote: undefined,
      places: addresses?.map(placeOf).filter((found) => found !== null),
    },
    { kind: 'tagsSeen', customer, tags: texts(node.tags), at: readAt },
    {
      kind: 'totals',
      customer,
      numberOfOrders: whole(node.numberOfOrders),
      amountSpent: money(spent.amount, text(spent.currencyCode) ?? currency) ?? 0,
      lastOrder: shopifyId(fields(node.lastOrder).id),
      at: readAt,
    },
    { kind: 'emailConsent', customer, state: text(mail.marketingState), at: readAt },
    { kind: 'smsConsent', customer, state: text(phone.marketingState), at: readAt },
    {
      kind: 'statistics',
      customer,
      productSubscription: text(node.productSubscriberStatus),
      spendTier: text(statistics.predictedSpendTier),
      rfmGroup: text(statistics.rfmGroup),
    },
  ]
}

const placeOf = (address: Fields): Place | null =>
  place(address.countryCodeV2, address.provinceCode, address.city, district(address.zip), rounded(address.latitude), rounded(address.longitude))
