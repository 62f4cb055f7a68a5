// The platform misbehaving on demand: HTTP errors, throttling out of turn, slowness, connections cut before and after the work.
import { afterEach, expect, it } from 'vitest'
import { type Shop, openShop, text } from './shop.ts'

let shop: Shop
afterEach(() => shop.close())

const path = '/admin/api/2026-07/graphql.json'

it('answers the status that was asked for, 429 with Retry-After', async () => {
  shop = await openShop({ customers: 1 })
  const headers = { 'x-shopify-access-token': await shop.token() }
  shop.world.faults.api.status = { code: 429, p: 1 }
  const limited = await shop.post(path, { query: '{ shop { id } }' }, headers)
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '2.0'])
  shop.world.faults.api.status = { code: 503, p: 1 }
  expect((await shop.post(path, { query: '{ shop { id } }' }, headers)).status).toBe(503)
})

it('throttles although the bucket is full, and executes nothing', async () => {
  shop = await openShop({ customers: 1 })
  shop.world.faults.api.throttle = 1
  const [id] = shop.world.store.customers.keys()
  const answer = await shop.ask(`mutation { tagsAdd(id: "gid://shopify/Customer/${id}", tags: ["x"]) { node { id } } }`)
  expect(answer).toMatchObject({ errors: [{ extensions: { code: 'THROTTLED' } }], extensions: { cost: { throttleStatus: { currentlyAvailable: 2000 } } } })
  expect(shop.world.counters.tagsAdd).toBe(0)
})

it('is slow', async () => {
  shop = await openShop({ customers: 1 })
  await shop.ask('{ shop { id } }')
  const answered: string[] = []
  shop.world.faults.api.slowMs = 1_500
  const slow = shop.ask('{ shop { id } }').then(() => answered.push('asked while it was slow'))
  await expect.poll(() => shop.world.counters.requests).toBe(2)
  shop.world.faults.api.slowMs = 0
  await shop.ask('{ shop { id } }')
  answered.push('asked after it')
  await slow
  expect(answered).toEqual(['asked after it', 'asked while it was slow'])
})

it('cuts connections, sometimes before the work is done and sometimes after', async () => {
  shop = await openShop({ customers: 40 })
  await shop.ask('{ shop { id } }')
  shop.world.faults.api.cut = 1
  const ids = [...shop.world.store.customers.keys()]
  for (const id of ids) await expect(shop.ask(`mutation { tagsAdd(id: "gid://shopify/Customer/${id}", tags: ["cut"]) { node { id } } }`)).rejects.toThrow('fetch failed')
  const done = ids.filter((id) => shop.world.store.customers.get(id)?.tags.includes('cut')).length
  expect(done).toBeGreaterThan(5)
  expect(done).toBeLessThan(35)
})

/** @throws Error if the answer came whole */
async function lengthUntilCut(response: Response): Promise<number> {
  const reader = response.body?.getReader()
  let length = 0
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) length += part.value.length
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError)
    return length
  }
  throw new Error('the download was whole')
}

it('cuts downloads in the middle', async () => {
  shop = await openShop({ customers: 100 })
  const { operation, text: file } = await shop.bulk('{ customers { edges { node { id tags updatedAt createdAt } } } }')
  shop.world.faults.api.cut = 1
  let parts = 0
  for (let n = 0; n < 12; n++) {
    try {
      const response = await fetch(text(operation['url']))
      const length = await lengthUntilCut(response)
      if (length > 0) parts++
      expect(length).toBeLessThan(Buffer.byteLength(file))
    } catch (error) {
      expect(error).toBeInstanceOf(TypeError)
    }
  }
  expect(parts).toBeGreaterThan(0)
})
