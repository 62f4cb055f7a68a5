// What the API says of products, variants and collections.
import { gid } from '../../store/gid.ts'
import type { Collection, Product } from '../../store/model.ts'
import { byAnyText, byInstant, byNumber, byText, byWords, filterOf, type Matchers } from '../search/filter.ts'
import { type Args, type FieldContext, fieldsOf, textArg } from './field.ts'
import { type Listing, listingOf } from './listing.ts'
import { decimal, dateTime } from './scalar.ts'
import { second, sorted } from './sorting.ts'
import { productVisible } from './visible.ts'

interface VariantOf { readonly variant: Product['variants'][number]; readonly product: Product }

const productMatchers: Matchers<Product> = {
  default: byWords(({ title, vendor, type }) => [title, vendor, type]),
  id: byNumber(({ id }) => id),
  title: byText(({ title }) => title),
  vendor: byText(({ vendor }) => vendor),
  product_type: byText(({ type }) => type),
  tag: byAnyText(({ tags }) => tags),
  created_at: byInstant(({ createdAt }) => createdAt),
  updated_at: byInstant(({ updatedAt }) => updatedAt),
}

const productSortKeys = {
  TITLE: ({ title }: Product) => title.toLowerCase(),
  VENDOR: ({ vendor }: Product) => vendor.toLowerCase(),
  PRODUCT_TYPE: ({ type }: Product) => type.toLowerCase(),
  CREATED_AT: ({ createdAt }: Product) => second(createdAt),
  UPDATED_AT: ({ updatedAt }: Product) => second(updatedAt),
}

const collectionMatchers: Matchers<Collection> = {
  default: byWords(({ title }) => [title]),
  id: byNumber(({ id }) => id),
  title: byText(({ title }) => title),
  updated_at: byInstant(({ updatedAt }) => updatedAt),
}

const collectionSortKeys = {
  TITLE: ({ title }: Collection) => title.toLowerCase(),
  UPDATED_AT: ({ updatedAt }: Collection) => second(updatedAt),
}

export function productFilter(query: string | null): (product: Product) => boolean {
  const wanted = filterOf(query, productMatchers, 'products')
  return (product) => productVisible(product) && wanted(product)
}

export const productListing = (args: Args, { world }: FieldContext): Listing<Product> =>
  sorted(args, { rows: world.store.products, keep: productFilter(textArg(args, 'query')), sortKeys: productSortKeys, name: 'products' })

export const collectionListing = (args: Args, { world }: FieldContext): Listing<Collection> =>
  sorted(args, { rows: world.store.collections, keep: filterOf(textArg(args, 'query'), collectionMatchers, 'collections'), sortKeys: collectionSortKeys, name: 'collections' })

export const variantOf = (product: Product, variant: Product['variants'][number]): VariantOf => ({ variant, product })

const handle = (title: string) => title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '')

export const productFields = {
  Product: fieldsOf<Product>({
    id: ({ id }) => gid('Product', id),
    legacyResourceId: ({ id }) => String(id),
    title: ({ title }) => title,
    handle: ({ title }) => handle(title),
    productType: ({ type }) => type,
    vendor: ({ vendor }) => vendor,
    tags: ({ tags }) => tags,
    status: () => 'ACTIVE',
    createdAt: ({ createdAt }) => dateTime(createdAt),
    updatedAt: ({ updatedAt }) => dateTime(updatedAt),
    collections: ({ collectionIds }, { reverse }, { world }) =>
      listingOf(collectionIds.flatMap((id) => world.store.collections.get(id) ?? []), { reverse: reverse === true }),
    variants: (product, { reverse }) => listingOf(product.variants.map((variant) => variantOf(product, variant)), { reverse: reverse === true }),
  }),
  ProductVariant: fieldsOf<VariantOf>({
    id: ({ variant }) => gid('ProductVariant', variant.id),
    legacyResourceId: ({ variant }) => String(variant.id),
    sku: ({ variant }) => variant.sku,
    price: ({ variant }, _args, { world }) => decimal(variant.price, world.store.settings.currency),
    product: ({ product }) => product,
  }),
  Collection: fieldsOf<Collection>({
    id: ({ id }) => gid('Collection', id),
    legacyResourceId: ({ id }) => String(id),
    title: ({ title }) => title,
    handle: (collection) => collection.handle,
    updatedAt: ({ updatedAt }) => dateTime(updatedAt),
    products: ({ id }, { reverse }, { world }) =>
      listingOf([...world.store.products.values()].filter((product) => productVisible(product) && product.collectionIds.includes(id)), { reverse: reverse === true }),
  }),
}
