// A product as the Admin API shows it, in bulk lines and in nodes(ids:), to one change of facts.
import type { ProductChange } from '#app/core/facts/change.ts'
import { type Fields, requiredId, requiredInstant, text, texts } from '#app/shopify/payloads/read.ts'

/** What is selected of a product besides its collections. */
export const productFields = 'id updatedAt tags productType vendor title'
export const collectionFields = 'id title handle'

/** `collections` undefined: not all of them are known. */
export function productChange(node: Fields, collections: readonly Fields[] | undefined): ProductChange {
  return {
    kind: 'product',
    product: requiredId('product', node.id),
    at: requiredInstant('updatedAt', node.updatedAt),
    title: text(node.title),
    type: text(node.productType),
    vendor: text(node.vendor),
    tags: texts(node.tags),
    collections: collections?.map((each) => ({
      id: requiredId('collection', each.id),
      handle: text(each.handle) ?? '',
      title: text(each.title) ?? '',
    })),
  }
}
