// A customer as the Admin API shows it, in bulk lines and in nodes(ids:), to changes of facts.
import type { FactChange } from '#app/core/facts/change.ts'
import type { Instant, Place } from '#app/core/facts/facts.ts'
import { district, mailDomain, rounded, whether } from '#app/shopify/payloads/allow.ts'
import { metafieldsOf, type Paths } from '#app/shopify/nodes/metafields.ts'
import { place } from '#app/shopify/payloads/place.ts'
import { type Fields, fields, instant, isFields, money, requiredId, requiredInstant, shopifyId, text, texts, whole } from '#app/shopify/payloads/read.ts'

/** What is selected of a customer besides its addresses and metafields; of the mail address only the domain is kept, of the note only that there is one. */
export const customerFields = `id createdAt updatedAt state tags locale note numberOfOrders amountSpent { amount currencyCode } lastOrder { id }
  productSubscriberStatus statistics { predictedSpendTier rfmGroup }
  defaultEmailAddress { emailAddress marketingState marketingUpdatedAt }
  defaultPhoneNumber { marketingState marketingUpdatedAt }`

export const addressFields = 'id countryCodeV2 provinceCode city zip latitude longitude'

/** What stands beside a customer's own fields. */
export interface CustomerParts {
  /** Undefined: not all of them are known. */
  readonly addresses: readonly Fields[] | undefined
  readonly metafields: readonly Fields[]
}

export interface CustomerReading {
  /** The shop's. */
  readonly currency: string
  /** The metafields that rules name. */
  readonly metafields: Paths
  /** When the node was read, store clock: the instant of everything but the profile. */
  readonly readAt: Instant
}

/** Consent has an instant of its own, but goes without a new one when an address or number is removed: so it counts as of the reading. */
export function customerChanges(node: Fields, { addresses, metafields }: CustomerParts, { currency, metafields: wanted, readAt }: CustomerReading): FactChange[] {
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
      hasNote: node.note === undefined ? undefined : whether(node.note) === true,
      hasPhone: isFields(node.defaultPhoneNumber),
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
    { kind: 'metafields', customer, values: metafieldsOf(metafields, wanted), at: readAt },
  ]
}

const placeOf = (address: Fields): Place | null =>
  place(address.countryCodeV2, address.provinceCode, address.city, district(address.zip), rounded(address.latitude), rounded(address.longitude))
