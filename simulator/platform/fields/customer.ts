// What the API says of a customer.
import { gid } from '../../store/gid.ts'
import type { Address, Customer } from '../../store/model.ts'
import { type Args, fieldsOf, textArg, textsArg } from './field.ts'
import { listingOf } from './listing.ts'
import { shopMoney } from './money.ts'
import { ordersOfCustomer } from './order-listing.ts'
import { dateTime } from './scalar.ts'
import { rfmGroup, spendTier } from './statistics.ts'
import { visibleOrder } from './visible.ts'

type Metafield = Customer['metafields'][number]

const since = (instant: number) => (instant > 0 ? dateTime(instant) : null)

export function metafieldsOf(customer: Customer, args: Args): readonly Metafield[] {
  const namespace = textArg(args, 'namespace')
  const keys = new Set(textsArg(args, 'keys'))
  return customer.metafields.filter((field) => (namespace === null || field.namespace === namespace) && (keys.size === 0 || keys.has(`${field.namespace}.${field.key}`) || keys.has(field.key)))
}

export const metafieldOf = (customer: Customer, args: Args): Metafield | null =>
  customer.metafields.find((field) => field.key === textArg(args, 'key') && field.namespace === (textArg(args, 'namespace') ?? field.namespace)) ?? null

export const displayName = (customer: Customer): string =>
  `${customer.firstName} ${customer.lastName}`.trim() || (customer.email ?? customer.phone ?? '')

export const customerFields = {
  Customer: fieldsOf<Customer>({
    id: ({ id }) => gid('Customer', id),
    legacyResourceId: ({ id }) => String(id),
    firstName: (customer) => customer.firstName || null,
    lastName: (customer) => customer.lastName || null,
    displayName,
    email: ({ email }) => email,
    phone: ({ phone }) => phone,
    note: ({ note }) => note,
    createdAt: ({ createdAt }) => dateTime(createdAt),
    updatedAt: ({ updatedAt }) => dateTime(updatedAt),
    state: ({ state }) => state,
    locale: ({ locale }) => locale,
    tags: ({ tags }) => tags,
    taxExempt: () => false,
    dataSaleOptOut: () => false,
    verifiedEmail: ({ email }) => email !== null,
    canDelete: ({ id }, _args, { world }) => (world.store.ordersOf.get(id)?.length ?? 0) === 0,
    numberOfOrders: ({ numberOfOrders }) => String(numberOfOrders),
    amountSpent: ({ amountSpent }, _args, context) => shopMoney(context, amountSpent),
    lastOrder: ({ lastOrderId }, _args, context) => visibleOrder(context, lastOrderId),
    productSubscriberStatus: () => 'NEVER_SUBSCRIBED',
    statistics: (customer) => customer,
    defaultEmailAddress: (customer) => (customer.email === null ? null : customer),
    defaultPhoneNumber: (customer) => (customer.phone === null ? null : customer),
    defaultAddress: ({ addresses }) => addresses[0] ?? null,
    addresses: ({ addresses }, { first }) => addresses.slice(0, typeof first === 'number' ? first : 250),
    addressesV2: ({ addresses }, { reverse }) => listingOf(addresses, { reverse: reverse === true }),
    metafields: (customer, args) => listingOf(metafieldsOf(customer, args), { reverse: args['reverse'] === true }),
    metafield: metafieldOf,
    orders: ordersOfCustomer,
  }),
  CustomerStatistics: fieldsOf<Customer>({
    rfmGroup: (customer, _args, context) => rfmGroup(customer, context),
    predictedSpendTier: spendTier,
  }),
  CustomerEmailAddress: fieldsOf<Customer>({
    emailAddress: ({ email }) => email,
    validFormat: () => true,
    marketingState: ({ emailConsent }) => emailConsent.state,
    marketingOptInLevel: ({ emailConsent }) => (emailConsent.state === 'NOT_SUBSCRIBED' ? null : 'SINGLE_OPT_IN'),
    marketingUpdatedAt: ({ emailConsent }) => since(emailConsent.at),
  }),
  CustomerPhoneNumber: fieldsOf<Customer>({
    phoneNumber: ({ phone }) => phone,
    marketingState: ({ smsConsent }) => smsConsent.state,
    marketingOptInLevel: ({ smsConsent }) => (smsConsent.state === 'NOT_SUBSCRIBED' ? null : 'SINGLE_OPT_IN'),
    marketingUpdatedAt: ({ smsConsent }) => since(smsConsent.at),
  }),
  MailingAddress: fieldsOf<Address>({
    id: ({ id }) => gid('MailingAddress', id),
    address1: ({ street }) => street,
    address2: () => null,
    city: ({ city }) => city,
    zip: ({ zip }) => zip,
    countryCode: ({ country }) => country,
    countryCodeV2: ({ country }) => country,
    provinceCode: ({ province }) => province,
    latitude: ({ lat }) => lat,
    longitude: ({ lon }) => lon,
  }),
  Metafield: fieldsOf<Metafield>({
    id: ({ id }) => gid('Metafield', id),
    legacyResourceId: ({ id }) => String(id),
    namespace: ({ namespace }) => namespace,
    key: ({ key }) => key,
    type: ({ type }) => type,
    value: ({ value }) => value,
  }),
}
