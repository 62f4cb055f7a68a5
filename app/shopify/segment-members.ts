// Asks Shopify who is in a segment of its own language: a question that takes its time and then its answer page by page, or the pages at once.
import type { ShopifyId } from '#app/core/facts/facts.ts'
import { idOf } from '#app/core/ids.ts'
import { whole } from '#app/shopify/answers.ts'
import type { NotRead } from '#app/shopify/nodes/reading.ts'
import type { Shopify } from '#app/shopify/shopify.ts'

/** The most that Shopify gives at once. */
const perPage = 1_000

const create = `mutation AskMembers($query: String!) {
  customerSegmentMembersQueryCreate(input: { query: $query }) { customerSegmentMembersQuery { id } userErrors { code message } }
}`

const look = `query AskedMembers($id: ID!) { customerSegmentMembersQuery(id: $id) { done } }`

// Members come as `gid://shopify/CustomerSegmentMember/<customer id>`.
const found = '{ edges { node { id } } pageInfo { hasNextPage endCursor } }'
const pageOfQuestion = `query Members($query: ID!, $after: String) {
  customerSegmentMembers(queryId: $query, first: ${perPage}, after: $after) ${found}
}`
const pageOfClause = `query MembersNow($clause: String!, $zone: String!, $after: String) {
  customerSegmentMembers(query: $clause, timezone: $zone, first: ${perPage}, after: $after) ${found}
}`

/**
 * A question that was asked, by its gid; or a clause, answered as of each page with relative dates in a zone. Source: a question takes no
 * zone (`CustomerSegmentMembersQueryInput`), and without one relative dates are those of UTC (`customerSegmentMembers`, 2026-07).
 */
export type MembersOf = { readonly query: string } | { readonly clause: string; readonly zone: string }

interface Created {
  readonly customerSegmentMembersQueryCreate: {
    readonly customerSegmentMembersQuery: { readonly id: string } | null
    readonly userErrors: readonly { readonly code: string | null; readonly message: string }[]
  } | null
}
interface Looked { readonly customerSegmentMembersQuery: { readonly done: boolean } | null }
interface Members {
  readonly customerSegmentMembers: {
    readonly edges: readonly { readonly node: { readonly id: string } }[]
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  }
}

/** Begins a question. `invalid` is about the clause itself, in Shopify's words: asking again cannot help. */
export async function askMembers(shopify: Pick<Shopify, 'ask'>, shop: string, clause: string): Promise<{ readonly kind: 'asked'; readonly query: string } | { readonly kind: 'invalid'; readonly message: string } | NotRead> {
  const answer = whole(await shopify.ask<Created>(shop, create, { query: clause }))
  if (answer.kind !== 'ok') return answer
  const { customerSegmentMembersQuery: asked = null, userErrors = [] } = answer.data.customerSegmentMembersQueryCreate ?? {}
  if (asked !== null) return { kind: 'asked', query: asked.id }
  const message = userErrors.map((error) => error.message).join('; ') || 'Shopify did not take the question.'
  return userErrors.some(({ code }) => code === 'INVALID') ? { kind: 'invalid', message } : { kind: 'refused', message }
}

/** Whether the answer can be read; `gone` when Shopify knows nothing of the question any more. */
export async function lookAtQuestion(shopify: Pick<Shopify, 'ask'>, shop: string, query: string): Promise<{ readonly kind: 'done' | 'running' | 'gone' } | NotRead> {
  const answer = whole(await shopify.ask<Looked>(shop, look, { id: query }))
  if (answer.kind !== 'ok') return answer
  const asked = answer.data.customerSegmentMembersQuery
  return { kind: asked === null ? 'gone' : asked.done ? 'done' : 'running' }
}

export interface MembersPage {
  readonly kind: 'read'
  readonly customers: readonly ShopifyId[]
  /** Null at the end. */
  readonly after: string | null
}

/** `zone` is an IANA name. */
export async function readMembers(shopify: Pick<Shopify, 'ask'>, shop: string, { of, after }: { readonly of: MembersOf; readonly after: string | null }): Promise<MembersPage | NotRead> {
  const answer = whole(await shopify.ask<Members>(shop, 'query' in of ? pageOfQuestion : pageOfClause, { ...of, after }))
  if (answer.kind !== 'ok') return answer
  const { edges, pageInfo } = answer.data.customerSegmentMembers
  return { kind: 'read', customers: edges.flatMap(({ node }) => idOf(node.id) ?? []), after: pageInfo.hasNextPage ? pageInfo.endCursor : null }
}
