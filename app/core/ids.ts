// Shopify's global ids and the decimal text inside them.

/** `gid://shopify/Customer/42?x=y` to `42`; decimal text passes through. Null for anything else. */
export function idOf(gid: string): string | null {
  return /^(?:gid:\/\/shopify\/[A-Za-z]+\/)?(\d+)(?:\?.*)?$/.exec(gid)?.[1] ?? null
}

/** `gidOf('Customer', '42')` is `gid://shopify/Customer/42`. */
export function gidOf(kind: string, id: string): string {
  return `gid://shopify/${kind}/${id}`
}
