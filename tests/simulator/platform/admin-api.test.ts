// The Admin API over HTTP: shapes of answers and refusals as they were recorded, points, pages, searches.
import type { Customer } from '#simulator/store/model.ts'
import { afterEach, describe, expect, it } from 'vitest'
import { uninstall } from '#simulator/life/shop.ts'
import { type Json, type Shop, domain, exchange, openShop, text } from './shop.ts'
import { mintIdToken } from '#simulator/platform/auth/id-token.ts'

let shop: Shop
afterEach(() => shop.close())

const list = (value: Json | undefined) => value as unknown as Json[]
const graphql = '/admin/api/2026-07/graphql.json'

describe('points', () => {
  it('come with every answer, and refill on the store clock', async () => {
    shop = await openShop()
    const { extensions } = await shop.ask('{ customers(first: 250) { edges { node { id tags } } } }')
    expect(extensions?.['cost']).toMatchObject({ requestedQueryCost: 13, throttleStatus: { maximumAvailable: 2000, restoreRate: 100 } })
    await shop.ask(`mutation { ${Array.from({ length: 99 }, (_, n) => `a${n}: tagsAdd(id: "gid://shopify/Customer/1", tags: ["x"]) { node { id } }`).join(' ')} }`)
    const low = Number((await shop.ask('{ shop { id } }'))['extensions']?.['cost']?.['throttleStatus']?.['currentlyAvailable'])
    expect(low).toBeLessThan(1500)
    shop.world.clock.stepTo(shop.world.clock.now() + 60_000)
    const full = (await shop.ask('{ shop { id } }'))['extensions']?.['cost']?.['throttleStatus']?.['currentlyAvailable']
    expect(full).toBe(1999)
  })

  it.each([['standard', 2000, 100], ['advanced', 4000, 200], ['plus', 20_000, 1000], ['enterprise', 40_000, 2000]] as const)('of the %s plan', async (plan, maximumAvailable, restoreRate) => {
    shop = await openShop({ plan, customers: 1 })
    expect((await shop.ask('{ shop { id } }'))['extensions']).toMatchObject({ cost: { throttleStatus: { maximumAvailable, restoreRate } } })
  })

  it('that are used up give THROTTLED in a 200 without data', async () => {
    shop = await openShop()
    const many = `mutation { ${Array.from({ length: 100 }, (_, n) => `a${n}: tagsAdd(id: "gid://shopify/Customer/1", tags: ["x"]) { node { id } }`).join(' ')} }`
    await shop.ask(many)
    await shop.ask(many)
    const answer = await shop.ask(many)
    expect(answer).not.toHaveProperty('data')
    expect(answer).toMatchObject({
      errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
      extensions: { cost: { requestedQueryCost: 1000, actualQueryCost: null, throttleStatus: { maximumAvailable: 2000 } } },
    })
    expect(shop.world.counters).toMatchObject({ tagsAdd: 200, throttled: 1 })
  })

  it('beyond a thousand a request are refused, and nothing is executed', async () => {
    shop = await openShop({ plan: 'plus' })
    const answer = await shop.ask(`mutation { ${Array.from({ length: 101 }, (_, n) => `a${n}: tagsAdd(id: "gid://shopify/Customer/1", tags: ["x"]) { node { id } }`).join(' ')} }`)
    expect(answer).toMatchObject({ errors: [{ extensions: { code: 'MAX_COST_EXCEEDED', cost: 1010, maxCost: 1000 } }] })
    expect(shop.world.counters.tagsAdd).toBe(0)
  })
})

