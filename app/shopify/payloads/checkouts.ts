// checkouts/*: carts that reached the checkout. checkouts/delete names only the id, so that is the key of all of them.
import { id, plain } from '#app/shopify/payloads/allow.ts'
import { type Heard, type Setting, facts } from '#app/shopify/payloads/heard.ts'
import { type Fields, fields, instant, list, money, requiredId, requiredInstant, shopifyId, text, whole } from '#app/shopify/payloads/read.ts'

export const checkoutShape = {
  id, name: plain, created_at: plain, updated_at: plain, completed_at: plain,
  customer: { id, admin_graphql_api_id: id },
  line_items: [{ product_id: id, quantity: plain, line_price: plain, price: plain }],
} as const

export function heardCheckout(payload: Fields, { currency }: Setting): Heard {
  const customer = fields(payload.customer)
  const createdAt = requiredInstant('created_at', payload.created_at, payload.updated_at)
  return facts({
    kind: 'checkout',
    token: checkoutId(payload),
    at: instant(payload.updated_at) ?? createdAt,
    customer: shopifyId(customer.admin_graphql_api_id, customer.id),
    createdAt,
    completedAt: instant(payload.completed_at),
    lines: list(payload.line_items).map((line) => ({
      product: shopifyId(line.product_id),
      quantity: whole(line.quantity),
      amount: money(line.line_price ?? line.price, currency) ?? 0,
    })),
  })
}

export const checkoutGoneShape = { id } as const

export const heardCheckoutGone = (payload: Fields, { at }: Setting): Heard => facts({ kind: 'checkoutGone', token: checkoutId(payload), at })

/** The documented sample has no id of its own, but its name is the id behind a #. */
function checkoutId(payload: Fields): string {
  return requiredId('checkout', payload.id, text(payload.name)?.replace(/^#/, ''))
}
