// The whole store as lines of JSON, for whoever checks it from outside.
import type { Store } from './model.ts'

/** One JSON text a line, the settings first; a merged-away customer still stands there and says so. */
export function* dumpStore(store: Store): Generator<string> {
  yield JSON.stringify({ kind: 'settings', ...store.settings })
  for (const collection of store.collections.values()) yield JSON.stringify({ kind: 'collection', ...collection })
  for (const product of store.products.values()) yield JSON.stringify({ kind: 'product', ...product })
  for (const customer of store.customers.values()) yield JSON.stringify({ kind: 'customer', ...customer })
  for (const order of store.orders.values()) yield JSON.stringify({ kind: 'order', ...order })
  for (const checkout of store.checkouts.values()) yield JSON.stringify({ kind: 'checkout', ...checkout })
  for (const segment of store.segments.values()) yield JSON.stringify({ kind: 'segment', ...segment })
  for (const discount of store.discounts.values()) yield JSON.stringify({ kind: 'discount', ...discount })
}
