// What an app changes: tags one by one and in bulk through a staged upload, segments, discounts.
import { afterEach, describe, expect, it } from 'vitest'
import { platformOf } from '#simulator/platform/state.ts'
import { overheard } from '../stage.ts'
import { type Json, type Shop, ended, openShop, text } from './shop.ts'

let shop: Shop
afterEach(() => shop.close())

const customerIds = () => [...shop.world.store.customers.keys()]
const add = 'mutation add($id: ID!, $tags: [String!]!) { tagsAdd(id: $id, tags: $tags) { node { id ... on Customer { tags } } userErrors { field message } } }'
const gidOf = (id: number | undefined) => `gid://shopify/Customer/${id}`

describe('tags', () => {
  it('are added and removed by the rules of the store, told once, and counted', async () => {
    shop = await openShop()
    const heard = overheard(shop.world)
    const [id] = customerIds()
    const customer = shop.world.store.customers.get(id ?? 0)
    if (!customer) throw new Error('no customer')
    customer.tags = ['Red']
    expect((await shop.ask(add, { id: gidOf(id), tags: ['red', 'b, A'] }))['data']?.['tagsAdd']).toEqual({ node: { id: gidOf(id), tags: ['A', 'b', 'Red'] }, userErrors: [] })
    expect(heard.map(({ topic }) => topic)).toEqual(['customers/update', 'customer.tags_added'])
    await shop.ask(add, { id: gidOf(id), tags: ['RED'] })
    expect(heard).toHaveLength(2)
    await shop.ask('mutation ($id: ID!) { tagsRemove(id: $id, tags: ["RED", "never"]) { node { id } userErrors { message } } }', { id: gidOf(id) })
    expect(customer.tags).toEqual(['A', 'b'])
    expect(shop.world.counters).toMatchObject({ tagsAdd: 2, tagsRemove: 1, points: 30 })
  })

  it('of nobody, and of one who was merged away, are refused', async () => {
    shop = await openShop()
    const [kept, lost] = [...shop.world.store.customers.values()]
    if (!kept || !lost) throw new Error('too few customers')
    lost.mergedInto = kept.id
    for (const id of [gidOf(1), gidOf(lost.id), 'gid://shopify/Customer/820982911946154508']) {
      expect((await shop.ask(add, { id, tags: ['x'] }))['data']?.['tagsAdd']).toEqual({ node: null, userErrors: [{ field: ['id'], message: 'Customer does not exist' }] })
    }
    expect((await shop.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: [gidOf(kept.id), gidOf(lost.id)] }))['data']).toEqual({ nodes: [{ id: gidOf(kept.id) }, null] })
  })
})

