// Bulk queries: what is refused and in which words, how an operation goes, and the lines it gives.
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { platformOf } from '#simulator/platform/state.ts'
import { overheard } from '../stage.ts'
import { type Json, type Shop, ended, openShop, text } from './shop.ts'

let shop: Shop
afterEach(() => shop.close())

const start = 'mutation ($query: String!) { bulkOperationRunQuery(query: $query) { bulkOperation { id status objectCount rootObjectCount fileSize url completedAt } userErrors { field code message } } }'
const products = '{ products { edges { node { id } } } }'

const customersQuery = `{ customers { edges { node {
  id createdAt updatedAt state tags locale numberOfOrders amountSpent { amount currencyCode } lastOrder { id }
  productSubscriberStatus statistics { predictedSpendTier rfmGroup }
  defaultEmailAddress { emailAddress marketingState marketingUpdatedAt }
  defaultPhoneNumber { marketingState marketingUpdatedAt }
  addressesV2 { edges { node { id countryCodeV2 provinceCode city zip latitude longitude } } }
  metafields { edges { node { id namespace key type value } } }
} } } }`
const ordersQuery = `{ orders(sortKey: UPDATED_AT) { edges { node {
  id createdAt processedAt updatedAt cancelledAt test sourceName displayFinancialStatus displayFulfillmentStatus
  customer { id } app { id } retailLocation { id } shippingAddress { countryCodeV2 provinceCode } currencyCode
  currentTotalPriceSet { shopMoney { amount currencyCode } } totalPriceSet { shopMoney { amount } } totalDiscountsSet { shopMoney { amount } } totalRefundedSet { shopMoney { amount } }
  discountCodes tags customerJourneySummary { firstVisit { source utmParameters { source medium campaign } } }
  refunds { id createdAt totalRefundedSet { shopMoney { amount } } }
  lineItems { edges { node { id quantity currentQuantity sku vendor isGiftCard product { id } variant { id } originalTotalSet { shopMoney { amount } } discountedTotalSet { shopMoney { amount } } } } }
} } } }`

describe('a bulk query is refused', () => {
  const invalid = (message: string) => ({ field: ['query'], code: 'INVALID', message })
  it.each([
    ['with nodes', '{ products { nodes { id } } }', [invalid("All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: 'products { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: 'products'.")]],
    ['with a node at the top', '{ node(id: "gid://shopify/Product/0") { id } }', [invalid('Bulk queries cannot contain a top level `node` field.'), invalid('Bulk queries must contain at least one connection.')]],
    ['without a connection', '{ shop { id } }', [invalid('Bulk queries must contain at least one connection.')]],
    ['too deep', '{ collections { edges { node { id products { edges { node { id variants { edges { node { id metafields { edges { node { id } } } } } } } } } } } } }', [invalid('Bulk queries cannot contain connections with a nesting depth greater than 2.')]],
    ['with too many connections', '{ products { edges { node { id variants { edges { node { id } } } metafields { edges { node { id } } } collections { edges { node { id } } } media { edges { node { id } } } sellingPlanGroups { edges { node { id } } } } } } }', [invalid('Bulk queries cannot contain more than 5 connections.')]],
    ['without the id of a parent', '{ products { edges { node { title variants { edges { node { id } } } } } } }', [invalid("The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': products.")]],
    ['with a connection in a list', '{ orders { edges { node { id refunds { id refundLineItems { edges { node { id } } } } } } } }', [invalid('Queries that contain a connection field within a list field are not currently supported.')]],
    ['that is a mutation', 'mutation { segmentDelete(id: "gid://shopify/Segment/1") { deletedSegmentId } }', [invalid('Invalid operation type. Only `query` operations are supported.')]],
    ['that is empty', '', [invalid('Invalid bulk query: syntax error, unexpected end of file')]],
    ['that is not simulated', '{ products { edges { node { id totalInventory } } } }', [invalid('not simulated: Product.totalInventory')]],
  ])('%s', async (_name, query, userErrors) => {
    shop = await openShop({ customers: 1 })
    expect((await shop.ask(start, { query }))['data']?.['bulkOperationRunQuery']).toEqual({ bulkOperation: null, userErrors })
  })
})

