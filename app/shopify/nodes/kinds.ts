// The three kinds of nodes that are read again: what is selected of each, and how it becomes changes of facts.
import { addressFields, customerChanges, customerFields } from '#app/shopify/nodes/customer-node.ts'
import { pageOfMetafields, type Paths } from '#app/shopify/nodes/metafields.ts'
import { allLines, lineConnection } from '#app/shopify/nodes/order-lines.ts'
import { orderChange, orderFields } from '#app/shopify/nodes/order-node.ts'
import { collectionFields, productChange, productFields } from '#app/shopify/nodes/product-node.ts'
import type { NodeKind } from '#app/shopify/nodes/reading.ts'
import { type Fields, fields, list } from '#app/shopify/payloads/read.ts'

/** The children that were selected, or undefined where there are more of them. */
const whole = (connection: Fields): readonly Fields[] | undefined =>
  fields(connection.pageInfo).hasNextPage === true ? undefined : list(connection.nodes)

// Page sizes keep one request well under 1,000 points.
/** With the metafields that rules name. */
export const customersWith = (metafields: Paths): NodeKind => ({
  kind: 'Customer',
  root: 'customers',
  perPage: 50,
  selection: `${customerFields} addressesV2(first: 50) { nodes { ${addressFields} } pageInfo { hasNextPage } } ${pageOfMetafields(metafields)}`,
  async changes({ currency }, node, readAt) {
    const parts = { addresses: whole(fields(node.addressesV2)), metafields: list(fields(node.metafields).nodes) }
    return { kind: 'read', value: customerChanges(node, parts, { currency, metafields, readAt }) }
  },
  gone: (customer, at) => ({ kind: 'customerGone', customer, at }),
})

export const customers = customersWith(new Set())

export const orders: NodeKind = {
  kind: 'Order',
  root: 'orders',
  perPage: 20,
  selection: `${orderFields} ${lineConnection(100, null)}`,
  async changes(reader, node) {
    const lines = await allLines(reader, node)
    return lines.kind === 'read' ? { kind: 'read', value: [orderChange(node, lines.value, reader.currency)] } : lines
  },
  gone: (order, at) => ({ kind: 'orderGone', order, at }),
}

export const products: NodeKind = {
  kind: 'Product',
  root: 'products',
  perPage: 50,
  selection: `${productFields} collections(first: 50) { nodes { ${collectionFields} } pageInfo { hasNextPage } }`,
  changes: async (_reader, node) => ({ kind: 'read', value: [productChange(node, whole(fields(node.collections)))] }),
  gone: (product, at) => ({ kind: 'productGone', product, at }),
}