describe('a bulk mutation', () => {
  const announce = `mutation { stagedUploadsCreate(input: [{ resource: BULK_MUTATION_VARIABLES, filename: "tags.jsonl", mimeType: "text/jsonl", httpMethod: POST }]) {
    stagedTargets { url resourceUrl parameters { name value } } userErrors { message } } }`
  const run = `mutation ($mutation: String!, $path: String!) { bulkOperationRunMutation(mutation: $mutation, stagedUploadPath: $path) { bulkOperation { id status type } userErrors { field code message } } }`

  async function upload(content: string, change: (form: [string, string][]) => [string, string][] = (form) => form) {
    const answer = await shop.ask(announce)
    const target = answer['data']?.['stagedUploadsCreate']?.['stagedTargets']?.[0] as Json
    const parameters = (target['parameters'] as unknown as { name: string; value: string }[]).map(({ name, value }): [string, string] => [name, value])
    const form = new FormData()
    for (const [name, value] of change([...parameters, ['file', content]])) {
      if (name === 'file') form.append(name, new Blob([value], { type: 'text/jsonl' }), 'tags.jsonl')
      else form.append(name, value)
    }
    const response = await fetch(text(target['url']), { method: 'POST', body: form })
    return { status: response.status, text: await response.text(), path: parameters.find(([name]) => name === 'key')?.[1] ?? '', names: parameters.map(([name]) => name) }
  }

  it('works through the uploaded lines in no order; a bad line fails alone', async () => {
    shop = await openShop({ customers: 150 })
    const heard = overheard(shop.world)
    const ids = customerIds()
    const content = [...ids.map((id) => JSON.stringify({ id: gidOf(id), tags: ['bulk'] })), 'not json', JSON.stringify({ id: gidOf(1), tags: ['bulk'] }), JSON.stringify({ tags: ['bulk'] })].join('\n')
    const sent = await upload(content)
    expect(sent.names).toEqual(['Content-Type', 'success_action_status', 'acl', 'key', 'x-goog-date', 'x-goog-credential', 'x-goog-algorithm', 'x-goog-signature', 'policy'])
    expect(sent.status).toBe(201)
    expect(sent.text).toMatch(/<PostResponse><Location>.*<\/Location><Bucket>.*<\/Bucket><Key>tmp\/\d+\/bulk\/[-\w]+\/tags\.jsonl<\/Key><ETag>"\w+"<\/ETag><\/PostResponse>/)
    const points = shop.world.counters.points
    const begun = (await shop.ask(run, { mutation: add, path: sent.path }))['data']?.['bulkOperationRunMutation']
    expect(begun).toMatchObject({ bulkOperation: { status: 'CREATED', type: 'MUTATION' }, userErrors: [] })
    const operation = await ended(shop, text(begun?.['bulkOperation']?.['id']))
    expect(operation).toMatchObject({ status: 'COMPLETED', objectCount: '153' })
    const lines = (await (await fetch(text(operation['url']))).text()).trim().split('\n').map((line) => JSON.parse(line) as { data?: Json; errors?: Json; __lineNumber: number })
    const numbers = lines.map(({ __lineNumber }) => __lineNumber)
    expect(numbers).not.toEqual([...numbers].sort((a, b) => a - b))
    expect([...numbers].sort((a, b) => a - b)).toEqual([...Array(153).keys()])
    const line = (number: number) => lines.find(({ __lineNumber }) => __lineNumber === number)
    expect(line(0)).toMatchObject({ data: { tagsAdd: { node: { id: gidOf(ids[0]) }, userErrors: [] } } })
    expect(line(150)).toHaveProperty('errors')
    expect(line(151)).toMatchObject({ data: { tagsAdd: { node: null, userErrors: [{ message: 'Customer does not exist' }] } } })
    expect(line(152)).toHaveProperty('errors')
    expect([...shop.world.store.customers.values()].every(({ tags }) => tags.includes('bulk'))).toBe(true)
    // Starting costs ten points, the lines none.
    expect(shop.world.counters.points - points).toBeLessThan(40)
    expect(heard.filter(({ topic }) => topic === 'customer.tags_added')).toHaveLength(150)
    expect(heard.at(-1)).toMatchObject({ topic: 'bulk_operations/finish', payload: { type: 'mutation', status: 'completed' } })
  })

  it('is refused in the recorded words', async () => {
    shop = await openShop()
    const refusal = async (mutation: string, path: string) => (await shop.ask(run, { mutation, path }))['data']?.['bulkOperationRunMutation']?.['userErrors']?.[0]
    const sent = await upload('{}')
    expect(await refusal(add, 'tmp/1/bulk/missing')).toMatchObject({ field: null, code: 'NO_SUCH_FILE' })
    expect(await refusal(add, (await upload('')).path)).toEqual({ field: null, code: 'INVALID_STAGED_UPLOAD_FILE', message: 'The input file is empty.' })
    expect(await refusal('mutation { not parseable', sent.path)).toEqual({ field: null, code: 'INVALID_MUTATION', message: 'Failed to parse the mutation - syntax error, unexpected end of file' })
    expect(await refusal('{ shop { id } }', sent.path)).toEqual({ field: null, code: 'INVALID_MUTATION', message: 'Invalid operation type. Only `mutation` operations are supported.' })
    expect(await refusal('mutation { a: segmentDelete(id: "1") { deletedSegmentId } b: segmentDelete(id: "1") { deletedSegmentId } }', sent.path)).toEqual({ field: ['mutation'], code: null, message: 'You must specify a single top level mutation.' })
    expect(await refusal(run, sent.path)).toEqual({ field: ['mutation'], code: null, message: 'You must use an allowed mutation name.' })
  })

  it('needs the parameters in their order, and the file last', async () => {
    shop = await openShop()
    expect((await upload('{}', (form) => [form[1], form[0], ...form.slice(2)] as [string, string][])).status).toBe(403)
    expect((await upload('{}', (form) => [form.at(-1), ...form.slice(0, -1)] as [string, string][])).status).toBe(400)
    expect((await upload('{}', (form) => form.filter(([name]) => name !== 'file'))).status).toBe(400)
    expect((await upload('{}', (form) => form.map(([name, value]) => [name, name === 'policy' ? 'other' : value]))).status).toBe(403)
  })
})

