// What requests cost: the figures that were recorded.
import { getOperationAST, parse } from 'graphql'
import { describe, expect, it } from 'vitest'
import { fragmentsOf } from '#simulator/platform/graphql/collect.ts'
import { costOf, growth } from '#simulator/platform/graphql/cost.ts'
import { adminSchema } from '#simulator/platform/graphql/schema.ts'

function cost(text: string, variables: Record<string, unknown> = {}): number {
  const document = parse(text)
  const operation = getOperationAST(document)
  if (!operation) throw new Error('no operation')
  return costOf({ schema: adminSchema().schema, operation, fragments: fragmentsOf(document), variables })
}

describe('the cost of a page', () => {
  it.each([[0, 0], [1, 1], [2, 1], [3, 2], [5, 3], [10, 4], [20, 5], [25, 6], [50, 7], [100, 9], [150, 10], [200, 10], [250, 11], [500, 12], [1000, 13]])('of %i nodes grows with %i', (n, expected) => {
    expect(growth(n)).toBe(expected)
  })
})

describe('recorded costs', () => {
  it.each([
    ['{ customers(first: 250) { edges { node { id tags } } } }', 13],
    ['{ orders(first: 50) { edges { node { id lineItems(first: 50) { edges { node { id product { id } } } } } } } }', 121],
    ['mutation { tagsAdd(id: "gid://shopify/Customer/1", tags: ["a"]) { node { id } userErrors { field message } } }', 10],
    ['mutation { tagsRemove(id: "gid://shopify/Customer/1", tags: ["a"]) { node { id } userErrors { message } } }', 10],
    ['mutation { segmentCreate(name: "a", query: "b") { segment { id name } userErrors { message } } }', 10],
    ['mutation { bulkOperationRunQuery(query: "") { bulkOperation { id status } userErrors { field message } } }', 10],
    ['mutation { customerSegmentMembersQueryCreate(input: {}) { customerSegmentMembersQuery { id currentCount done } userErrors { message } } }', 10],
    ['mutation { stagedUploadsCreate(input: []) { stagedTargets { url resourceUrl parameters { name value } } userErrors { message } } }', 11],
    ['mutation { a: tagsAdd(id: "gid://shopify/Customer/1", tags: []) { node { id } } b: tagsAdd(id: "gid://shopify/Customer/2", tags: []) { node { id } } }', 20],
  ])('%s', (query, expected) => expect(cost(query)).toBe(expected))
})

describe('the rules', () => {
  it.each([
    ['counts are ten', '{ customersCount { count } }', 10],
    ['money and page information are free', '{ customers(first: 1) { nodes { amountSpent { amount } } pageInfo { endCursor } } }', 3],
    ['nodes and edges both count', '{ customers(first: 250) { nodes { id } edges { node { id } } } }', 24],
    ['a connection without a size is two', '{ customers { edges { node { id } } } }', 2],
    ['an interface is its dearest branch', '{ node(id: "gid://shopify/Customer/1") { id ... on Customer { defaultAddress { city } lastOrder { id } } ... on Product { title } } }', 3],
    ['a fragment counts as what it holds', 'query { customers(first: 1) { nodes { ...F } } } fragment F on Customer { lastOrder { id } }', 4],
  ])('%s', (_name, query, expected) => expect(cost(query)).toBe(expected))

  it('follows variables, and leaves out what is skipped', () => {
    const query = 'query ($n: Int!, $with: Boolean!) { customers(first: $n) { nodes { id lastOrder @include(if: $with) { id } } } }'
    expect(cost(query, { n: 250, with: true })).toBe(24)
    expect(cost(query, { n: 250, with: false })).toBe(13)
  })
})
