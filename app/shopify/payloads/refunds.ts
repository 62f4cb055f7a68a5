// The refunds inside a REST order: how much money went back, and when.
import type { Instant, Minor, ShopifyId } from '#app/core/facts/facts.ts'
import { id, plain } from '#app/shopify/payloads/allow.ts'
import { type Fields, fields, list, money, requiredId, requiredInstant, text } from '#app/shopify/payloads/read.ts'

export const refundShape = {
  id, admin_graphql_api_id: id, created_at: plain, processed_at: plain,
  transactions: [{ kind: plain, status: plain, amount: plain, currency: plain, amount_set: { shop_money: { amount: plain, currency_code: plain } } }],
} as const

interface Refunds {
  readonly items: readonly { readonly id: ShopifyId; readonly at: Instant; readonly amount: Minor }[]
  /** False where an amount is known only in a currency that is not the shop's. */
  readonly certain: boolean
}

export function refundsOf(refunds: readonly Fields[], currency: string): Refunds {
  let certain = true
  const items = refunds.map((refund) => {
    let sum = 0
    for (const transaction of list(refund.transactions)) {
      if (transaction.kind !== 'refund' || (transaction.status !== 'success' && transaction.status !== undefined)) continue
      const inShop = fields(fields(transaction.amount_set).shop_money)
      const known = money(inShop.amount, text(inShop.currency_code) ?? currency)
      if (known === null && (text(transaction.currency) ?? currency) !== currency) certain = false
      else sum += known ?? money(transaction.amount, currency) ?? 0
    }
    return {
      id: requiredId('refund', refund.admin_graphql_api_id, refund.id),
      at: requiredInstant('instant of the refund', refund.created_at, refund.processed_at),
      amount: sum,
    }
  })
  return { items, certain }
}
