// The bulk queries, and how one is asked for and looked at.
import { checkoutFields, checkoutLineFields } from '#app/shopify/nodes/checkout-node.ts'
import { addressFields, customerFields } from '#app/shopify/nodes/customer-node.ts'
import { bulkMetafields, type Paths } from '#app/shopify/nodes/metafields.ts'
import { lineFields, orderFields } from '#app/shopify/nodes/order-node.ts'
import { collectionFields, productFields } from '#app/shopify/nodes/product-node.ts'

/** `tags`: of customers, nothing but their tags. */
export type BulkFile = 'products' | 'customers' | 'orders' | 'checkouts' | 'tags'

/** Those of a whole reading, in the order of import: what later files refer to comes first. */
export const bulkFiles: readonly BulkFile[] = ['products', 'customers', 'orders', 'checkouts']

/** Bulk queries select through `edges { node }` only. `metafields`: those of customers that rules name. */
export function bulkQuery(file: BulkFile, metafields: Paths): string {
  switch (file) {
    case 'products':
      return `{ products { edges { node { ${productFields} collections { edges { node { ${collectionFields} } } } } } } }`
    case 'customers':
      return `{ customers { edges { node { ${customerFields} addressesV2 { edges { node { ${addressFields} } } } ${bulkMetafields(metafields)} } } } }`
    case 'orders':
      return `{ orders(sortKey: UPDATED_AT) { edges { node { ${orderFields} lineItems { edges { node { ${lineFields} } } } } } } }`
    case 'tags':
      return '{ customers { edges { node { id tags updatedAt } } } }'
    case 'checkouts':
      return `{ abandonedCheckouts { edges { node { ${checkoutFields} lineItems { edges { node { ${checkoutLineFields} } } } } } } }`
  }
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
