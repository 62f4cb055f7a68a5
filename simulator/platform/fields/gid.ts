// Reading global ids: `gid://shopify/Customer/7000000196771`.
import { invalidId } from '../graphql/refusal.ts'

export interface Gid { readonly type: string; readonly id: number }

/** @throws GraphQLError on a text that is no gid */
export function readGid(text: string): Gid {
  const found = /^gid:\/\/shopify\/([A-Za-z]\w*)\/(\d+)(?:\?.*)?$/.exec(text)
  if (!found) throw invalidId(text)
  // An id above 2^53 cannot be one of ours: it reads as an id that does not exist.
  const id = Number(found[2])
  return { type: found[1] as string, id: Number.isSafeInteger(id) ? id : -1 }
}

/** The number, if the gid is of this kind; null for another kind. */
export function idOf(text: string, type: string): number | null {
  const read = readGid(text)
  return read.type === type ? read.id : null
}
