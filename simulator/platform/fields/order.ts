// What the API says of an order, its lines and refunds.
import { gid } from '../../store/gid.ts'
import type { Line, Order, Refund } from '../../store/model.ts'
import { fieldsOf, plain } from './field.ts'
import { listingOf } from './listing.ts'
import { bagOf } from './money.ts'
import { dateTime, dateTimeOrNull } from './scalar.ts'
import { visibleCustomer, visibleProduct } from './visible.ts'

/** Lines and refunds do not know their order, and need its currencies. */
interface OfOrder { readonly order: Order }
interface LineOf extends OfOrder { readonly line: Line }
interface RefundOf extends OfOrder { readonly refund: Refund }

const refunded = (order: Order) => order.refunds.reduce((sum, refund) => sum + refund.amount, 0)

/** Only online orders have a journey; without UTM marks it began nowhere in particular. */
function journeyOf({ sourceName, utm }: Order) {
  if (sourceName !== 'web') return null
  const visit = utm && { source: utm.source, utmParameters: { ...utm, content: null, term: null } }
  return { ready: true, firstVisit: visit, lastVisit: visit }
}

export const orderFields = {
  Order: fieldsOf<Order>({
    id: ({ id }) => gid('Order', id),
    legacyResourceId: ({ id }) => String(id),
    name: ({ name }) => name,
    createdAt: ({ createdAt }) => dateTime(createdAt),
    processedAt: ({ processedAt }) => dateTime(processedAt),
    updatedAt: ({ updatedAt }) => dateTime(updatedAt),
    cancelledAt: ({ cancelledAt }) => dateTimeOrNull(cancelledAt),
    test: ({ test }) => test,
    sourceName: ({ sourceName }) => sourceName,
    displayFinancialStatus: ({ financialStatus }) => financialStatus,
    displayFulfillmentStatus: ({ fulfillmentStatus }) => fulfillmentStatus,
    customer: ({ customerId }, _args, context) => visibleCustomer(context, customerId),
    email: ({ customerId }, _args, context) => visibleCustomer(context, customerId)?.email ?? null,
    app: ({ appId }) => (appId === null ? null : { id: gid('App', appId) }),
    retailLocation: ({ locationId }) => (locationId === null ? null : { id: gid('Location', locationId), legacyResourceId: String(locationId) }),
    shippingAddress: ({ shipTo }) => shipTo,
    currencyCode: (_order, _args, { world }) => world.store.settings.currency,
    presentmentCurrencyCode: ({ presentmentCurrency }) => presentmentCurrency,
    totalPriceSet: (order, _args, context) => bagOf(context, order, order.total),
    originalTotalPriceSet: (order, _args, context) => bagOf(context, order, order.total),
    currentTotalPriceSet: (order, _args, context) => bagOf(context, order, order.currentTotal),
    totalDiscountsSet: (order, _args, context) => bagOf(context, order, order.discounts),
    totalRefundedSet: (order, _args, context) => bagOf(context, order, refunded(order)),
    discountCode: ({ discountCodes }) => discountCodes[0] ?? null,
    discountCodes: ({ discountCodes }) => discountCodes,
    tags: ({ tags }) => tags,
    customerJourneySummary: journeyOf,
    refunds: (order, { first }) => order.refunds.slice(0, typeof first === 'number' ? first : undefined).map((refund): RefundOf => ({ refund, order })),
    lineItems: (order, { reverse }) => listingOf(order.lines.map((line): LineOf => ({ line, order })), { reverse: reverse === true }),
  }),
  OrderApp: plain,
  Location: plain,
  CustomerJourneySummary: plain,
  CustomerVisit: plain,
  UTMParameters: plain,
  LineItem: fieldsOf<LineOf>({
    id: ({ line }) => gid('LineItem', line.id),
    title: ({ line }) => line.title,
    name: ({ line }) => line.title,
    sku: ({ line }) => line.sku,
    vendor: ({ line }) => line.vendor,
    quantity: ({ line }) => line.quantity,
    currentQuantity: ({ line }) => line.currentQuantity,
    isGiftCard: ({ line }) => line.giftCard,
    product: ({ line }, _args, context) => visibleProduct(context, line.productId),
    variant: ({ line }, _args, context) => {
      const product = visibleProduct(context, line.productId)
      const variant = product?.variants.find(({ id }) => id === line.variantId)
      return product && variant ? { variant, product } : null
    },
    originalTotalSet: ({ line, order }, _args, context) => bagOf(context, order, line.originalTotal),
    discountedTotalSet: ({ line, order }, _args, context) => bagOf(context, order, line.discountedTotal),
    totalDiscountSet: ({ line, order }, _args, context) => bagOf(context, order, line.originalTotal - line.discountedTotal),
  }),
  Refund: fieldsOf<RefundOf>({
    id: ({ refund }) => gid('Refund', refund.id),
    legacyResourceId: ({ refund }) => String(refund.id),
    createdAt: ({ refund }) => dateTime(refund.at),
    updatedAt: ({ refund }) => dateTime(refund.at),
    order: ({ order }) => order,
    totalRefundedSet: ({ refund, order }, _args, context) => bagOf(context, order, refund.amount),
  }),
}
