// The entries of QueryRoot that are simulated.
import { gid } from '../../store/gid.ts'
import type { BulkOperation } from '../bulk/operation.ts'
import { notSimulated, tooManyItems } from '../graphql/refusal.ts'
import { bulkListing } from './bulk-operation.ts'
import { checkoutListing } from './checkout.ts'
import { customerFilter, customerListing } from './customer-listing.ts'
import { discountByCode, discountListing } from './discount.ts'
import { type Args, type FieldContext, Ref, fieldsOf, numberArg, textArg, textsArg } from './field.ts'
import { idOf, readGid } from './gid.ts'
import { listingOf } from './listing.ts'
import { orderFilter, orderListing } from './order-listing.ts'
import { collectionListing, productFilter, productListing, variantOf } from './product.ts'
import { memberListing, membershipsOf, segmentById, segmentListing } from './segment.ts'
import { appOf, installationOf } from './shop.ts'
import { productVisible, visibleCustomer, visibleOrder, visibleProduct } from './visible.ts'

const mostIds = 250

function count<T>(rows: Iterable<T>, keep: (row: T) => boolean, args: Args) {
  const limit = numberArg(args, 'limit') ?? Infinity
  let found = 0
  for (const row of rows) if (keep(row)) found++
  return found > limit ? { count: limit, precision: 'AT_LEAST' } : { count: found, precision: 'EXACT' }
}

/** The thing behind a gid of any simulated kind, or null. */
function nodeById(text: string, context: FieldContext): Ref | null {
  const { type, id } = readGid(text)
  const { store } = context.world
  const found = (value: unknown) => (value === null || value === undefined ? null : new Ref(type, value))
  switch (type) {
    case 'Customer':
      return found(visibleCustomer(context, id))
    case 'Order':
      return found(visibleOrder(context, id))
    case 'Product':
      return found(visibleProduct(context, id))
    case 'ProductVariant': {
      const product = [...store.products.values()].find(({ variants }) => variants.some((variant) => variant.id === id))
      const variant = product?.variants.find((own) => own.id === id)
      return found(product && variant && productVisible(product) ? variantOf(product, variant) : null)
    }
    case 'Collection':
      return found(store.collections.get(id))
    case 'Segment':
      return found(store.segments.get(id))
    case 'BulkOperation':
      return found(context.state.bulk.byId.get(id))
    case 'DiscountNode':
    case 'DiscountCodeNode':
    case 'DiscountAutomaticNode':
      return found(store.discounts.get(id))
    case 'Shop':
      return id === store.settings.shopId ? new Ref('Shop', store) : null
    default:
      throw notSimulated(`node of kind ${type}`)
  }
}

function nodes(args: Args, context: FieldContext): (Ref | null)[] {
  const ids = textsArg(args, 'ids')
  if (ids.length > mostIds) throw tooManyItems(ids.length, mostIds)
  return ids.map((id) => nodeById(id, context))
}

function memberQuery(args: Args, { state }: FieldContext) {
  const id = idOf(textArg(args, 'id') ?? '', 'CustomerSegmentMembersQuery')
  const query = state.memberQueries.get(id ?? -1)
  if (id === null || !query) return null
  query.done = true
  return { id: gid('CustomerSegmentMembersQuery', id), currentCount: query.ids.length, done: true }
}

/** The latest one of a kind, whatever its state. */
const latest = (args: Args, { state }: FieldContext): BulkOperation | null =>
  [...state.bulk.byId.values()].findLast(({ type }) => type === textArg(args, 'type')) ?? null

const id = (args: Args, type: string): number | null => idOf(textArg(args, 'id') ?? '', type)

export const queryFields = {
  QueryRoot: fieldsOf<unknown>({
    shop: (_root, _args, { world }) => world.store,
    app: (_root, args, context) => (textArg(args, 'id') === null ? appOf(context) : null),
    appInstallation: (_root, args, context) => (textArg(args, 'id') === null || textArg(args, 'id') === installationOf(context).id ? installationOf(context) : null),
    currentAppInstallation: (_root, _args, context) => installationOf(context),
    node: (_root, args, context) => nodeById(textArg(args, 'id') ?? '', context),
    nodes: (_root, args, context) => nodes(args, context),
    customer: (_root, args, context) => visibleCustomer(context, id(args, 'Customer')),
    customers: (_root, args, context) => customerListing(args, context),
    customersCount: (_root, args, { world }) => count(world.store.customers.values(), customerFilter(textArg(args, 'query')), args),
    order: (_root, args, context) => visibleOrder(context, id(args, 'Order')),
    orders: (_root, args, context) => orderListing(args, context),
    ordersCount: (_root, args, context) => count(context.world.store.orders.values(), orderFilter(textArg(args, 'query'), context), args),
    product: (_root, args, context) => visibleProduct(context, id(args, 'Product')),
    products: (_root, args, context) => productListing(args, context),
    productsCount: (_root, args, { world }) => count(world.store.products.values(), productFilter(textArg(args, 'query')), args),
    abandonedCheckouts: (_root, args, context) => checkoutListing(args, context),
    collection: (_root, args, { world }) => world.store.collections.get(id(args, 'Collection') ?? -1) ?? null,
    collections: (_root, args, context) => collectionListing(args, context),
    segment: (_root, args, context) => segmentById(textArg(args, 'id') ?? '', context),
    segments: (_root, args, context) => segmentListing(args, context),
    segmentsCount: (_root, args, { world }) => count(world.store.segments.values(), () => true, args),
    customerSegmentMembers: (_root, args, context) => memberListing(args, context),
    customerSegmentMembersQuery: (_root, args, context) => memberQuery(args, context),
    customerSegmentMembership: (_root, args, context) => membershipsOf(args, context),
    discountNodes: (_root, args, context) => discountListing(args, context, 'all'),
    discountNode: (_root, args, { world }) => world.store.discounts.get(id(args, 'DiscountNode') ?? -1) ?? null,
    codeDiscountNodes: (_root, args, context) => discountListing(args, context, 'code'),
    codeDiscountNodeByCode: (_root, args, { world }) => discountByCode(textArg(args, 'code') ?? '', world.store),
    automaticDiscountNodes: (_root, args, context) => discountListing(args, context, 'automatic'),
    bulkOperation: (_root, args, { state }) => state.bulk.byId.get(id(args, 'BulkOperation') ?? -1) ?? null,
    bulkOperations: (_root, args, context) => bulkListing(args, context),
    currentBulkOperation: (_root, args, context) => latest(args, context),
    // Subscriptions come from the app's configuration file; none is ever made through the API.
    webhookSubscriptions: () => listingOf([]),
  }),
}
