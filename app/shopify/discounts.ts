// Discounts as the Admin API reads and makes them: those limited to customer segments, and a percentage off everything for one.
import { gidOf, idOf } from '#app/core/ids.ts'
import { whole } from '#app/shopify/answers.ts'
import type { NotRead, Read } from '#app/shopify/nodes/reading.ts'
import type { Shopify } from '#app/shopify/shopify.ts'

type Asker = Pick<Shopify, 'ask'>

export interface Discount {
  /** Decimal text. */
  readonly id: string
  readonly kind: 'code' | 'automatic'
  readonly title: string
  readonly code: string | null
  readonly status: 'ACTIVE' | 'SCHEDULED' | 'EXPIRED'
  /** Ids of the native segments it is limited to, decimal text. */
  readonly segments: readonly string[]
}

interface Node {
  readonly id: string
  readonly discount: {
    readonly title?: string
    readonly status?: Discount['status']
    readonly codes?: { readonly nodes: readonly { readonly code: string }[] }
    readonly context?: { readonly segments?: readonly { readonly id: string }[] }
  }
}

const shared = 'title status context { ... on DiscountCustomerSegments { segments { id } } }'
const codes = 'codes(first: 1) { nodes { code } }'
const ofCode = ['DiscountCodeBasic', 'DiscountCodeBxgy', 'DiscountCodeFreeShipping', 'DiscountCodeApp'].map((kind) => `... on ${kind} { ${shared} ${codes} }`)
const automatic = ['DiscountAutomaticBasic', 'DiscountAutomaticBxgy', 'DiscountAutomaticFreeShipping', 'DiscountAutomaticApp'].map((kind) => `... on ${kind} { ${shared} }`)
const page = `query Discounts($after: String, $query: String) {
  discountNodes(first: 50, after: $after, query: $query) { nodes { id discount { ${[...ofCode, ...automatic].join(' ')} } } pageInfo { hasNextPage endCursor } }
}`

export interface DiscountPage {
  readonly discounts: readonly Discount[]
  /** Null at the end. */
  readonly after: string | null
}

/** Fifty of the store's discounts, those that are not limited to segments too. `query` is in Shopify's search syntax. */
export async function readDiscounts(shopify: Asker, shop: string, after: string | null, query: string | null = null): Promise<Read<DiscountPage>> {
  const answer = whole(await shopify.ask<{ readonly discountNodes: { readonly nodes: readonly Node[]; readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null } } }>(shop, page, { after, query }))
  if (answer.kind !== 'ok') return answer
  const { nodes, pageInfo } = answer.data.discountNodes
  return { kind: 'read', value: { discounts: nodes.flatMap(discountOf), after: pageInfo.hasNextPage ? pageInfo.endCursor : null } }
}

function discountOf({ id: gid, discount: { title, status, codes: found, context } }: Node): Discount[] {
  const id = idOf(gid)
  if (id === null || title === undefined || status === undefined) return []
  const segments = (context?.segments ?? []).flatMap((segment) => idOf(segment.id) ?? [])
  return [{ id, kind: found === undefined ? 'automatic' : 'code', title, code: found?.nodes[0]?.code ?? null, status, segments }]
}

/** Whose code this is: the ids of its discount and of the segments it is limited to. Null when it is free. */
export async function discountByCode(shopify: Asker, shop: string, code: string): Promise<Read<{ readonly id: string; readonly segments: readonly string[] } | null>> {
  const document = `query DiscountByCode($code: String!) { codeDiscountNodeByCode(code: $code) { id codeDiscount { ... on DiscountCodeBasic { context { ... on DiscountCustomerSegments { segments { id } } } } } } }`
  const answer = whole(await shopify.ask<{ readonly codeDiscountNodeByCode: { readonly id: string; readonly codeDiscount: Node['discount'] } | null }>(shop, document, { code }))
  if (answer.kind !== 'ok') return answer
  const node = answer.data.codeDiscountNodeByCode
  const id = node === null ? null : idOf(node.id)
  if (node === null || id === null) return { kind: 'read', value: null }
  return { kind: 'read', value: { id, segments: (node.codeDiscount.context?.segments ?? []).flatMap((segment) => idOf(segment.id) ?? []) } }
}

/** A percentage off everything for the members of one native segment, from now on. */
export interface NewDiscount {
  readonly title: string
  /** Null for an automatic one. */
  readonly code: string | null
  /** 1 to 100. */
  readonly percentage: number
  readonly oncePerCustomer: boolean
  readonly segment: string
  /** Store clock, milliseconds. */
  readonly startsAt: number
}

/** `field` is the last part of Shopify's path. */
export interface Complaint {
  readonly field: string | null
  readonly message: string
}

export type Made = { readonly kind: 'made'; readonly id: string } | { readonly kind: 'invalid'; readonly complaints: readonly Complaint[] } | NotRead

interface Payload {
  readonly made: { readonly id: string } | null
  readonly userErrors: readonly { readonly field: readonly string[] | null; readonly message: string }[]
}

const end = 'userErrors { field message }'
const makeCode = `mutation MakeCode($input: DiscountCodeBasicInput!) { payload: discountCodeBasicCreate(basicCodeDiscount: $input) { made: codeDiscountNode { id } ${end} } }`
const makeAutomatic = `mutation MakeAutomatic($input: DiscountAutomaticBasicInput!) { payload: discountAutomaticBasicCreate(automaticBasicDiscount: $input) { made: automaticDiscountNode { id } ${end} } }`

export async function makeDiscount(shopify: Asker, shop: string, { title, code, percentage, oncePerCustomer, segment, startsAt }: NewDiscount): Promise<Made> {
  const input = {
    title,
    startsAt: new Date(startsAt).toISOString(),
    customerGets: { value: { percentage: percentage / 100 }, items: { all: true } },
    context: { customerSegments: { add: [gidOf('Segment', segment)] } },
    ...(code === null ? {} : { code, appliesOncePerCustomer: oncePerCustomer }),
  }
  const answer = whole(await shopify.ask<{ readonly payload: Payload | null }>(shop, code === null ? makeAutomatic : makeCode, { input }))
  if (answer.kind !== 'ok') return answer
  const id = idOf(answer.data.payload?.made?.id ?? '')
  if (id !== null) return { kind: 'made', id }
  const complaints = (answer.data.payload?.userErrors ?? []).map(({ field, message }) => ({ field: field?.at(-1) ?? null, message }))
  return { kind: 'invalid', complaints: complaints.length > 0 ? complaints : [{ field: null, message: 'Shopify did not take the discount.' }] }
}
