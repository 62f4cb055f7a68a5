// Abandoned checkouts read by id: Shopify lists them, and answers for none by itself.
import type { CheckoutChange } from '#app/core/facts/change.ts'
import type { ShopifyId } from '#app/core/facts/facts.ts'
import { whole } from '#app/shopify/answers.ts'
import { checkoutChange, checkoutFields, checkoutLineFields } from '#app/shopify/nodes/checkout-node.ts'
import type { Read, Reader } from '#app/shopify/nodes/reading.ts'
import { fields, isFields, list } from '#app/shopify/payloads/read.ts'
import type { Json } from '#app/shopify/payloads/parse.ts'

/** As many as one request reads, with up to fifty lines each. */
export const checkoutsAtOnce = 25

const document = `query ReadCheckouts($query: String!) {
  abandonedCheckouts(first: ${checkoutsAtOnce}, query: $query) { nodes { ${checkoutFields} lineItems(first: 50) { nodes { ${checkoutLineFields} } } } } }`

/** At most `checkoutsAtOnce`; what Shopify does not list is left out. */
export async function readCheckouts({ shopify, shop, currency }: Reader, ids: readonly ShopifyId[]): Promise<Read<CheckoutChange[]>> {
  const answer = whole(await shopify.ask<{ readonly abandonedCheckouts: { readonly nodes: readonly Json[] } | null }>(shop, document, { query: ids.map((id) => `id:${id}`).join(' OR ') }))
  if (answer.kind !== 'ok') return answer
  const nodes = (answer.data.abandonedCheckouts?.nodes ?? []).filter(isFields)
  return { kind: 'read', value: nodes.map((node) => checkoutChange(node, list(fields(node.lineItems).nodes), currency)) }
}
