// The three bulk queries, and how one is asked for and looked at.
import { addressFields, customerFields } from '#app/shopify/nodes/customer-node.ts'
import { lineFields, orderFields } from '#app/shopify/nodes/order-node.ts'
import { collectionFields, productFields } from '#app/shopify/nodes/product-node.ts'

export type BulkFile = 'products' | 'customers' | 'orders'

/** In the order of import: what later files refer to comes first. */
export const bulkFiles: readonly BulkFile[] = ['products', 'customers', 'orders']

/** Bulk queries select through `edges { node }` only; metafields come with a later choice of the merchant. */
export const bulkQueries: Readonly<Record<BulkFile, string>> = {
  products: `{ products { edges { node { ${productFields} collections { edges { node { ${collectionFields} } } } } } } }`,
  customers: `{ customers { edges { node { ${customerFields} addressesV2 { edges { node { ${addressFields} } } } } } } }`,
  orders: `{ orders(sortKey: UPDATED_AT) { edges { node { ${orderFields} lineItems { edges { node { ${lineFields} } } } } } } }`,
}

export const runBulkQuery = `mutation RunBulkQuery($query: String!) {
  bulkOperationRunQuery(query: $query, groupObjects: false) { bulkOperation { id status createdAt } userErrors { field message code } }
}`

export interface RunBulkQuery {
  readonly bulkOperationRunQuery: {
    readonly bulkOperation: { readonly id: string; readonly status: string; readonly createdAt: string } | null
    readonly userErrors: readonly { readonly message: string; readonly code: string | null }[]
  } | null
}

export const lookAtBulk = `query LookAtBulk($id: ID!) {
  bulkOperation(id: $id) { id status errorCode objectCount url createdAt completedAt }
}`

export interface LookAtBulk {
  readonly bulkOperation: {
    readonly id: string
    readonly status: 'CREATED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELING' | 'CANCELED' | 'EXPIRED'
    readonly errorCode: string | null
    /** Decimal text. */
    readonly objectCount: string
    readonly url: string | null
    readonly createdAt: string
    readonly completedAt: string | null
  } | null
}
