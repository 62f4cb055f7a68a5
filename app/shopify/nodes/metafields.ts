// Metafields of customers, of which only those are asked for and kept that a rule names.
import type { MetafieldFact } from '#app/core/facts/facts.ts'
import { type Fields, text } from '#app/shopify/payloads/read.ts'

/** At most 250 paths, as many as a connection gives at once: `metafields.namespace.key`; a namespace of the app's own is `$app` or `$app:name`. */
export type Paths = ReadonlySet<string>

const inner = 'namespace key type value'

/** The connection as bulk queries have it: without a page. Empty text where nothing is wanted. */
export const bulkMetafields = (paths: Paths): string => (paths.size === 0 ? '' : `metafields(keys: ${keysOf(paths)}) { edges { node { id ${inner} } } }`)

export const pageOfMetafields = (paths: Paths): string =>
  paths.size === 0 ? '' : `metafields(first: ${paths.size}, keys: ${keysOf(paths)}) { nodes { ${inner} } }`

/** By path, as rules name it. What nobody asked for is left out. */
export function metafieldsOf(found: readonly Fields[], paths: Paths): Record<string, MetafieldFact> {
  const values: Record<string, MetafieldFact> = {}
  for (const { namespace, key, type, value } of found) {
    const path = pathOf(text(namespace) ?? '', text(key) ?? '', paths)
    const kind = text(type)
    if (path !== null && kind !== null && typeof value === 'string') values[path] = { type: kind, value }
  }
  return values
}

/** Asked for by `namespace.key`, the key may come back in the same form. */
function pathOf(namespace: string, key: string, paths: Paths): string | null {
  const short = key.startsWith(`${namespace}.`) ? key.slice(namespace.length + 1) : key
  // The app's own namespaces come back with its number in place of the sign.
  const own = namespace.replace(/^app--\d+(?:--)?/, (start) => (start.endsWith('--') ? '$app:' : '$app'))
  return [namespace, own].map((space) => `metafields.${space}.${short}`).find((path) => paths.has(path)) ?? null
}

const keysOf = (paths: Paths): string => JSON.stringify([...paths].map((path) => path.slice('metafields.'.length)))
