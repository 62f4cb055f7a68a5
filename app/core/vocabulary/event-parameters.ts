// The parameters of questions about orders, products bought, refunds and checkouts: one row each.
import { boolean, code, date, id, integer, money, oneOf, share, tag, text } from './types.ts'
import type { Parameter } from './types.ts'

const paymentStatus = oneOf('AUTHORIZED', 'EXPIRED', 'PAID', 'PARTIALLY_PAID', 'PARTIALLY_REFUNDED', 'PENDING', 'REFUNDED', 'VOIDED')
const fulfillmentStatus = oneOf('FULFILLED', 'IN_PROGRESS', 'ON_HOLD', 'OPEN', 'PARTIALLY_FULFILLED', 'PENDING_FULFILLMENT', 'REQUEST_DECLINED', 'RESTOCKED', 'SCHEDULED', 'UNFULFILLED')

/** Of the event's instant, on the shop's calendar. `from`: where that instant comes from. */
const calendar = (from: string): readonly Parameter[] => [
  { name: 'month', type: { kind: 'integer', min: 1, max: 12, cyclic: true }, many: true, reads: { on: 'month' }, meaning: 'month of the year, 1 to 12', example: 'month = 11', from },
  { name: 'weekday', type: { kind: 'integer', min: 1, max: 7, cyclic: true }, many: true, reads: { on: 'weekday' }, meaning: 'day of the week, 1 (Monday) to 7 (Sunday)', example: 'weekday IN (6, 7)', from },
  { name: 'day', type: { kind: 'integer', min: 1, max: 31, cyclic: true }, many: true, reads: { on: 'day' }, meaning: 'day of the month, 1 to 31', example: 'day <= 7', from },
  { name: 'hour', type: { kind: 'integer', min: 0, max: 23, cyclic: true }, many: true, reads: { on: 'hour' }, meaning: 'hour of the day, 0 to 23', example: 'hour BETWEEN 18 AND 23', from },
  { name: 'year', type: integer, many: true, reads: { on: 'year' }, meaning: 'year', example: 'year = 2025', from },
  { name: 'months_ago', type: { kind: 'integer', min: 0, max: 1200 }, many: true, reads: { on: 'monthsAgo' }, meaning: 'calendar months before this one, 0 is this month', example: 'months_ago BETWEEN 0 AND 35', from },
]

/** Of the order an event belongs to. */
const ofTheOrder: readonly Parameter[] = [
  { name: 'channel', type: text, many: true, reads: { on: 'channel' }, meaning: 'channel of the order', example: "channel = 'pos'", from: 'Order.sourceName' },
  { name: 'discount_code', type: code, many: true, reads: { on: 'discountCode' }, meaning: 'a discount code on the order', example: "discount_code = 'AUTUMN10'", from: 'Order.discountCodes' },
  { name: 'discounted', type: boolean, reads: { on: 'discounted' }, meaning: 'whether the order had a discount', example: 'discounted = false', from: 'Order.totalDiscountsSet, Order.discountCodes' },
  { name: 'fulfillment_status', type: fulfillmentStatus, many: true, reads: { on: 'fulfillmentStatus' }, meaning: 'fulfilment of the order', example: "fulfillment_status = 'UNFULFILLED'", from: 'Order.displayFulfillmentStatus' },
  { name: 'order_tag', type: tag, many: true, reads: { on: 'orderTag' }, meaning: 'a tag on the order', example: "order_tag = 'gift'", from: 'Order.tags' },
  { name: 'payment_status', type: paymentStatus, many: true, reads: { on: 'paymentStatus' }, meaning: 'payment of the order', example: "payment_status = 'PENDING'", from: 'Order.displayFinancialStatus' },
  { name: 'refunded', type: boolean, reads: { on: 'refunded' }, meaning: 'whether any of the order was refunded', example: 'refunded = true', from: 'Order.refunds' },
  { name: 'shipping_country', type: { kind: 'country' }, many: true, reads: { on: 'shippingCountry' }, meaning: 'country the order was shipped to', example: "shipping_country = 'AT'", from: 'Order.shippingAddress' },
  { name: 'shipping_region', type: { kind: 'region' }, many: true, reads: { on: 'shippingRegion' }, meaning: 'region the order was shipped to', example: "shipping_region = 'US-NY'", from: 'Order.shippingAddress' },
  { name: 'source', type: text, many: true, reads: { on: 'source' }, meaning: 'where the first visit before the order came from', example: "source = 'newsletter'", from: 'Order.customerJourneySummary.firstVisit' },
  { name: 'utm_campaign', type: text, many: true, reads: { on: 'utmCampaign' }, meaning: 'utm_campaign of the first visit before the order', example: "utm_campaign = 'autumn'", from: 'Order.customerJourneySummary.firstVisit' },
  { name: 'utm_medium', type: text, many: true, reads: { on: 'utmMedium' }, meaning: 'utm_medium of the first visit before the order', example: "utm_medium = 'email'", from: 'Order.customerJourneySummary.firstVisit' },
  { name: 'utm_source', type: text, many: true, reads: { on: 'utmSource' }, meaning: 'utm_source of the first visit before the order', example: "utm_source = 'google'", from: 'Order.customerJourneySummary.firstVisit' },
  { name: 'nth', type: { kind: 'integer', min: 1 }, many: true, reads: { on: 'nth' }, meaning: 'place of the order among theirs, 1 is the first', example: 'nth = 1', from: 'Order.processedAt' },
  { name: 'nth_latest', type: { kind: 'integer', min: 1 }, many: true, reads: { on: 'nthLatest' }, meaning: 'place of the order among theirs, 1 is the latest', example: 'nth_latest = 1', from: 'Order.processedAt' },
]

