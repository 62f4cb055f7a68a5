// Facts as the lines of bulk queries, in files: what `strata evaluate` reads.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Shopify escapes the slash. */
export const jsonl = (nodes: readonly object[]): string => nodes.map((node) => `${JSON.stringify(node).replaceAll('/', '\\/')}\n`).join('')

/** Gives the path. */
export function fileIn(folder: string, name: string, nodes: readonly object[]): string {
  const path = join(folder, name)
  writeFileSync(path, jsonl(nodes))
  return path
}

export const gid = (kind: string, id: string | number): string => `gid://shopify/${kind}/${id}`
export const shopMoney = (amount: string): object => ({ shopMoney: { amount, currencyCode: 'EUR' } })

/** A customer of 2024 with no order. */
export function customerNode(id: string, given: object = {}): object {
  return {
    id: gid('Customer', id), createdAt: '2024-11-29T08:15:02Z', updatedAt: '2026-10-03T17:40:11Z', state: 'ENABLED', tags: [], locale: 'de', numberOfOrders: '0',
    amountSpent: { amount: '0.0', currencyCode: 'EUR' }, lastOrder: null, productSubscriberStatus: 'NEVER_SUBSCRIBED', statistics: { predictedSpendTier: null, rfmGroup: null },
    defaultEmailAddress: null, defaultPhoneNumber: null, ...given,
  }
}

/** A paid web order of 100 euros. */
export function orderNode(id: string, customer: string | null, at: string, given: object = {}): object {
  return {
    id: gid('Order', id), createdAt: at, processedAt: at, updatedAt: at, cancelledAt: null, test: false, sourceName: 'web', displayFinancialStatus: 'PAID',
    displayFulfillmentStatus: 'FULFILLED', customer: customer && { id: gid('Customer', customer) }, app: null, retailLocation: null, shippingAddress: null, currencyCode: 'EUR',
    currentTotalPriceSet: shopMoney('100.0'), totalPriceSet: shopMoney('100.0'), totalDiscountsSet: shopMoney('0.0'), totalRefundedSet: shopMoney('0.0'), discountCodes: [], tags: [],
    customerJourneySummary: null, refunds: [], ...given,
  }
}

export function lineNode(id: string, order: string, product: string | null, given: object = {}): object {
  return {
    id: gid('LineItem', id), quantity: 1, currentQuantity: 1, sku: null, vendor: null, isGiftCard: false, product: product && { id: gid('Product', product) }, variant: null,
    originalTotalSet: shopMoney('50.0'), discountedTotalSet: shopMoney('50.0'), ...given, __parentId: gid('Order', order),
  }
}

export function productNode(id: string, tags: readonly string[]): object {
  return { id: gid('Product', id), updatedAt: '2026-09-01T00:00:00Z', tags, productType: 'Mug', vendor: 'Clayworks', title: 'Stoneware mug' }
}
