// Native segments as the Admin API reads and writes them.
import { gidOf, idOf } from '#app/core/ids.ts'
import { whole } from '#app/shopify/answers.ts'
import type { NotRead, Read } from '#app/shopify/nodes/reading.ts'
import type { Shopify } from '#app/shopify/shopify.ts'

type Whole<T> = ReturnType<typeof whole<T>>
type Asker = Pick<Shopify, 'ask'>

export interface Standing {
  /** Decimal text. */
  readonly id: string
  readonly name: string
  readonly query: string
}

/** `invalid`: nothing was done, and asking again cannot help before something changes in the store. */
export type Written = { readonly kind: 'written'; readonly segment: Standing } | { readonly kind: 'invalid'; readonly message: string } | NotRead

interface Node { readonly id: string; readonly name: string; readonly query: string }
interface UserErrors { readonly userErrors: readonly { readonly message: string }[] }
interface WrittenPayload extends UserErrors { readonly segment: Node | null }

const fields = '{ id name query }'

/** Null when there is no such segment (any more). */
export async function readSegment(shopify: Asker, shop: string, id: string): Promise<Read<Standing | null>> {
  const answer = whole(await shopify.ask<{ readonly segment: Node | null }>(shop, `query NativeSegment($id: ID!) { segment(id: $id) ${fields} }`, { id: gidOf('Segment', id) }))
  if (answer.kind === 'refused' && /does not exist|not found/i.test(answer.message)) return { kind: 'read', value: null }
  return answer.kind === 'ok' ? { kind: 'read', value: standing(answer.data.segment) } : answer
}

export async function countMembers(shopify: Asker, shop: string, id: string): Promise<Read<number>> {
  const document = 'query NativeMembers($id: ID!) { customerSegmentMembers(segmentId: $id, first: 1) { totalCount } }'
  const answer = whole(await shopify.ask<{ readonly customerSegmentMembers: { readonly totalCount: number } }>(shop, document, { id: gidOf('Segment', id) }))
  return answer.kind === 'ok' ? { kind: 'read', value: answer.data.customerSegmentMembers.totalCount } : answer
}

const page = `query NativeSegments($after: String) { segments(first: 250, after: $after) { nodes ${fields} pageInfo { hasNextPage endCursor } } }`
/** Shopify keeps at most 6,000 segments. */
const MOST_PAGES = 24

/** The first of the store's segments, oldest first, that `fits`. */
export async function findSegment(shopify: Asker, shop: string, fits: (segment: Standing) => boolean): Promise<Read<Standing | null>> {
  interface Page { readonly segments: { readonly nodes: readonly Node[]; readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null } } }
  let after: string | null = null
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const answer: Whole<Page> = whole(await shopify.ask<Page>(shop, page, { after }))
    if (answer.kind !== 'ok') return answer
    const { nodes, pageInfo }: Page['segments'] = answer.data.segments
    const found = nodes.map(standing).find((segment) => segment !== null && fits(segment))
    if (found) return { kind: 'read', value: found }
    if (!pageInfo.hasNextPage) break
    after = pageInfo.endCursor
  }
  return { kind: 'read', value: null }
}

export async function createSegment(shopify: Asker, shop: string, content: { readonly name: string; readonly query: string }): Promise<Written> {
  const document = `mutation MakeSegment($name: String!, $query: String!) { segmentCreate(name: $name, query: $query) { segment ${fields} userErrors { message } } }`
  const answer = whole(await shopify.ask<{ readonly segmentCreate: WrittenPayload | null }>(shop, document, content))
  return answer.kind === 'ok' ? written(answer.data.segmentCreate) : answer
}

export async function updateSegment(shopify: Asker, shop: string, { id, name, query }: Standing): Promise<Written> {
  const document = `mutation ChangeSegment($id: ID!, $name: String!, $query: String!) { segmentUpdate(id: $id, name: $name, query: $query) { segment ${fields} userErrors { message } } }`
  const answer = whole(await shopify.ask<{ readonly segmentUpdate: WrittenPayload | null }>(shop, document, { id: gidOf('Segment', id), name, query }))
  return answer.kind === 'ok' ? written(answer.data.segmentUpdate) : answer
}

/** One that is gone already is deleted too. */
export async function removeSegment(shopify: Asker, shop: string, id: string): Promise<{ readonly kind: 'removed' } | { readonly kind: 'invalid'; readonly message: string } | NotRead> {
  const document = 'mutation RemoveSegment($id: ID!) { segmentDelete(id: $id) { deletedSegmentId userErrors { message } } }'
  const answer = whole(await shopify.ask<{ readonly segmentDelete: (UserErrors & { readonly deletedSegmentId: string | null }) | null }>(shop, document, { id: gidOf('Segment', id) }))
  if (answer.kind !== 'ok') return answer
  const message = complaint(answer.data.segmentDelete)
  return message === null || /does not exist|not found/i.test(message) ? { kind: 'removed' } : { kind: 'invalid', message }
}

function written(payload: WrittenPayload | null): Written {
  const segment = standing(payload?.segment ?? null)
  return segment === null ? { kind: 'invalid', message: complaint(payload) ?? 'Shopify did not take the segment.' } : { kind: 'written', segment }
}

const complaint = (payload: UserErrors | null): string | null => payload?.userErrors.map(({ message }) => message).join('; ') || null

function standing(node: Node | null): Standing | null {
  const id = node === null ? null : idOf(node.id)
  return node === null || id === null ? null : { id, name: node.name, query: node.query }
}
