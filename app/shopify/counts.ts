// How many customers, orders and products there are, and which: asked of Shopify's counts and lists by the time they were made.
import type { Instant, ShopifyId } from '#app/core/facts/facts.ts'
import { idOf } from '#app/core/ids.ts'
import { whole } from '#app/shopify/answers.ts'
import { between, type NotRead, type Read } from '#app/shopify/nodes/reading.ts'
import type { Shopify } from '#app/shopify/shopify.ts'

/** A stretch of time, for things that are listed and not counted too. */
export interface ListedStretch {
  readonly of: 'customers' | 'orders' | 'checkouts'
  readonly from: Instant
  readonly to: Instant
}

/** What was made at `from` or later and before `to`; whole seconds. */
export interface Stretch extends ListedStretch {
  readonly of: 'customers' | 'orders'
}

/** Points a count costs, whatever it counts. */
export const pointsACount = 10

interface Count { readonly count: number }

/** One number a stretch, exact; all in one request. */
export async function askCounts(shopify: Pick<Shopify, 'ask'>, shop: string, stretches: readonly Stretch[]): Promise<Read<number[]>> {
  const counts = stretches.map(({ of }, index) => `n${index}: ${of}Count(query: $q${index}, limit: null) { count }`)
  const document = `query CountsOfDays(${stretches.map((_, index) => `$q${index}: String!`).join(', ')}) { ${counts.join(' ')} }`
  const variables = Object.fromEntries(stretches.map(({ from, to }, index) => [`q${index}`, between('created_at', from, to)]))
  const answer = whole(await shopify.ask<Readonly<Record<string, Count | null>>>(shop, document, variables))
  if (answer.kind !== 'ok') return answer
  const found = stretches.map((_, index) => answer.data[`n${index}`]?.count)
  if (found.includes(undefined)) return { kind: 'uncertain', message: 'Shopify left out a count.' }
  return { kind: 'read', value: found as number[] }
}

/** Of all products. */
export async function askProducts(shopify: Pick<Shopify, 'ask'>, shop: string): Promise<Read<number>> {
  const answer = whole(await shopify.ask<{ readonly productsCount: Count | null }>(shop, '{ productsCount(limit: null) { count } }'))
  if (answer.kind !== 'ok') return answer
  const { productsCount } = answer.data
  return productsCount === null ? { kind: 'uncertain', message: 'Shopify left out a count.' } : { kind: 'read', value: productsCount.count }
}

interface Listing {
  readonly [root: string]: { readonly nodes: readonly { readonly id: string }[]; readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null } }
}

/** The search field that holds when it was made differs between lists, and between a list and its count. */
const listed = {
  customers: { root: 'customers', madeAt: 'customer_date' },
  orders: { root: 'orders', madeAt: 'created_at' },
  checkouts: { root: 'abandonedCheckouts', madeAt: 'created_at' },
} as const

/** Shopify ids of everything in a stretch. */
export async function askIds(shopify: Pick<Shopify, 'ask'>, shop: string, { of, from, to }: ListedStretch): Promise<{ readonly kind: 'read'; readonly value: ShopifyId[] } | NotRead> {
  const { root, madeAt } = listed[of]
  const document = `query MadeIn($query: String!, $after: String) { ${root}(first: 250, after: $after, sortKey: ID, query: $query) { nodes { id } pageInfo { hasNextPage endCursor } } }`
  const ids: ShopifyId[] = []
  let after: string | null = null
  do {
    const answer: ReturnType<typeof whole<Listing>> = whole(await shopify.ask<Listing>(shop, document, { query: between(madeAt, from, to), after }))
    if (answer.kind !== 'ok') return answer
    const page: Listing[string] | undefined = answer.data[root]
    for (const { id } of page?.nodes ?? []) ids.push(idOf(id) ?? '')
    after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null
  } while (after !== null)
  return { kind: 'read', value: ids }
}
