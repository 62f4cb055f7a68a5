// Shopify's global ids and the decimal text inside them.

/** Columns hold 63 bits, and so do Shopify's ids. */
const largest = '9223372036854775807'

/** `gid://shopify/Customer/42?x=y` to `42`; decimal text passes through, without noughts before it. Null for anything else, and for a number that is no id: 0, and beyond 2^63. */
export function idOf(gid: string): string | null {
  const id = /^(?:gid:\/\/shopify\/[A-Za-z]+\/)?0*([1-9]\d{0,18})(?:\?.*)?$/.exec(gid)?.[1] ?? null
  return id !== null && id.length === largest.length && id > largest ? null : id
}

/** `gidOf('Customer', '42')` is `gid://shopify/Customer/42`. */
export function gidOf(kind: string, id: string): string {
  return `gid://shopify/${kind}/${id}`
}
