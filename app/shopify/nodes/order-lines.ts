// All lines of an order: an order with some of its lines would be a wrong order, so what is left is fetched.
import { whole } from '#app/shopify/answers.ts'
import { lineFields } from '#app/shopify/nodes/order-node.ts'
import type { Read, Reader } from '#app/shopify/nodes/reading.ts'
import { type Fields, fields, list, text } from '#app/shopify/payloads/read.ts'
import type { Json } from '#app/shopify/payloads/parse.ts'

export const lineConnection = (first: number, after: '$after' | null): string =>
  `lineItems(first: ${first}${after ? `, after: ${after}` : ''}) { nodes { ${lineFields} } pageInfo { hasNextPage endCursor } }`

const document = `query MoreLines($id: ID!, $after: String) { order(id: $id) { ${lineConnection(250, '$after')} } }`

interface MoreLines {
  readonly order: { readonly lineItems: Json } | null
}

/** The lines selected with the order by `lineConnection`, and the ones beyond. */
export async function allLines(reader: Reader, order: Fields): Promise<Read<readonly Fields[]>> {
  let connection = fields(order.lineItems)
  const lines = [...list(connection.nodes)]
  while (fields(connection.pageInfo).hasNextPage === true) {
    const after = text(fields(connection.pageInfo).endCursor)
    const answer = whole(await reader.shopify.ask<MoreLines>(reader.shop, document, { id: order.id, after }))
    if (answer.kind !== 'ok') return answer
    // Gone meanwhile: the deletion is told by its own delivery.
    connection = fields(answer.data.order?.lineItems)
    lines.push(...list(connection.nodes))
  }
  return { kind: 'read', value: lines }
}
