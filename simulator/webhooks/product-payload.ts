// products/* and collections/*: a product does not say which collections it is in.
import { formatMoney } from '../store/currencies.ts'
import { gid } from '../store/gid.ts'
import type { Collection, Product, Store } from '../store/model.ts'
import { stamp, utcStamp } from './stamp.ts'

export function productPayload(store: Store, product: Product) {
  const { zone, currency } = store.settings
  const created = stamp(product.createdAt, zone)
  const updated = stamp(product.updatedAt, zone)
  return {
    admin_graphql_api_id: gid('Product', product.id),
    body_html: product.title,
    created_at: created,
    handle: product.title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    id: product.id,
    product_type: product.type,
    published_at: created,
    template_suffix: null,
    title: product.title,
    updated_at: updated,
    vendor: product.vendor,
    status: 'active',
    published_scope: 'web',
    tags: product.tags.join(', '),
    variants: product.variants.map((variant, index) => ({
      admin_graphql_api_id: gid('ProductVariant', variant.id),
      barcode: null,
      compare_at_price: null,
      created_at: created,
      id: variant.id,
      inventory_policy: 'deny',
      position: index + 1,
      price: formatMoney(variant.price, currency),
      product_id: product.id,
      sku: variant.sku,
      taxable: true,
      title: `Option ${index + 1}`,
      updated_at: updated,
      option1: `Option ${index + 1}`,
      option2: null,
      option3: null,
      image_id: null,
      inventory_item_id: null,
      inventory_quantity: 75,
      old_inventory_quantity: 75,
    })),
    options: [],
    images: [],
    image: null,
    media: [],
    variant_gids: product.variants.map((variant) => ({ admin_graphql_api_id: gid('ProductVariant', variant.id), updated_at: utcStamp(product.updatedAt) })),
    has_variants_that_requires_components: false,
    category: null,
  }
}

export const deletedProductPayload = (productId: number) => ({ id: productId })

export function collectionPayload(store: Store, collection: Collection) {
  const updated = stamp(collection.updatedAt, store.settings.zone)
  return {
    id: collection.id,
    handle: collection.handle,
    title: collection.title,
    updated_at: updated,
    body_html: '',
    published_at: updated,
    sort_order: null,
    template_suffix: null,
    published_scope: 'web',
    admin_graphql_api_id: gid('Collection', collection.id),
  }
}

export const deletedCollectionPayload = (collectionId: number) => ({ id: collectionId, published_scope: 'web', admin_graphql_api_id: gid('Collection', collectionId) })
