// An abandoned checkout as the Admin API shows it in bulk lines, recovered ones too, to one change of facts.
import type { CheckoutChange } from '#app/core/facts/change.ts'
import { type Fields, fields, instant, money, requiredId, requiredInstant, shopifyId, whole } from '#app/shopify/payloads/read.ts'

export const checkoutFields = 'id createdAt updatedAt completedAt customer { id }'
export const checkoutLineFields = 'id quantity product { id } originalTotalPriceSet { shopMoney { amount } }'

/** Its id is the one that deliveries name it by. */
export const checkoutChange = (node: Fields, lines: readonly Fields[], currency: string): CheckoutChange => ({
  kind: 'checkout',
  token: requiredId('checkout', node.id),
  at: requiredInstant('updatedAt', node.updatedAt, node.createdAt),
  customer: shopifyId(fields(node.customer).id),
  createdAt: requiredInstant('createdAt', node.createdAt),
  completedAt: instant(node.completedAt),
  lines: lines.map((line) => ({
    product: shopifyId(fields(line.product).id),
    quantity: whole(line.quantity),
    amount: money(fields(fields(line.originalTotalPriceSet).shopMoney).amount, currency) ?? 0,
  })),
})
