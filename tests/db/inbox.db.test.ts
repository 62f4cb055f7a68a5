// The inbox: durable, each delivery once, and empty of payloads when they are done.
import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { InboxFull } from '#app/db/inbox-room.ts'
import type { NewDelivery } from '#app/db/inbox.ts'
import { openInbox } from '#app/db/open-inbox.ts'
import { freshDatabase, providers } from '#tests/database.ts'
import type { FreshDatabase } from '#tests/database.ts'

const shop = 'demo.myshopify.com'
const delivery = (webhookId: string, some: Partial<NewDelivery> = {}): NewDelivery => ({ shop, webhookId, topic: 'customers/update', triggeredAt: 5, receivedAt: 7, payload: '{"id":1}', ...some })

describe.each(providers)('the inbox on %s', (provider) => {
  let fresh: FreshDatabase
  beforeEach(async () => {
    fresh = await freshDatabase(provider)
  })
  afterEach(() => fresh.close())

  test('stores each webhook id of a shop once, also within one group and across processes', async () => {
    const answers = await Promise.all(['a', 'b', 'a'].map((id) => fresh.inbox.add(delivery(id))))
    expect(answers).toEqual(['stored', 'stored', 'duplicate'])
    const other = openInbox(fresh.url)
    expect(await other.add(delivery('b'))).toBe('duplicate')
    expect(await other.add(delivery('b', { shop: 'other.myshopify.com' }))).toBe('stored')
    await other.close()
    expect((await fresh.inbox.pending(shop, 10, 0)).map((one) => one.webhookId)).toEqual(['a', 'b'])
    expect(await fresh.inbox.waiting()).toEqual([shop, 'other.myshopify.com'])
  })

  test('gives the oldest first and in full, and forgets the payload of what was applied but not its id', async () => {
    for (const id of ['a', 'b', 'c']) await fresh.inbox.add(delivery(id, { payload: `{"n":"${id}"}` }))
    const [oldest] = await fresh.inbox.pending(shop, 1, 0)
    expect(oldest).toEqual({ id: expect.any(Number) as number, attempts: 0, ...delivery('a', { payload: '{"n":"a"}' }) })
    await fresh.inbox.applied([oldest?.id ?? 0])
    expect((await fresh.inbox.pending(shop, 10, 0)).map((one) => one.webhookId)).toEqual(['b', 'c'])
    expect(await fresh.inbox.add(delivery('a'))).toBe('duplicate')
    expect(await fresh.inbox.depth()).toEqual({ pending: 2, failed: 0, oldest: 7, shops: [{ shop, pending: 2, oldest: 7 }] })
  })

  test('waits for the next try, and gives up when told to', async () => {
    await fresh.inbox.add(delivery('a'))
    const [one] = await fresh.inbox.pending(shop, 1, 0)
    await fresh.inbox.failed(one?.id ?? 0, 'the database was full', 100)
    expect(await fresh.inbox.pending(shop, 10, 99)).toEqual([])
    expect(await fresh.inbox.pending(shop, 10, 100)).toMatchObject([{ webhookId: 'a', attempts: 1 }])
    await fresh.inbox.failed(one?.id ?? 0, 'it cannot be read', null)
    expect(await fresh.inbox.depth()).toEqual({ pending: 0, failed: 1, oldest: null, shops: [] })
    expect(await fresh.inbox.waiting()).toEqual([])
  })

  test('erases what names one customer, and not a longer id that holds the same digits', async () => {
    await fresh.inbox.add(delivery('a', { payload: '{"customer":{"id":123}}' }))
    await fresh.inbox.add(delivery('b', { payload: '{"customer":{"id":51234}}' }))
    await fresh.inbox.add(delivery('c', { payload: '{"customerId":"gid://shopify/Customer/123"}' }))
    await fresh.inbox.erase(shop, ['123'])
    expect((await fresh.inbox.pending(shop, 10, 0)).map((one) => one.webhookId)).toEqual(['b'])
    await fresh.inbox.erase(shop, null)
    expect(await fresh.inbox.waiting()).toEqual([])
  })

  test('forgets applied and failed deliveries that are older', async () => {
    await fresh.inbox.add(delivery('failed', { receivedAt: 10 }))
    await fresh.inbox.add(delivery('old', { receivedAt: 10 }))
    await fresh.inbox.add(delivery('new', { receivedAt: 20 }))
    await fresh.inbox.add(delivery('open', { receivedAt: 10 }))
    const all = await fresh.inbox.pending(shop, 10, 0)
    await fresh.inbox.applied(all.filter((one) => one.webhookId === 'old' || one.webhookId === 'new').map((one) => one.id))
    await fresh.inbox.failed(all.find((one) => one.webhookId === 'failed')?.id ?? 0, 'no customer', null)
    await fresh.inbox.add({ ...delivery('theirs', { receivedAt: 10 }), shop: 'other.myshopify.com' })
    await fresh.inbox.applied((await fresh.inbox.pending('other.myshopify.com', 10, 0)).map(({ id }) => id))
    expect(await fresh.inbox.forget(shop, 20)).toBe(2)
    expect(await fresh.inbox.forget(shop, 20)).toBe(0)
    expect(await fresh.inbox.add({ ...delivery('theirs'), shop: 'other.myshopify.com' })).toBe('duplicate')
    expect(await fresh.inbox.depth()).toMatchObject({ failed: 0 })
    expect(await fresh.inbox.add(delivery('old'))).toBe('stored')
    expect(await fresh.inbox.add(delivery('new'))).toBe('duplicate')
    expect(await fresh.inbox.add(delivery('open'))).toBe('duplicate')
  })

  test('forgets a portion at a time', async () => {
    await Promise.all(Array.from({ length: 1_100 }, (_, index) => fresh.inbox.add(delivery(`old-${index}`))))
    await fresh.inbox.applied((await fresh.inbox.pending(shop, 1_100, 0)).map(({ id }) => id))
    const portions: number[] = []
    for (let gone = await fresh.inbox.forget(shop, 8); gone > 0; gone = await fresh.inbox.forget(shop, 8)) portions.push(gone)
    expect(Math.max(...portions)).toBeLessThan(1_100)
    expect(portions.reduce((sum, gone) => sum + gone, 0)).toBe(1_100)
    expect(await fresh.inbox.add(delivery('old-1099'))).toBe('stored')
  })

  test('takes nothing in beyond its bound, and goes on when there is room again', async () => {
    const payload = JSON.stringify({ note: randomBytes(2_000).toString('hex') })
    const bound = 4 * 1_048_576
    const small = openInbox(fresh.url, undefined, bound)
    const first: boolean[] = []
    const kept: string[] = []
    for (let from = 0; from < 3_000; from += 100) {
      const ended = await Promise.allSettled(Array.from({ length: 100 }, (_, index) => small.add(delivery(`big-${from + index}`, { payload }))))
      for (const [index, end] of ended.entries()) {
        if (end.status === 'fulfilled') kept.push(`big-${from + index}`)
        else if (end.reason instanceof InboxFull) first.push(end.reason.first)
        else throw end.reason
      }
    }
    expect(first.filter((one) => one)).toHaveLength(1)
    expect(first.length).toBeGreaterThan(1_000)
    expect(small.isFull()).toBe(true)
    const { bytes, mostBytes } = await small.size()
    expect(mostBytes).toBe(bound)
    expect(bytes).toBeLessThan(2 * bound)
    // Everything that was taken in is there.
    const waiting = await small.pending(shop, 3_000, 0)
    expect(waiting.map(({ webhookId }) => webhookId).sort()).toEqual(kept.sort())
    await small.applied(waiting.map(({ id }) => id))
    while ((await small.forget(shop, 8)) > 0) continue
    expect(await small.add(delivery('after', { payload }))).toBe('stored')
    expect(small.isFull()).toBe(false)
    await small.close()
  })

  test('takes a burst in groups', async () => {
    const answers = await Promise.all(Array.from({ length: 1_000 }, (_, index) => fresh.inbox.add(delivery(`burst-${index}`))))
    expect(new Set(answers)).toEqual(new Set(['stored']))
    expect((await fresh.inbox.depth()).pending).toBe(1_000)
  })
})