describe('native segments', () => {
  const create = 'mutation ($name: String!, $query: String!) { segmentCreate(name: $name, query: $query) { segment { id name query } userErrors { field message } } }'

  it('hold whoever has the tag, whatever its case; namesakes get a number', async () => {
    shop = await openShop()
    const [one, two] = [...shop.world.store.customers.values()]
    Object.assign(one ?? {}, { tags: ["it's VIP"] })
    Object.assign(two ?? {}, { tags: ["IT'S VIP"] })
    const query = "customer_tags CONTAINS 'it\\'s vip'"
    const first = (await shop.ask(create, { name: 'Best', query }))['data']?.['segmentCreate']
    const second = (await shop.ask(create, { name: 'Best', query }))['data']?.['segmentCreate']
    expect([first?.['segment']?.['name'], second?.['segment']?.['name']]).toEqual(['Best', 'Best (2)'])
    const segmentId = first?.['segment']?.['id']
    const { data } = await shop.ask(`query ($segmentId: ID!, $customerId: ID!) {
      customerSegmentMembers(segmentId: $segmentId, first: 1000) { totalCount edges { node { id } } }
      customerSegmentMembership(customerId: $customerId, segmentIds: [$segmentId]) { memberships { segmentId isMember } }
      segmentsCount { count } }`, { segmentId, customerId: gidOf(one?.id) })
    expect(data).toEqual({
      customerSegmentMembers: { totalCount: 2, edges: [one, two].map((customer) => ({ node: { id: `gid://shopify/CustomerSegmentMember/${customer?.id}` } })) },
      customerSegmentMembership: { memberships: [{ segmentId, isMember: true }] },
      segmentsCount: { count: 2 },
    })
    expect((await shop.ask('mutation ($id: ID!) { segmentUpdate(id: $id, name: "Other") { segment { name } userErrors { message } } }', { id: segmentId }))['data']).toEqual({ segmentUpdate: { segment: { name: 'Other' }, userErrors: [] } })
    expect((await shop.ask('mutation ($id: ID!) { segmentDelete(id: $id) { deletedSegmentId userErrors { message } } }', { id: segmentId }))['data']).toEqual({ segmentDelete: { deletedSegmentId: segmentId, userErrors: [] } })
    expect(shop.world.store.segments.size).toBe(1)
  })

  it('of other queries are refused, unless a test says who is in them', async () => {
    shop = await openShop()
    const query = "email_subscription_status  =  'SUBSCRIBED'"
    expect((await shop.ask(create, { name: 'a', query }))['data']?.['segmentCreate']).toMatchObject({ segment: null, userErrors: [{ field: ['query'], message: expect.stringContaining('not simulated') as string }] })
    expect((await shop.ask('query ($query: String) { customerSegmentMembers(query: $query, first: 1) { totalCount } }', { query }))['errors']?.[0]?.['message']).toContain('not simulated')
    const [id] = customerIds()
    platformOf(shop.world).options.segmentTables.set("email_subscription_status = 'SUBSCRIBED'", new Set([id ?? 0]))
    const asked = await shop.ask('mutation ($query: String) { customerSegmentMembersQueryCreate(input: { query: $query }) { customerSegmentMembersQuery { id currentCount done } userErrors { message } } }', { query })
    expect(asked['data']?.['customerSegmentMembersQueryCreate']).toMatchObject({ customerSegmentMembersQuery: { currentCount: 0, done: false }, userErrors: [] })
    const queryId = asked['data']?.['customerSegmentMembersQueryCreate']?.['customerSegmentMembersQuery']?.['id']
    expect((await shop.ask('query ($id: ID!) { customerSegmentMembersQuery(id: $id) { currentCount done } customerSegmentMembers(queryId: $id, first: 10) { edges { node { id } } } }', { id: queryId }))['data']).toEqual({
      customerSegmentMembersQuery: { currentCount: 1, done: true }, customerSegmentMembers: { edges: [{ node: { id: `gid://shopify/CustomerSegmentMember/${id}` } }] },
    })
  })
})