describe('a bulk operation', () => {
  it('begins as CREATED with nothing counted, grows, and ends with a file, an address and a webhook in lower case', async () => {
    shop = await openShop({ customers: 300 })
    const heard = overheard(shop.world)
    platformOf(shop.world).options.bulkMsPerTenThousand = 10_000
    const begun = (await shop.ask(start, { query: customersQuery }))['data']?.['bulkOperationRunQuery'] as Json
    expect(begun).toMatchObject({ bulkOperation: { status: 'CREATED', objectCount: '0', rootObjectCount: '0', fileSize: null, url: null, completedAt: null }, userErrors: [] })
    const id = text(begun['bulkOperation']?.['id'])
    platformOf(shop.world).options.bulkMsPerTenThousand = 3_000
    const states = new Set<string>()
    for (let counting = true; counting; await sleep(20)) {
      const now = (await shop.ask('{ bulkOperations(first: 1, query: "status:running operation_type:query") { nodes { id status objectCount } } }'))['data']?.['bulkOperations']?.['nodes']?.[0]
      const { data } = await shop.ask('query ($id: ID!) { bulkOperation(id: $id) { status } }', { id })
      if (now) states.add(text(now['status']))
      states.add(text(data?.['bulkOperation']?.['status']))
      counting = !states.has('COMPLETED')
    }
    expect([...states]).toEqual(['CREATED', 'RUNNING', 'COMPLETED'])
    const operation = await ended(shop, id)
    const file = await (await fetch(text(operation['url']))).text()
    expect(operation).toMatchObject({ fileSize: text(Buffer.byteLength(file)), objectCount: text(file.trim().split('\n').length), rootObjectCount: '300', errorCode: null })
    expect(heard).toEqual([{ topic: 'bulk_operations/finish', event: undefined, payload: expect.objectContaining({ admin_graphql_api_id: id, status: 'completed', type: 'query', error_code: null }) as unknown }])
  })

  it('is one of five at a time, and may be cancelled while it runs', async () => {
    shop = await openShop({ customers: 200 })
    const heard = overheard(shop.world)
    platformOf(shop.world).options.bulkMsPerTenThousand = 60_000
    const ids: string[] = []
    for (let n = 0; n < 5; n++) ids.push(text((await shop.ask(start, { query: products }))['data']?.['bulkOperationRunQuery']?.['bulkOperation']?.['id']))
    expect((await shop.ask(start, { query: products }))['data']?.['bulkOperationRunQuery']).toEqual({
      bulkOperation: null,
      userErrors: [{ field: null, code: 'OPERATION_IN_PROGRESS', message: `A bulk query operation for this app and shop is already in progress: ${ids.join(', ')}.` }],
    })
    platformOf(shop.world).options.bulkMsPerTenThousand = 0
    const cancel = 'mutation ($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { field message } } }'
    for (const id of ids) expect((await shop.ask(cancel, { id }))['data']?.['bulkOperationCancel']).toEqual({ bulkOperation: { status: 'CANCELING' }, userErrors: [] })
    expect((await shop.ask(start, { query: products }))['data']?.['bulkOperationRunQuery']?.['userErrors']?.[0]).toMatchObject({ code: 'OPERATION_IN_PROGRESS' })
    expect(await ended(shop, ids[0] ?? '')).toMatchObject({ status: 'CANCELED', url: null })
    expect(heard[0]?.payload).toMatchObject({ status: 'canceled', completed_at: null })
    expect((await shop.ask(cancel, { id: ids[0] }))['data']?.['bulkOperationCancel']?.['userErrors']).toEqual([{ field: null, message: 'A bulk operation cannot be canceled when it is canceled' }])
    expect((await shop.ask(cancel, { id: 'gid://shopify/BulkOperation/1' }))['data']?.['bulkOperationCancel']).toEqual({ bulkOperation: null, userErrors: [{ field: ['id'], message: 'Bulk operation does not exist' }] })
  }, 30_000)

  it('fails without saying where when the app may not read something', async () => {
    shop = await openShop({ granted: ['read_orders'] })
    expect((await shop.bulk('{ orders { edges { node { id retailLocation { id } } } } }')).operation).toMatchObject({ status: 'FAILED', errorCode: 'ACCESS_DENIED', url: null })
  })

  it('has no address without results, and one that ends after seven days of the store clock', async () => {
    shop = await openShop()
    expect((await shop.bulk('{ orders(query: "id:1") { edges { node { id } } } }')).operation).toMatchObject({ status: 'COMPLETED', objectCount: '0', url: null })
    const { operation } = await shop.bulk(products)
    expect((await fetch(text(operation['url']).replace(/Signature=./, 'Signature=z'))).status).toBe(403)
    shop.world.clock.stepTo(shop.world.clock.now() + 6.9 * 86_400_000)
    const half = await fetch(text(operation['url']), { headers: { range: 'bytes=10-' } })
    expect([half.status, half.headers.get('content-range')]).toEqual([206, `bytes 10-${Number(operation['fileSize']) - 1}/${text(operation['fileSize'])}`])
    await half.text()
    shop.world.clock.stepTo(shop.world.clock.now() + 0.2 * 86_400_000)
    expect((await fetch(text(operation['url']))).status).toBe(400)
    expect((await shop.ask('query ($id: ID!) { bulkOperation(id: $id) { status url } }', { id: operation['id'] }))['data']).toEqual({ bulkOperation: { status: 'EXPIRED', url: null } })
  })
})

