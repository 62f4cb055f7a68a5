// Files are easily swapped: an object of another kind than the one a file is read for is refused.
import { GiveUp } from '#app/core/failure.ts'
import type { Json } from '#app/shopify/payloads/parse.ts'

/** Ids without a kind, plain digits, are taken as they are. Throws GiveUp. */
export function expectKind(id: Json | undefined, kind: 'Customer' | 'Order' | 'Product'): void {
  const found = typeof id === 'string' ? /^gid:\/\/shopify\/(\w+)\//.exec(id)?.[1] : undefined
  if (found !== undefined && found !== kind) throw new GiveUp(`this is no ${kind} but a ${found}: was another file meant`)
}
