// The catalogue changes: products come, are edited and go, collections take them in and let them go.
import { makeProduct } from '../store/catalogue.ts'
import type { Collection, Product } from '../store/model.ts'
import type { Random } from '../store/random.ts'
import { collectionPayload, deletedCollectionPayload, deletedProductPayload, productPayload } from '../webhooks/product-payload.ts'
import type { World } from '../world.ts'

const freshTags = ['sale', 'new', 'bestseller', 'vegan', 'winter', 'clearance'] as const

export function createProduct(world: World, random: Random): Product {
  const product = makeProduct(world.store, random, [...world.store.collections.keys()], world.clock.stamp())
  world.store.products.set(product.id, product)
  world.webhooks.emit('products/create', productPayload(world.store, product))
  return product
}

/** A tag more or less, or another type or vendor. */
export function editProduct(world: World, random: Random, product: Product): void {
  const tag = random.pick(freshTags)
  const roll = random.next()
  if (roll < 0.6) product.tags = product.tags.includes(tag) ? product.tags.filter((one) => one !== tag) : [...product.tags, tag].sort()
  else if (roll < 0.8) product.vendor = random.pick(['Clayworks', 'Nordlicht', 'House Brand'])
  else product.type = random.pick(['Mug', 'Lamp', 'Blanket', 'Coffee'])
  product.updatedAt = world.clock.stamp()
  world.webhooks.emit('products/update', productPayload(world.store, product))
}

export function deleteProduct(world: World, product: Product): void {
  product.deleted = true
  product.updatedAt = world.clock.stamp()
  world.webhooks.emit('products/delete', deletedProductPayload(product.id))
}

/** A product joins or leaves a collection: told of the collection, and of the product, which does not say so. */
export function moveProduct(world: World, product: Product, collection: Collection): void {
  const stands = product.collectionIds.includes(collection.id)
  product.collectionIds = stands ? product.collectionIds.filter((id) => id !== collection.id) : [...product.collectionIds, collection.id]
  product.updatedAt = world.clock.stamp()
  collection.updatedAt = product.updatedAt
  const event = world.webhooks.newEventId()
  world.webhooks.emit('collections/update', collectionPayload(world.store, collection), event)
  world.webhooks.emit('products/update', productPayload(world.store, product), event)
}

export function deleteCollection(world: World, collection: Collection): void {
  world.store.collections.delete(collection.id)
  for (const product of world.store.products.values()) product.collectionIds = product.collectionIds.filter((id) => id !== collection.id)
  world.webhooks.emit('collections/delete', deletedCollectionPayload(collection.id))
}
