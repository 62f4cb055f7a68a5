// The products of a file into a block, with their collections; and those that only order lines have named.
import type { BlockBuilder } from '#app/core/facts/block-builder.ts'
import type { ProductFacts } from '#app/core/facts/facts.ts'
import { type Fields, requiredId, shopifyId, text, texts } from '#app/shopify/payloads/read.ts'
import { Children } from './children.ts'
import { eachLine } from './file-lines.ts'
import type { IdTable } from './id-table.ts'

type Collection = ProductFacts['collections'][number]

/** Gives every product a number. */
export function addProducts(path: string, products: IdTable, builder: BlockBuilder): void {
  const children = new Children()
  const seen = new Map<string, Collection>()
  const collections: Collection[] = []
  eachLine(path, 'children', (child) => {
    const found = collectionOf(child)
    if (found === null) return
    if (!seen.has(found.id)) seen.set(found.id, found)
    collections.push(seen.get(found.id)!)
    children.add(child)
  })
  children.group()
  eachLine(path, 'parents', (node) => {
    const id = requiredId('product', node.id)
    builder.addProduct({
      number: products.add(id),
      id,
      known: true,
      tags: texts(node.tags),
      type: text(node.productType),
      vendor: text(node.vendor),
      title: text(node.title),
      collections: Array.from(children.of(id), (index) => collections[index]!),
    })
  })
}

/** Products beyond the first `known` are deleted ones: a line names them, nothing else is known. */
export function addDeletedProducts(products: IdTable, known: number, builder: BlockBuilder): void {
  for (let number = known + 1; number <= products.size; number++) {
    builder.addProduct({ number, id: products.idOf(number), known: false, tags: [], type: null, vendor: null, title: null, collections: [] })
  }
}

function collectionOf(child: Fields): Collection | null {
  const id = shopifyId(child.id)
  return id !== null && typeof child.id === 'string' && child.id.includes('/Collection/') ? { id, handle: text(child.handle) ?? '' } : null
}
