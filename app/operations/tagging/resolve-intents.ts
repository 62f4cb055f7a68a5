// After a crash or an unknown outcome: reads the customers whose writes may have been executed, so that ownership is decided by what stands.
import { gidOf, idOf } from '#app/core/ids.ts'
import { all, type Sql } from '#app/db/sql.ts'
import type { Heard } from '#app/operations/tagging/keep-answers.ts'
import type { Context } from '#app/operations/context.ts'
import type { Answer } from '#app/shopify/shopify.ts'

export interface Unheard {
  readonly number: number
  readonly shopify_id: string
}

/** Customers with an intent that nothing was heard of. */
export const unheard = (shop: number): Sql<Unheard[]> =>
  all<Unheard>(
    `SELECT c.number, CAST(c.shopify_id AS TEXT) AS shopify_id FROM customers c
     WHERE c.shop_id = ? AND c.deleted_at IS NULL AND c.suspect IS NULL
     AND c.number IN (SELECT customer FROM tag_ledger WHERE shop_id = ? AND intent IS NOT NULL) ORDER BY c.number LIMIT 50`,
    shop, shop,
  )

interface Nodes {
  readonly nodes: readonly ({ readonly id?: string; readonly tags?: readonly string[]; readonly updatedAt?: string } | null)[]
}

const document = 'query ReadTags($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer { id tags updatedAt } } }'

export async function readUnheard(ctx: Context, domain: string, customers: readonly Unheard[]): Promise<Answer<Nodes>> {
  return ctx.shopify.ask<Nodes>(domain, document, { ids: customers.map((customer) => gidOf('Customer', customer.shopify_id)) })
}

export function heardFrom(customers: readonly Unheard[], nodes: Nodes['nodes']): Heard[] {
  const byId = new Map(nodes.flatMap((node) => (node?.id === undefined ? [] : [[idOf(node.id), node] as const])))
  return customers.map(({ number, shopify_id }) => {
    const node = byId.get(shopify_id)
    const heard = { customer: number, shopifyId: shopify_id, write: null }
    if (node?.tags === undefined || node.updatedAt === undefined) return { ...heard, seen: null, complaints: ['Customer does not exist'] }
    return { ...heard, seen: { tags: node.tags, updatedAt: Date.parse(node.updatedAt) }, complaints: [] }
  })
}
