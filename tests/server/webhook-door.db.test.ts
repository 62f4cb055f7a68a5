// Really signed requests through the real door into a real inbox, with every status the door may give.
import { createHmac, randomUUID } from 'node:crypto'
import { createServer, request as rawRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { countWork } from '#app/db/evaluation-work.ts'
import { takeLease } from '#app/db/leases.ts'
import { installShop } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import type { Pulse } from '#app/queue/pulse.ts'
import type { Door } from '#app/server/front-door.ts'
import { openInbox } from '#app/db/open-inbox.ts'
import { health } from '#app/server/health.ts'
import { webhookDoor } from '#app/server/webhook-door.ts'
import { type FreshDatabase, freshDatabase } from '#tests/database.ts'

const secret = 'door-secret'
const shop = 'door.myshopify.com'
let fresh: FreshDatabase
let url: string
let wall: number
let said: string[]
let rung: string[]
let ctx: Context

beforeEach(async () => {
  fresh = await freshDatabase()
  await fresh.db.write(() => installShop(shop, 0))
  wall = 1_000_000
  said = []
  rung = []
  const say = (_fields: Record<string, unknown>, message: string) => void said.push(message)
  const unused = (name: string) => new Proxy({}, { get: () => { throw new Error(`The door has no business with the ${name}.`) } })
  ctx = {
    now: () => wall,
    wall: () => wall,
    owner: 'test',
    db: fresh.db,
    inbox: fresh.inbox,
    engine: unused('engine') as Context['engine'],
    shopify: unused('shopify') as Context['shopify'],
    ring: async (bell) => void rung.push(bell),
    log: { info: say, warn: say, error: say },
    stop: new AbortController().signal,
  }
  onTestFinished(() => fresh.close())
  await serve(webhookDoor(ctx, [secret, 'the-secret-before']))
})

async function serve(door: Door): Promise<void> {
  const server = createServer((request, response) => void door(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise<void>((resolve) => void server.close(() => resolve()))
  })
}

const body = Buffer.from(JSON.stringify({ id: 9_007_199_254_740_993, updated_at: '2026-11-03T09:00:00Z', first_name: 'Not to be kept' }).replace('9007199254740992', '9007199254740993'))

interface Sent {
  readonly raw?: Buffer
  readonly key?: string | null
  readonly headers?: Record<string, string>
}

async function send({ raw = body, key = secret, headers = {} }: Sent = {}): Promise<number> {
  const signature: Record<string, string> = key === null ? {} : { 'x-shopify-hmac-sha256': createHmac('sha256', key).update(raw).digest('base64') }
  const answer = await fetch(url, {
    method: 'POST',
    body: new Uint8Array(raw),
    headers: { 'content-type': 'application/json', 'x-shopify-topic': 'customers/update', 'x-shopify-shop-domain': shop, 'x-shopify-webhook-id': randomUUID(), ...signature, ...headers },
  })
  await answer.arrayBuffer()
  return answer.status
}

const pending = async () => (await fresh.inbox.depth()).pending

test('a signed delivery is on disk before the 200, without what we do not keep', async () => {
  expect(await send()).toBe(200)
  const [kept] = await fresh.inbox.pending(shop, 10, wall)
  expect(kept?.topic).toBe('customers/update')
  expect(kept?.payload).not.toContain('Not to be kept')
  expect(rung).toEqual(['applyDeliveries'])
})

test('the previous secret still counts while it is rotated; another does not', async () => {
  expect(await send({ key: 'the-secret-before' })).toBe(200)
  expect(await send({ key: 'guessed' })).toBe(401)
  expect(await send({ key: null })).toBe(401)
  expect(await pending()).toBe(1)
})

test.each([
  ['not JSON', { raw: Buffer.from('{"id": 1') }],
  ['an unknown topic', { headers: { 'x-shopify-topic': 'planets/collide' } }],
  ['an unknown shop', { headers: { 'x-shopify-shop-domain': 'nobody.myshopify.com' } }],
] satisfies [string, Sent][])('%s, rightly signed, is answered 200 with a log line and kept nowhere', async (_what, sent) => {
  expect(await send(sent)).toBe(200)
  expect(await pending()).toBe(0)
  expect(said).toHaveLength(1)
})

test('an inbox at its bound is answered 503 and retry later, with one line in the log, and healthz says so', async () => {
  const inbox = openInbox(fresh.url, undefined, 1)
  onTestFinished(() => inbox.close())
  ctx = { ...ctx, inbox }
  await serve(webhookDoor(ctx, [secret]))
  await inbox.size()
  expect([await send(), await send(), await send()]).toEqual([503, 503, 503])
  expect(said.filter((line) => line.includes('INBOX_MAX_MB'))).toHaveLength(1)
  const alone = { reachable: () => false, hearPulse: async () => null }
  expect(await health(ctx, alone)).toMatchObject({ ok: false, inbox: { ok: false, answers: true, remedy: expect.stringContaining('INBOX_MAX_MB') as string, pending: 0 } })
})

test('healthz tells what waits by shop, by number and not by name', async () => {
  await send()
  const found = await health(ctx, { reachable: () => false, hearPulse: async () => null })
  expect(found.inbox).toMatchObject({ pending: 1, shopsWaiting: 1, shops: [{ shop: expect.any(Number) as number, pending: 1, oldestMs: 0 }], mostMegabytes: Infinity })
  expect(JSON.stringify(found)).not.toContain('myshopify')
})

test('a replay is answered 200 and kept once', async () => {
  const headers = { 'x-shopify-webhook-id': 'the-same' }
  expect([await send({ headers }), await send({ headers })]).toEqual([200, 200])
  expect(await pending()).toBe(1)
})

test('a cut connection and 20 MB change nothing', async () => {
  const status = (raw: Buffer, announced: number) => new Promise<number | undefined>((resolve) => {
    const request = rawRequest(url, { method: 'POST', headers: { 'content-length': String(announced), 'x-shopify-hmac-sha256': 'x' } }, (response) => resolve(response.statusCode))
    // The door does not read on, or the sender is cut: either way the connection breaks.
    request.on('error', () => resolve(undefined))
    request.write(raw)
    if (raw.length < announced) setTimeout(() => request.destroy(), 50)
    else request.end()
  })
  expect(await status(Buffer.from('{"id":'), 100)).toBeUndefined()
  expect(await status(Buffer.alloc(20 * 1024 * 1024), 20 * 1024 * 1024)).toBe(413)
  expect(await pending()).toBe(0)
})

test('only unsigned senders run dry; signed deliveries from the same address pass', async () => {
  const unsigned = await Promise.all(Array.from({ length: 25 }, () => send({ key: null })))
  expect(unsigned.filter((status) => status === 401)).toHaveLength(20)
  expect(unsigned.filter((status) => status === 429)).toHaveLength(5)
  expect(said).toContain('a sender of unsigned deliveries is held off')
  expect(await send({ key: 'guessed' })).toBe(429)
  expect(await send()).toBe(200)
  wall += 1_000
  expect(await send({ key: null })).toBe(401)
})

test('anything but POST is 405, and those turned away fill no log', async () => {
  for (let times = 0; times < 30; times++) expect((await fetch(url)).status).toBe(405)
  expect(said).toHaveLength(10)
})

test('while more bodies come in than there is room for, no more are read; afterwards they are', async () => {
  await serve(webhookDoor(ctx, [secret], 10_000))
  const held = rawRequest(url, { method: 'POST', headers: { 'content-length': '10000', 'x-shopify-hmac-sha256': 'made up' } })
  held.on('error', () => undefined)
  held.write('{')
  await expect.poll(() => send()).toBe(503)
  expect(said).toEqual(['more deliveries come in at once than there is room for'])
  held.destroy()
  await expect.poll(() => send()).toBe(200)
  expect(said).toContain('a delivery was cut off before its end')
})

describe('health', () => {
  const alone = { reachable: () => false, hearPulse: async () => null }
  const beside = (pulse: Pulse | null) => ({ reachable: () => true, hearPulse: async () => pulse })
  const broken = (): Context => ({ ...ctx, db: { ...ctx.db, read: async () => { throw new Error('disk I/O error') } } })

  test('tells each part and what to do; late work is no failure', async () => {
    await send()
    wall += 5_000
    await ctx.db.write(() => countWork(1, { evaluations: 5, events: 2, flips: 3 }, 7))
    await ctx.db.write(() => countWork(2, { evaluations: 5, events: 2, flips: 3 }, 9))
    expect(await health(ctx, alone)).toMatchObject({
      ok: true, work: { since: 7, evaluations: 10, events: 4, flips: 6 },
      database: { ok: true },
      inbox: { ok: true, pending: 1, failed: 0, oldestMs: 5_000 },
      redis: { ok: false, remedy: expect.stringContaining('REDIS_URL') as string },
      worker: { ok: false, remedy: expect.stringContaining('Redis') as string },
    })
    expect(await health(broken(), beside(null))).toMatchObject({ ok: false, work: null, database: { ok: false, remedy: expect.stringContaining('DATABASE_URL') as string }, redis: { ok: true } })
  })

  test('a worker lives while it says so, whoever else holds a lease', async () => {
    await fresh.db.write(() => takeLease(0, 'tokens', 'web', wall, 60_000))
    expect((await health(ctx, beside(null))).worker).toMatchObject({ ok: false, remedy: expect.stringContaining('npm run worker') as string })
    const pulse = { at: wall, trouble: null }
    wall += 20_000
    expect((await health(ctx, beside(pulse))).worker).toEqual({ ok: true, lastSeenMs: 20_000 })
    wall += 60_000
    expect((await health(ctx, beside(pulse))).worker).toMatchObject({ ok: false, lastSeenMs: 80_000 })
  })

  test('a full database is a failure, also when it is the worker that met it, and until the worker can write again', async () => {
    expect(await health(ctx, beside({ at: wall, trouble: 'full' }))).toMatchObject({ ok: false, database: { ok: false, answers: true, remedy: expect.stringContaining('free disk space') as string } })
    const full: Context = { ...ctx, db: { ...ctx.db, trouble: () => 'full' } }
    expect(await health(full, beside(null))).toMatchObject({ ok: false, database: { ok: false } })
    expect(await health(full, beside({ at: wall, trouble: null }))).toMatchObject({ ok: true, database: { ok: true } })
    expect(await health({ ...ctx, inbox: { ...ctx.inbox, trouble: () => 'full' } }, beside(null))).toMatchObject({ ok: false, inbox: { ok: false, answers: true } })
  })
})