/** Of the product a line names, as the store knows it now. */
const ofTheProduct: readonly Parameter[] = [
  { name: 'collection', type: text, many: true, reads: { on: 'collection' }, meaning: 'a collection of the product, by handle or id', example: "collection = 'sale'", from: 'Product.collections' },
  { name: 'title', type: text, many: true, reads: { on: 'title' }, meaning: 'title of the product', example: "title = 'Stoneware mug'", from: 'Product.title' },
  { name: 'type', type: text, many: true, reads: { on: 'productType' }, meaning: 'type of the product', example: "type = 'Mug'", from: 'Product.productType' },
  { name: 'vendor', type: text, many: true, reads: { on: 'vendor' }, meaning: 'vendor of the product', example: "vendor = 'Clayworks'", from: 'Product.vendor' },
]

const years = (from: string): Parameter => ({ name: 'years', type: integer, reads: { of: 'distinctYears' }, meaning: 'different years with an event', example: 'years >= 2', from })

export const orderParameters: readonly Parameter[] = [
  { name: 'date', type: date, native: true, reads: { on: 'date' }, meaning: 'when it was', example: 'date >= -90d', from: 'Order.processedAt' },
  { name: 'amount', type: money, native: true, reads: { on: 'amount' }, meaning: 'total of one, as placed, with tax and shipping', example: 'amount > 100', from: 'Order.totalPriceSet' },
  { name: 'app_id', type: id, many: true, native: true, reads: { on: 'app' }, meaning: 'app the order came through', example: 'app_id = 129785', from: 'Order.app' },
  { name: 'location_id', type: id, many: true, native: true, reads: { on: 'location' }, meaning: 'shop location of the order', example: 'location_id = 12345', from: 'Order.retailLocation' },
  { name: 'discount_amount', type: money, reads: { on: 'discountAmount' }, meaning: 'discount on the order', example: 'discount_amount >= 20', from: 'Order.totalDiscountsSet' },
  { name: 'net_amount', type: money, reads: { on: 'netAmount' }, meaning: 'total of the order after refunds and edits', example: 'net_amount > 100', from: 'Order.totalPriceSet, Order.currentTotalPriceSet, Order.refunds' },
  ...ofTheOrder,
  ...calendar('Order.processedAt'),
  { name: 'count', type: integer, native: true, reads: { of: 'count' }, meaning: 'how many', example: 'count >= 2', from: 'Order' },
  { name: 'sum_amount', type: money, native: true, reads: { of: 'sumAmount' }, meaning: 'totals together', example: 'sum_amount >= 500', from: 'Order.totalPriceSet' },
  { name: 'sum_net_amount', type: money, reads: { of: 'sumNetAmount' }, meaning: 'totals together after refunds and edits', example: 'sum_net_amount >= 500', from: 'Order.totalPriceSet, Order.currentTotalPriceSet, Order.refunds' },
  { name: 'average_amount', type: money, reads: { of: 'averageAmount' }, meaning: 'average total', example: 'average_amount >= 80', from: 'Order.totalPriceSet' },
  years('Order.processedAt'),
]