describe('refusals', () => {
  it('name the scope that is missing', async () => {
    shop = await openShop({ granted: ['read_customers'] })
    const answer = await shop.ask('mutation { segmentCreate(name: "a", query: "customer_tags CONTAINS \'b\'") { segment { id } } }')
    const requiredAccess = '`write_customers` access scope. Also: The user must not have restricted access.'
    expect(answer['data']).toEqual({ segmentCreate: null })
    expect(answer['errors']).toEqual([{
      message: `Access denied for segmentCreate field. Required access: ${requiredAccess}`,
      locations: [{ line: 1, column: 12 }],
      path: ['segmentCreate'],
      extensions: { code: 'ACCESS_DENIED', documentation: 'https://shopify.dev/api/usage/access-scopes', requiredAccess },
    }])
    expect((await shop.ask('{ orders(first: 1) { nodes { id } } }'))['errors']?.[0]?.['extensions']).toMatchObject({ code: 'ACCESS_DENIED' })
  })

  it('name what is not simulated, and never answer it with null', async () => {
    shop = await openShop()
    expect((await shop.ask('{ shop { shopOwnerName } }'))['errors']?.[0]?.['message']).toBe('not simulated: Shop.shopOwnerName')
    expect((await shop.ask('{ giftCards(first: 1) { nodes { id } } }'))['errors']?.[0]?.['message']).toBe('not simulated: QueryRoot.giftCards')
    expect((await shop.ask('mutation { customerDelete(input: { id: "gid://shopify/Customer/1" }) { deletedCustomerId } }'))['errors']?.[0]?.['message']).toBe('not simulated: Mutation.customerDelete')
    expect((await shop.ask('{ customers(first: 1, query: "last_abandoned_order_date:>2020-01-01") { nodes { id } } }'))['errors']?.[0]?.['message']).toBe('not simulated: search filter last_abandoned_order_date of customers')
  })

  it('of customer data follow the approval: objects or fields', async () => {
    shop = await openShop()
    shop.world.faults.api.customerData = 'level1'
    const fields = await shop.ask('{ customers(first: 1) { nodes { id firstName tags } } }')
    expect(fields['data']?.['customers']?.['nodes']?.[0]).toMatchObject({ id: expect.stringContaining('gid') as string, firstName: null })
    expect(fields['errors']?.[0]).toMatchObject({ path: ['customers', 'nodes', 0, 'firstName'], message: expect.stringContaining('This app is not approved to use the firstName field') as string })
    shop.world.faults.api.customerData = 'none'
    expect((await shop.ask('{ customers(first: 1) { nodes { id } } }'))['errors']?.[0]?.['message']).toMatch(/^This app is not approved to access the Customer object\. See https:\/\/partners\.shopify\.com\/.*customer_data for more details\.$/)
  })

  it('of tokens are 401 and 403, as is every token of an app that was uninstalled', async () => {
    shop = await openShop()
    const wrong = await shop.post(graphql, { query: '{ shop { id } }' }, { 'x-shopify-access-token': 'shpat_no' })
    expect([wrong.status, wrong.body]).toEqual([401, { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' }])
    const permanent = await shop.post('/admin/oauth/access_token', { ...exchange, expiring: '0', subject_token: mintIdToken(shop.world) })
    expect(permanent.body).not.toHaveProperty('refresh_token')
    const refused = await shop.post(graphql, { query: '{ shop { id } }' }, { 'x-shopify-access-token': text(permanent.body['access_token']) })
    expect([refused.status, refused.body['errors']]).toEqual([403, expect.stringMatching(/^\[API\] Non-expiring access tokens are no longer accepted/)])
    const token = await shop.token()
    uninstall(shop.world)
    expect((await shop.post(graphql, { query: '{ shop { id } }' }, { 'x-shopify-access-token': token })).status).toBe(401)
  })

  it('of other shops and versions are 404', async () => {
    shop = await openShop()
    const token = await shop.token()
    expect((await shop.post(graphql, { query: '{ shop { id } }' }, { 'x-shopify-access-token': token, 'x-forwarded-host': `other-${domain}` })).status).toBe(404)
    expect((await shop.post('/admin/api/2024-01/graphql.json', { query: '{ shop { id } }' }, { 'x-shopify-access-token': token })).status).toBe(404)
  })

  it('of requests that make no sense have a code', async () => {
    shop = await openShop()
    expect(await shop.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: Array.from({ length: 251 }, () => 'gid://shopify/Customer/1') })).toMatchObject({
      errors: [{ message: 'The input array size of 251 is greater than the maximum allowed of 250.', extensions: { code: 'MAX_INPUT_SIZE_EXCEEDED' } }],
    })
    expect(await shop.ask('{ customers { nodes { id } } }')).toMatchObject({ errors: [{ message: 'you must provide one of first or last', extensions: { code: 'BAD_REQUEST' } }] })
    expect(await shop.ask('query ($n: Int!) { customers(first: $n) { nodes { id } } }')).toMatchObject({ errors: [{ extensions: { code: 'INVALID_VARIABLE' } }] })
    expect(await shop.ask('{ customers(first: 251) { nodes { id } } }')).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] })
    expect(await shop.ask('mutation { tagsAdd(id: "gid://shopify/Segment/1", tags: ["a"]) { node { id } } }')).toMatchObject({ data: null, errors: [{ message: 'invalid id', extensions: { code: 'RESOURCE_NOT_FOUND' } }] })
    expect((await shop.ask('{ customers('))['errors']?.[0]?.['message']).toMatch(/^Syntax Error/)
  })
})

