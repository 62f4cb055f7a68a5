// products/*: what rules ask of a product. Which collections it is in, only the API tells.
import { id, plain } from '#app/shopify/payloads/allow.ts'
import { type Heard, type Setting, facts } from '#app/shopify/payloads/heard.ts'
import { type Fields, requiredId, requiredInstant, splitTags, text } from '#app/shopify/payloads/read.ts'

export const productShape = {
  id, admin_graphql_api_id: id, created_at: plain, updated_at: plain, title: plain, product_type: plain, vendor: plain, tags: plain,
} as const

export const heardProduct = (payload: Fields): Heard =>
  facts({
    kind: 'product',
    product: requiredId('product', payload.admin_graphql_api_id, payload.id),
    at: requiredInstant('updated_at', payload.updated_at, payload.created_at),
    title: text(payload.title),
    type: text(payload.product_type),
    vendor: text(payload.vendor),
    tags: splitTags(payload.tags),
    collections: undefined,
  })

export const productGoneShape = { id, admin_graphql_api_id: id } as const

export const heardProductGone = (payload: Fields, { at }: Setting): Heard =>
  facts({ kind: 'productGone', product: requiredId('product', payload.admin_graphql_api_id, payload.id), at })
