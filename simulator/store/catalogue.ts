// What the shop sells: products with types, vendors, tags and collections, a few of them gift cards, a few deleted.
import { decimalsOf, rateBetween } from './currencies.ts'
import { newId } from './ids.ts'
import type { Product, Store } from './model.ts'
import type { Random } from './random.ts'

const vendors = ['Clayworks', 'Nordlicht', 'Atelier Lumière', 'Oak & Iron', 'Yama', 'Kleinod', 'Tideline', 'House Brand'] as const

const kinds = [
  { type: 'Mug', nouns: ['mug', 'cup', 'tumbler'], tags: ['kitchen', 'ceramic'], price: 22 },
  { type: 'Plate', nouns: ['dinner plate', 'side plate', 'platter'], tags: ['kitchen', 'ceramic', 'table'], price: 28 },
  { type: 'Lamp', nouns: ['table lamp', 'floor lamp', 'pendant'], tags: ['light', 'living'], price: 120 },
  { type: 'Chair', nouns: ['chair', 'stool', 'armchair'], tags: ['furniture', 'living'], price: 240 },
  { type: 'Candle', nouns: ['candle', 'tea lights'], tags: ['gift-idea', 'living'], price: 16 },
  { type: 'Blanket', nouns: ['blanket', 'throw'], tags: ['textile', 'winter'], price: 75 },
  { type: 'Calendar', nouns: ['advent calendar'], tags: ['winter', 'gift-idea', 'Seasonal'], price: 34 },
  { type: 'Knife', nouns: ['paring knife', "chef's knife"], tags: ['kitchen', 'steel'], price: 64 },
  { type: 'Coffee', nouns: ['espresso beans', 'filter coffee'], tags: ['consumable', 'kitchen'], price: 14 },
  { type: 'Soap', nouns: ['soap', 'hand balm'], tags: ['consumable', 'bath'], price: 9 },
] as const

const qualities = ['Stoneware', 'Linen', 'Walnut', 'Brass', 'Classic', 'Small', 'Large', 'Wild', 'Quiet', 'Northern', 'Recycled', 'Enamel'] as const
const extraTags = ['new', 'sale', 'bestseller', 'vegan', 'made in EU', 'final-sale'] as const
const shelves = ['Table', 'Kitchen', 'Living', 'Gifts', 'Winter', 'Sale', 'New arrivals', 'Under 25', 'Office', 'Bath'] as const

export const giftCardType = 'Gift Cards'

export function seedCatalogue(store: Store, random: Random, count: number, opened: number): void {
  for (const title of shelves) {
    const id = newId(store, 'collection')
    store.collections.set(id, { id, title, handle: title.toLowerCase().replaceAll(' ', '-'), updatedAt: opened })
  }
  const collections = [...store.collections.keys()]
  for (let i = 0; i < count; i++) {
    const product = i % 60 === 59 ? giftCard(store, opened) : makeProduct(store, random, collections, opened)
    if (random.chance(0.04)) product.deleted = true
    store.products.set(product.id, product)
  }
}

export function makeProduct(store: Store, random: Random, collections: readonly number[], at: number): Product {
  const id = newId(store, 'product')
  const kind = random.pick(kinds)
  const serial = store.issued.product
  const price = priceNear(store, random, kind.price)
  return {
    id,
    title: `${random.pick(qualities)} ${random.pick(kind.nouns)} No. ${serial}`,
    type: kind.type,
    vendor: random.pick(vendors),
    tags: [...kind.tags, ...(random.chance(0.4) ? [random.pick(extraTags)] : [])].sort(),
    collectionIds: [...new Set([random.pick(collections), ...(random.chance(0.5) ? [random.pick(collections)] : [])])],
    createdAt: at,
    updatedAt: at,
    variants: Array.from({ length: random.int(1, 3) }, (_, index) => ({ id: newId(store, 'variant'), sku: `${kind.type.slice(0, 3).toUpperCase()}-${serial}-${index + 1}`, price: price + index * roundPrice(price * 0.2) })),
    deleted: false,
  }
}

function giftCard(store: Store, at: number): Product {
  const id = newId(store, 'product')
  return {
    id, title: `Gift card No. ${store.issued.product}`, type: giftCardType, vendor: 'House Brand', tags: ['gift-idea'], collectionIds: [], createdAt: at, updatedAt: at, deleted: false,
    variants: [25, 50, 100].map((value) => ({ id: newId(store, 'variant'), sku: `GIFT-${value}`, price: Math.round(value * unit(store)) })),
  }
}

/** Minor units of the shop's currency in one euro. */
const unit = (store: Store) => rateBetween('EUR', store.settings.currency) * 10 ** decimalsOf(store.settings.currency)

const priceNear = (store: Store, random: Random, euros: number) => roundPrice(euros * Math.exp(0.45 * random.normal()) * unit(store))

/** To a tenth of a major unit, or to ten yen. */
const roundPrice = (minor: number) => Math.max(10, Math.round(minor / 10) * 10)
