// Shopify's global ids and the decimal text inside them.

/** `gid://shopify/Customer/42?x=y` to `42`; decimal text passes through. Null for anything else. */
export function idOf(gid: string): string | null {
  return /^(?:gid:\/\/shopify\/[A-Za-z]+\/)?(\d+)(?:\?.*)?$/.exec(gid)?.[1] ?? null
}

/** Columns hold 63 bits, and so do Shopify's ids. */
const largest = '9223372036854775807'

/** The same of what is to be kept, without noughts before it. Null for a number that is no id: 0, and beyond 2^63. */
export function keptIdOf(gid: string): string | null {
  const id = idOf(gid)?.replace(/^0+/, '') ?? ''
  return id === '' || id.length > largest.length || (id.length === largest.length && id > largest) ? null : id
}

/** `gidOf('Customer', '42')` is `gid://shopify/Customer/42`. */
export function gidOf(kind: string, id: string): string {
  return `gid://shopify/${kind}/${id}`
}