describe('discounts', () => {
  it('take a percentage, and segments as their context', async () => {
    shop = await openShop()
    const { data: made } = await shop.ask(`mutation { segmentCreate(name: "vip", query: "customer_tags CONTAINS 'vip'") { segment { id } } }`)
    const segment = made?.['segmentCreate']?.['segment']?.['id']
    const create = `mutation ($input: DiscountCodeBasicInput!) { discountCodeBasicCreate(basicCodeDiscount: $input) {
      codeDiscountNode { id codeDiscount { ... on DiscountCodeBasic { title status codes(first: 1) { nodes { code } } context { ... on DiscountCustomerSegments { segments { id } } } customerGets { value { ... on DiscountPercentage { percentage } } } } } }
      userErrors { field code message } } }`
    const input = { title: 'Thanks', code: 'VIP10', startsAt: '2026-11-22T00:00:00Z', customerGets: { value: { percentage: 0.1 }, items: { all: true } }, context: { customerSegments: { add: [segment] } } }
    expect((await shop.ask(create, { input }))['data']?.['discountCodeBasicCreate']).toMatchObject({
      codeDiscountNode: { codeDiscount: { title: 'Thanks', status: 'ACTIVE', codes: { nodes: [{ code: 'VIP10' }] }, context: { segments: [{ id: segment }] }, customerGets: { value: { percentage: 0.1 } } } }, userErrors: [],
    })
    expect((await shop.ask(create, { input }))['data']?.['discountCodeBasicCreate']).toMatchObject({ codeDiscountNode: null, userErrors: [{ code: 'TAKEN' }] })
    expect((await shop.ask(create, { input: { ...input, code: 'B', customerGets: { value: { discountAmount: { amount: '5' } } } } }))['errors']?.[0]?.['message']).toBe('not simulated: discounts other than a percentage')
    const automatic = await shop.ask('mutation ($input: DiscountAutomaticBasicInput!) { discountAutomaticBasicCreate(automaticBasicDiscount: $input) { automaticDiscountNode { id } userErrors { message } } }', { input: { title: 'All', startsAt: '2026-11-22T00:00:00Z', customerGets: { value: { percentage: 0.05 } } } })
    expect(automatic['data']?.['discountAutomaticBasicCreate']?.['userErrors']).toEqual([])
    expect((await shop.ask('{ discountNodes(first: 10) { nodes { discount { __typename ... on DiscountAutomaticBasic { title } ... on DiscountCodeBasic { title } } } } }'))['data']?.['discountNodes']?.['nodes']).toEqual([
      { discount: { __typename: 'DiscountCodeBasic', title: 'Thanks' } }, { discount: { __typename: 'DiscountAutomaticBasic', title: 'All' } },
    ])
  })
})