describe('the lines', () => {
  it('of customers hold what the shop knows, in the shapes of the platform', async () => {
    shop = await openShop({ customers: 120 })
    const [someone] = shop.world.store.customers.values()
    if (!someone) throw new Error('no customer')
    Object.assign(someone, { tags: ['a/b', 'R&D'], amountSpent: 41250, email: 'x@example.com' })
    const { lines, text: file, operation } = await shop.bulk(customersQuery)
    const first = file.split('\n').find((line) => line.startsWith(`{"id":"gid:\\/\\/shopify\\/Customer\\/${someone.id}"`)) ?? ''
    expect(first).toContain('"tags":["a\\/b","R\\u0026D"]')
    expect(first).toContain('"amountSpent":{"amount":"412.5","currencyCode":"EUR"}')
    expect(first).toMatch(/"createdAt":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"/)
    expect(first).not.toContain('__parentId')
    expect(lines.find(({ id }) => id as unknown as string === `gid://shopify/Customer/${someone.id}`)).toMatchObject({ numberOfOrders: text(someone.numberOfOrders), defaultEmailAddress: { emailAddress: 'x@example.com' } })
    expect(lines).toHaveLength(Number(operation['objectCount']))
    expect(lines.filter((line) => !line['__parentId'])).toHaveLength(120)
    const addresses = [...shop.world.store.customers.values()].reduce((sum, { addresses: own }) => sum + own.length, 0)
    expect(lines.filter(({ id }) => text(id).includes('/MailingAddress/'))).toHaveLength(addresses)
  })

  it('of children come after their parent, in their order, and not always at once', async () => {
    shop = await openShop({ customers: 120 })
    const { lines } = await shop.bulk(ordersQuery)
    const seen = new Set<string>()
    const children = new Map<string, string[]>()
    let apart = 0
    let last = ''
    for (const line of lines) {
      const parent = line['__parentId'] as unknown as string | undefined
      if (parent === undefined) seen.add((last = text(line['id'])))
      else {
        expect(seen.has(parent)).toBe(true)
        if (parent !== last) apart++
        children.set(parent, [...(children.get(parent) ?? []), text(line['id'])])
      }
    }
    expect(apart).toBeGreaterThan(5)
    for (const order of shop.world.store.orders.values()) {
      expect(children.get(`gid://shopify/Order/${order.id}`)).toEqual(order.lines.map(({ id }) => `gid://shopify/LineItem/${id}`))
    }
  })

  it('of orders say the same as a normal query, guests and cancelled ones too', async () => {
    shop = await openShop({ customers: 120, plan: 'plus' })
    const { lines } = await shop.bulk(ordersQuery)
    const orders = lines.filter(({ id }) => text(id).includes('/Order/'))
    expect(orders).toHaveLength(shop.world.store.orders.size)
    const instants = orders.map(({ updatedAt }) => text(updatedAt))
    expect(instants).toEqual([...instants].sort())
    const node = ordersQuery.slice(ordersQuery.indexOf('id createdAt'), ordersQuery.indexOf('lineItems'))
    const answer = await shop.ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Order { ${node} } } }`, { ids: orders.slice(0, 250).map(({ id }) => id) })
    expect(orders.slice(0, 250)).toEqual(answer['data']?.['nodes'])
    expect(orders.some(({ customer }) => (customer as unknown) === null)).toBe(true)
  })

  it('of products carry their collections', async () => {
    shop = await openShop()
    const { lines } = await shop.bulk('{ products { edges { node { id updatedAt tags productType vendor title collections { edges { node { id title handle } } } } } } }')
    const placed = [...shop.world.store.products.values()].reduce((sum, { collectionIds, deleted }) => sum + (deleted ? 0 : collectionIds.length), 0)
    expect(lines.filter((line) => line['__parentId'])).toHaveLength(placed)
  })

  it('of money in a currency without decimals have none', async () => {
    shop = await openShop({ customers: 60, currency: 'JPY' })
    const { text } = await shop.bulk('{ orders { edges { node { id totalPriceSet { shopMoney { amount currencyCode } } } } } }')
    expect(text).toMatch(/"amount":"[1-9]\d+","currencyCode":"JPY"/)
    expect(text).not.toMatch(/"amount":"[1-9]\d*\./)
  })

  it('stop at sixty days without the scope for more', async () => {
    shop = await openShop({ customers: 200, readAllOrders: false })
    const { lines } = await shop.bulk('{ orders { edges { node { id createdAt } } } }')
    const since = shop.world.clock.now() - 60 * 86_400_000
    expect(lines).toHaveLength([...shop.world.store.orders.values()].filter(({ createdAt }) => createdAt >= since).length)
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.length).toBeLessThan(shop.world.store.orders.size)
  })

  it('follow a search', async () => {
    shop = await openShop()
    const [id] = shop.world.store.customers.keys()
    const { lines } = await shop.bulk(`{ customers(query: "id:${id}") { edges { node { __typename id } } } }`)
    expect(lines).toEqual([{ __typename: 'Customer', id: `gid://shopify/Customer/${id}` }])
  })
})