export const lineParameters: readonly Parameter[] = [
  { name: 'id', type: id, many: true, native: true, reads: { on: 'product' }, meaning: 'the product', example: 'id = 8238418722967', from: 'LineItem.product' },
  { name: 'tag', type: tag, many: true, native: true, reads: { on: 'productTag' }, meaning: 'a tag of the product', example: "tag = 'Sports wear'", from: 'Product.tags' },
  { name: 'category', type: text, native: true, reads: null, meaning: 'category of the product', example: "category = 'Shoes'", from: 'asked of Shopify' },
  { name: 'variant_id', type: id, many: true, reads: { on: 'variant' }, meaning: 'the variant', example: 'variant_id = 40123456789', from: 'LineItem.variant' },
  { name: 'sku', type: text, many: true, reads: { on: 'sku' }, meaning: 'stock keeping unit of the line', example: "sku = 'MUG-01'", from: 'LineItem.sku' },
  ...ofTheProduct,
  { name: 'gift_card', type: boolean, reads: { on: 'giftCard' }, meaning: 'whether the line is a gift card', example: 'gift_card = true', from: 'LineItem.isGiftCard' },
  { name: 'date', type: date, native: true, reads: { on: 'date' }, meaning: 'when it was', example: 'date >= -90d', from: 'Order.processedAt' },
  { name: 'quantity', type: integer, native: true, reads: { on: 'quantity' }, meaning: 'units on one line, as placed', example: 'quantity >= 3', from: 'LineItem.quantity' },
  { name: 'current_quantity', type: integer, reads: { on: 'currentQuantity' }, meaning: 'units on one line after refunds and edits', example: 'current_quantity >= 1', from: 'LineItem.currentQuantity' },
  { name: 'line_amount', type: money, reads: { on: 'lineAmount' }, meaning: 'total of one line after discounts', example: 'line_amount >= 50', from: 'LineItem.discountedTotalSet' },
  ...ofTheOrder,
  ...calendar('Order.processedAt'),
  { name: 'count', type: integer, native: true, reads: { of: 'count' }, meaning: 'how many', example: 'count >= 2', from: 'Order' },
  { name: 'sum_quantity', type: integer, native: true, reads: { of: 'sumQuantity' }, meaning: 'units on all matching lines', example: 'sum_quantity >= 10', from: 'LineItem.quantity' },
  { name: 'sum_line_amount', type: money, reads: { of: 'sumLineAmount' }, meaning: 'totals of all matching lines', example: 'sum_line_amount >= 200', from: 'LineItem.discountedTotalSet' },
  { name: 'distinct_products', type: integer, reads: { of: 'distinctProducts' }, meaning: 'different products on the matching lines', example: 'distinct_products >= 3', from: 'LineItem.product' },
  { name: 'share_of_spend', type: share, reads: { of: 'shareOfSpend' }, meaning: 'matching lines as a share of all they bought in the same dates', example: 'share_of_spend >= 0.5', from: 'LineItem.discountedTotalSet' },
  years('Order.processedAt'),
]

export const refundParameters: readonly Parameter[] = [
  { name: 'date', type: date, reads: { on: 'date' }, meaning: 'when it was', example: 'date >= -90d', from: 'Refund.createdAt' },
  { name: 'amount', type: money, reads: { on: 'amount' }, meaning: 'total of one refund', example: 'amount > 100', from: 'Refund.totalRefundedSet' },
  ...calendar('Refund.createdAt'),
  { name: 'count', type: integer, reads: { of: 'count' }, meaning: 'how many', example: 'count >= 2', from: 'Order.refunds' },
  { name: 'sum_amount', type: money, reads: { of: 'sumAmount' }, meaning: 'totals together', example: 'sum_amount >= 500', from: 'Refund.totalRefundedSet' },
  years('Refund.createdAt'),
]

export const checkoutParameters: readonly Parameter[] = [
  { name: 'date', type: date, reads: { on: 'date' }, meaning: 'when it was', example: 'date >= -90d', from: 'checkouts/create, checkouts/update' },
  { name: 'amount', type: money, reads: { on: 'amount' }, meaning: 'total of its lines', example: 'amount > 100', from: 'checkouts/create, checkouts/update' },
  { name: 'id', type: id, many: true, reads: { on: 'product' }, meaning: 'the product', example: 'id = 8238418722967', from: 'checkouts/create, checkouts/update' },
  { name: 'tag', type: tag, many: true, reads: { on: 'productTag' }, meaning: 'a tag of the product', example: "tag = 'Sports wear'", from: 'Product.tags' },
  ...ofTheProduct,
  { name: 'quantity', type: integer, reads: { on: 'quantity' }, meaning: 'units on one line, as placed', example: 'quantity >= 3', from: 'checkouts/create, checkouts/update' },
  ...calendar('checkouts/create, checkouts/update'),
  { name: 'count', type: integer, reads: { of: 'count' }, meaning: 'how many', example: 'count >= 2', from: 'checkouts/create, checkouts/update' },
  { name: 'sum_amount', type: money, reads: { of: 'sumAmount' }, meaning: 'totals together', example: 'sum_amount >= 500', from: 'checkouts/create, checkouts/update' },
  { name: 'sum_quantity', type: integer, reads: { of: 'sumQuantity' }, meaning: 'units on all matching lines', example: 'sum_quantity >= 10', from: 'checkouts/create, checkouts/update' },
]
