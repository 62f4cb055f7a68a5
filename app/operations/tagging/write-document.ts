// The request that writes tags of many customers, and what its answer says customer by customer.
import { gidOf } from '#app/core/ids.ts'

/** Tags of one customer to write: at most one mutation each way. */
export interface Write {
  readonly customer: number
  readonly shopifyId: string
  readonly add: readonly string[]
  readonly remove: readonly string[]
}

/** The customer as read back after its last mutation. */
export interface ReadBack {
  readonly tags: readonly string[]
  /** Milliseconds, Shopify's clock. */
  readonly updatedAt: number
}

export interface Written {
  readonly write: Write
  /** Whether Shopify said of every mutation of this customer what came of it; otherwise that has to be read. */
  readonly answered: boolean
  readonly seen: ReadBack | null
  /** What Shopify said against it, in its own words. */
  readonly complaints: readonly string[]
}

interface Payload {
  readonly node: { readonly id?: string; readonly tags?: readonly string[]; readonly updatedAt?: string } | null
  readonly userErrors: readonly { readonly message: string }[]
}
export type WriteData = Readonly<Record<string, Payload | null>>

const payload = '{ node { ... on Customer { id tags updatedAt } } userErrors { field message } }'

/** New tags are added before old ones go, so that no customer is without either in between. */
export function writeDocument(writes: readonly Write[]): { document: string; variables: Record<string, unknown> } {
  const declared: string[] = []
  const fields: string[] = []
  const variables: Record<string, unknown> = {}
  writes.forEach(({ shopifyId, add, remove }, index) => {
    declared.push(`$i${index}: ID!`)
    variables[`i${index}`] = gidOf('Customer', shopifyId)
    const ask = (alias: string, field: string, tags: readonly string[]): void => {
      if (tags.length === 0) return
      declared.push(`$${alias}${index}: [String!]!`)
      variables[`${alias}${index}`] = tags
      fields.push(`${alias}${index}: ${field}(id: $i${index}, tags: $${alias}${index}) ${payload}`)
    }
    ask('add', 'tagsAdd', add)
    ask('remove', 'tagsRemove', remove)
  })
  return { document: `mutation SettleTags(${declared.join(', ')}) { ${fields.join(' ')} }`, variables }
}

export function readWritten(writes: readonly Write[], data: Partial<WriteData>): Written[] {
  return writes.map((write, index) => {
    const asked = [write.add.length > 0 ? data[`add${index}`] ?? null : undefined, write.remove.length > 0 ? data[`remove${index}`] ?? null : undefined]
    const payloads = asked.filter((one) => one !== undefined)
    const complaints = payloads.flatMap((one) => one?.userErrors.map((error) => error.message) ?? [])
    const answered = payloads.every((one) => one !== null && (seenIn(one) !== null || one.userErrors.length > 0))
    return { write, answered, seen: payloads.map(seenIn).findLast((seen) => seen !== null) ?? null, complaints }
  })
}

function seenIn(payload: Payload | null): ReadBack | null {
  const node = payload?.node
  if (node?.tags === undefined || node.updatedAt === undefined) return null
  return { tags: node.tags, updatedAt: Date.parse(node.updatedAt) }
}
