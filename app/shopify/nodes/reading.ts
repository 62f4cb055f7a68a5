// How nodes are read from the Admin API: by id, or page by page in the order they changed; both end in changes of facts.
import type { FactChange } from '#app/core/facts/change.ts'
import type { Instant, ShopifyId } from '#app/core/facts/facts.ts'
import { gidOf } from '#app/core/ids.ts'
import { whole } from '#app/shopify/answers.ts'
import { type Fields, isFields, list } from '#app/shopify/payloads/read.ts'
import type { Json } from '#app/shopify/payloads/parse.ts'
import type { Answer, Shopify } from '#app/shopify/shopify.ts'

export interface Reader {
  readonly shopify: Pick<Shopify, 'ask'>
  /** `x.myshopify.com` */
  readonly shop: string
  /** The shop's. */
  readonly currency: string
  /** Store clock. */
  readonly now: () => Instant
}

/** An answer without data is passed on as it is. */
export type NotRead = Exclude<Answer<never>, { readonly kind: 'ok' | 'partial' }>
export type Read<T> = { readonly kind: 'read'; readonly value: T } | NotRead

export interface Page {
  readonly changes: readonly FactChange[]
  /** How many nodes it held. */
  readonly nodes: number
  /** Null at the end. */
  readonly after: string | null
}

interface Nodes { readonly nodes: readonly Json[] }
interface Connection { readonly [root: string]: { readonly nodes: readonly Json[]; readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null } } }

/** What one kind of node needs to be read. */
export interface NodeKind {
  readonly kind: 'Customer' | 'Order' | 'Product'
  readonly root: 'customers' | 'orders' | 'products'
  readonly selection: string
  readonly perPage: number
  /** Changes of one node as selected. */
  readonly changes: (reader: Reader, node: Fields, readAt: Instant) => Promise<Read<FactChange[]>>
  readonly gone: (id: ShopifyId, at: Instant) => FactChange
}

/** Shopify's stamps are whole seconds, and an event of this second may come after the reading: so a reading counts as one of the second's beginning. */
export const readingAt = (now: Instant): Instant => now - (now % 1000)

export interface ReadNodes {
  readonly kind: 'read'
  readonly value: readonly FactChange[]
  /** Shopify stumbles over these, even when asked for one alone. */
  readonly unreadable: readonly ShopifyId[]
}

/** Up to `kind.perPage` nodes by id; what Shopify does not know any more is gone. A node it cannot answer for does not hold up the others. */
export async function readByIds(reader: Reader, kind: NodeKind, ids: readonly ShopifyId[]): Promise<ReadNodes | NotRead> {
  const readAt = readingAt(reader.now())
  const document = `query Read${kind.kind}s($ids: [ID!]!) { nodes(ids: $ids) { ... on ${kind.kind} { ${kind.selection} } } }`
  const told = await reader.shopify.ask<Nodes>(reader.shop, document, { ids: ids.map((id) => gidOf(kind.kind, id)) })
  const answer = whole(told)
  if (told.kind === 'partial' && answer.kind === 'uncertain') return oneByOne(reader, kind, ids)
  if (answer.kind !== 'ok') return answer
  const found: FactChange[] = []
  for (const [index, id] of ids.entries()) {
    const node = answer.data.nodes[index]
    if (node !== undefined && isFields(node) && node.id !== undefined) {
      const changes = await kind.changes(reader, node, readAt)
      if (changes.kind !== 'read') return changes
      found.push(...changes.value)
    } else {
      found.push(kind.gone(id, readAt))
    }
  }
  return { kind: 'read', value: found, unreadable: [] }
}

/** By halves, so that one among fifty costs some ten requests. */
async function oneByOne(reader: Reader, kind: NodeKind, ids: readonly ShopifyId[]): Promise<ReadNodes | NotRead> {
  if (ids.length <= 1) return { kind: 'read', value: [], unreadable: ids }
  const half = Math.ceil(ids.length / 2)
  const first = await readByIds(reader, kind, ids.slice(0, half))
  if (first.kind !== 'read') return first
  const second = await readByIds(reader, kind, ids.slice(half))
  if (second.kind !== 'read') return second
  return { kind: 'read', value: [...first.value, ...second.value], unreadable: [...first.unreadable, ...second.unreadable] }
}

/** Search syntax for a stretch of time, whole seconds: from `from` on, and before `to`. */
export const between = (field: string, from: Instant, to: Instant): string => `${field}:>='${secondOf(from)}' ${field}:<'${secondOf(to)}'`

const secondOf = (at: Instant): string => `${new Date(at).toISOString().slice(0, 19)}Z`

/** One page of what changed at `from` or later and before `to`, oldest change first. Shopify's search lags its writes by moments: begin with an overlap. */
export async function readUpdated(reader: Reader, kind: NodeKind, { from, to }: { readonly from: Instant; readonly to: Instant }, after: string | null): Promise<Read<Page>> {
  const readAt = readingAt(reader.now())
  const document = `query Changed${kind.kind}s($query: String!, $after: String) {
    ${kind.root}(first: ${kind.perPage}, after: $after, sortKey: UPDATED_AT, query: $query) { nodes { ${kind.selection} } pageInfo { hasNextPage endCursor } } }`
  const answer = whole(await reader.shopify.ask<Connection>(reader.shop, document, { query: between('updated_at', from, to), after }))
  if (answer.kind !== 'ok') return answer
  const connection = answer.data[kind.root]
  const nodes = list(connection?.nodes)
  const found: FactChange[] = []
  for (const node of nodes) {
    const changes = await kind.changes(reader, node, readAt)
    if (changes.kind !== 'read') return changes
    found.push(...changes.value)
  }
  return { kind: 'read', value: { changes: found, nodes: nodes.length, after: connection?.pageInfo.hasNextPage ? connection.pageInfo.endCursor : null } }
}