describe('pages', () => {
  it.each(['ID', 'CREATED_AT', 'UPDATED_AT', 'NAME'])('walk all customers once by %s, in both directions, from both ends', async (sortKey) => {
    shop = await openShop({ plan: 'plus' })
    const walk = async (reverse: boolean, size: 'first' | 'last') => {
      const seen: string[] = []
      let cursor: string | null = null
      for (let more = true; more; ) {
        const place = size === 'first' ? `first: 7, after: $cursor` : `last: 7, before: $cursor`
        const answer: Json = await shop.ask(`query ($cursor: String) { customers(${place}, sortKey: ${sortKey}, reverse: ${reverse}) { nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`, { cursor })
        const page = answer['data']?.['customers'] as Json
        const ids = list(page['nodes']).map(({ id }) => text(id))
        if (size === 'first') seen.push(...ids)
        else seen.unshift(...ids)
        more = Boolean(size === 'first' ? page['pageInfo']?.['hasNextPage'] : page['pageInfo']?.['hasPreviousPage'])
        cursor = text(size === 'first' ? page['pageInfo']?.['endCursor'] : page['pageInfo']?.['startCursor'])
      }
      return seen
    }
    const forward = await walk(false, 'first')
    expect(new Set(forward).size).toBe(60)
    expect(forward).toHaveLength(60)
    expect(await walk(true, 'first')).toEqual([...forward].reverse())
    expect(await walk(false, 'last')).toEqual(forward)
  })

  it('go on rightly when somebody was deleted meanwhile', async () => {
    shop = await openShop()
    const first = await shop.ask('{ customers(first: 5) { nodes { id } pageInfo { endCursor } } }')
    const ids = [...shop.world.store.customers.keys()]
    shop.world.store.customers.delete(ids[4] as number)
    const next = await shop.ask('query ($after: String) { customers(first: 1, after: $after) { nodes { id } } }', { after: first['data']?.['customers']?.['pageInfo']?.['endCursor'] })
    expect(next['data']?.['customers']?.['nodes']?.[0]?.['id']).toBe(`gid://shopify/Customer/${ids[5]}`)
  })
})

describe('searches', () => {
  it('filter by instants, ids, tags, e-mail and words, with AND, OR, NOT and parentheses', async () => {
    shop = await openShop()
    const customers = [...shop.world.store.customers.values()]
    const one = customers[20]
    const other = customers[30]
    if (!one || !other) throw new Error('too few customers')
    Object.assign(one, { tags: ['Zed', 'a b'], email: 'one@shop.example', firstName: 'Zebulon' })
    Object.assign(other, { tags: ['zed'] })
    const found = async (query: string) => {
      const answer = await shop.ask('query ($query: String!) { customers(first: 250, query: $query) { nodes { id } } }', { query })
      if (answer['errors']) throw new Error(JSON.stringify(answer['errors']))
      return list(answer['data']?.['customers']?.['nodes']).map(({ id }) => Number(text(id).split('/').at(-1)))
    }
    const where = (keep: (customer: Customer) => boolean) => customers.filter(keep).map(({ id }) => id)
    expect(await found('tag:ZED')).toEqual([one.id, other.id])
    expect(await found("tag:'a b'")).toEqual([one.id])
    expect(await found('tag:ZED -tag:"a b"')).toEqual([other.id])
    expect(await found(`email:ONE@shop.example OR id:${other.id}`)).toEqual([one.id, other.id])
    expect(await found('zebu')).toEqual([one.id])
    const instant = new Date(other.updatedAt).toISOString()
    expect(await found(`updated_at:>=${instant}`)).toEqual(where(({ updatedAt }) => updatedAt >= other.updatedAt))
    expect(await found(`updated_at:>'${instant}' AND (orders_count:0 OR NOT orders_count:>1)`)).toEqual(where((own) => own.updatedAt > other.updatedAt && own.numberOfOrders <= 1))
    expect((await shop.ask('{ customersCount(query: "tag:ZED") { count precision } limited: customersCount(limit: 1) { count precision } }'))['data']).toEqual({
      customersCount: { count: 2, precision: 'EXACT' }, limited: { count: 1, precision: 'AT_LEAST' },
    })
  })
})
