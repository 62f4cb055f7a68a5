// An order as the Admin API shows it, in bulk lines and in nodes(ids:), to one change of facts.
import type { OrderChange, OrderLineChange } from '#app/core/facts/change.ts'
import { type Fields, fields, flag, instant, list, money, requiredId, requiredInstant, shopifyId, text, texts, whole } from '#app/shopify/payloads/read.ts'

/** What is selected of an order besides its lines. */
export const orderFields = `id createdAt processedAt updatedAt cancelledAt test sourceName displayFinancialStatus displayFulfillmentStatus
  customer { id } app { id } retailLocation { id } shippingAddress { countryCodeV2 provinceCode } currencyCode
  currentTotalPriceSet { shopMoney { amount currencyCode } } totalPriceSet { shopMoney { amount } } totalDiscountsSet { shopMoney { amount } } totalRefundedSet { shopMoney { amount } }
  discountCodes tags customerJourneySummary { firstVisit { source utmParameters { source medium campaign } } }
  refunds { id createdAt totalRefundedSet { shopMoney { amount } } }`

export const lineFields = `id quantity currentQuantity sku vendor isGiftCard product { id } variant { id }
  originalTotalSet { shopMoney { amount } } discountedTotalSet { shopMoney { amount } }`

export function orderChange(node: Fields, lines: readonly Fields[], shopCurrency: string): OrderChange {
  const currency = text(fields(fields(node.currentTotalPriceSet).shopMoney).currencyCode) ?? shopCurrency
  const createdAt = requiredInstant('createdAt', node.createdAt)
  const ship = fields(node.shippingAddress)
  const country = text(ship.countryCodeV2)
  const province = text(ship.provinceCode)
  return {
    kind: 'order',
    order: requiredId('order', node.id),
    at: requiredInstant('updatedAt', node.updatedAt, node.createdAt),
    customer: shopifyId(fields(node.customer).id),
    createdAt,
    processedAt: instant(node.processedAt) ?? createdAt,
    cancelledAt: instant(node.cancelledAt),
    test: flag(node.test),
    financialStatus: text(node.displayFinancialStatus),
    fulfillmentStatus: text(node.displayFulfillmentStatus),
    total: amount(node.totalPriceSet, currency),
    currentTotal: amount(node.currentTotalPriceSet, currency),
    discounts: amount(node.totalDiscountsSet, currency),
    refunded: amount(node.totalRefundedSet, currency),
    currency: text(node.currencyCode) ?? currency,
    sourceName: text(node.sourceName),
    app: shopifyId(fields(node.app).id),
    location: shopifyId(fields(node.retailLocation).id),
    shipCountry: country,
    shipRegion: country && province ? `${country}-${province}` : null,
    discountCodes: texts(node.discountCodes),
    tags: texts(node.tags),
    visit: visitOf(node),
    refunds: list(node.refunds).map((refund) => ({
      id: requiredId('refund', refund.id),
      at: requiredInstant('createdAt of a refund', refund.createdAt, node.updatedAt),
      amount: amount(refund.totalRefundedSet, currency),
    })),
    lines: lines.map((line) => lineOf(line, currency)),
  }
}

function lineOf(line: Fields, currency: string): OrderLineChange {
  return {
    id: requiredId('line item', line.id),
    product: shopifyId(fields(line.product).id),
    variant: shopifyId(fields(line.variant).id),
    sku: text(line.sku),
    vendor: text(line.vendor),
    quantity: whole(line.quantity),
    currentQuantity: whole(line.currentQuantity),
    giftCard: flag(line.isGiftCard),
    originalTotal: amount(line.originalTotalSet, currency),
    discountedTotal: amount(line.discountedTotalSet, currency),
  }
}

function visitOf(node: Fields): OrderChange['visit'] {
  const visit = fields(node.customerJourneySummary).firstVisit
  if (typeof visit !== 'object' || visit === null) return null
  const utm = fields(fields(visit).utmParameters)
  return { source: text(fields(visit).source), utmSource: text(utm.source), utmMedium: text(utm.medium), utmCampaign: text(utm.campaign) }
}

const amount = (set: Fields[string], currency: string): number => money(fields(fields(set).shopMoney).amount, currency) ?? 0
