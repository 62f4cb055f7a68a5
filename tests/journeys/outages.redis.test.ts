// The real web server and worker while their surroundings fail: what the doors answer, what /healthz says, that nothing dies, and that work goes on afterwards.
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { installShop, updateShop } from '#app/db/shops.ts'
import { first } from '#app/db/sql.ts'
import type { Health } from '#app/server/health.ts'
import { freshDatabase, type FreshDatabase } from '#tests/database.ts'
import { likeSample } from '#tests/journeys/samples.ts'
import { privateRedis, type PrivateRedis } from '#tests/queue/private-redis.ts'
import { freePort } from '../../scripts/stand/ports.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const shop = 'demo.myshopify.com'
const [secret, formerSecret] = ['a secret of the tests', 'the secret before']
let fresh: FreshDatabase
let redis: PrivateRedis
let url: string
const processes: Record<'web' | 'worker', { child: ChildProcess; said: string } | undefined> = { web: undefined, worker: undefined }

function start(name: 'web' | 'worker', file: string, env: Record<string, string>): void {
  const child = spawn(process.execPath, [file], { cwd: root, env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  const running = { child, said: '' }
  processes[name] = running
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { running.said += chunk.toString() })
}
const said = (name: 'web' | 'worker') => processes[name]?.said ?? ''
const alive = () => Object.values(processes).every((one) => one?.child.exitCode === null && one.child.signalCode === null)

async function until(what: string, met: () => Promise<boolean>, ms = 30_000): Promise<void> {
  const end = Date.now() + ms
  while (!(await met())) {
    if (Date.now() > end) throw new Error(`Waited in vain until ${what}. The web server said:\n${said('web')}\nThe worker said:\n${said('worker')}`)
    await new Promise((done) => setTimeout(done, 50))
  }
}
const untilHealthy = () => until('/healthz finds nothing wrong', async () => {
  const { ok, database, inbox, redis, worker } = await healthz()
  return [ok, database.ok, inbox.ok, redis.ok, worker.ok].every(Boolean) && inbox.pending === 0 && inbox.failed === 0
})
/** What it says is up to a second old, so that asking costs nothing. */
const healthz = async () => {
  await new Promise((done) => setTimeout(done, 1_100))
  return (await (await fetch(`${url}/healthz`)).json()) as Health
}

beforeAll(async () => {
  fresh = await freshDatabase()
  redis = await privateRedis()
  await fresh.db.write(function* () {
    const { id } = yield* installShop(shop, 1)
    // No Shopify here: nothing is read from it or written to it.
    yield* updateShop(id, { syncedAt: 1, writesEnabled: false })
  })
  const port = await freePort(0)
  url = `http://127.0.0.1:${port}`
  const env = {
    SHOPIFY_API_KEY: 'key', SHOPIFY_API_SECRET: secret, SHOPIFY_API_SECRET_PREVIOUS: formerSecret, SHOPIFY_APP_URL: 'https://app.example.com', SCOPES: 'read_customers',
    DATABASE_URL: fresh.url, REDIS_URL: redis.url, TOKEN_KEY: randomBytes(32).toString('base64'), PORT: String(port),
  }
  start('web', 'app/server.ts', env)
  start('worker', 'app/worker.server.ts', env)
  await until('both are up', async () => {
    if (!alive()) throw new Error(`It ended at once:\n${said('web')}${said('worker')}`)
    return fetch(`${url}/healthz`).then(async (answer) => ((await answer.json()) as Health).worker.ok, () => false)
  })
})

afterAll(async () => {
  for (const running of Object.values(processes)) {
    if (!running || running.child.exitCode !== null || running.child.signalCode !== null) continue
    running.child.kill('SIGKILL')
    await once(running.child, 'exit')
  }
  await redis.close()
  await fresh.close()
})

let products = 0
/** One product told of under a new id; applied once `isApplied` of the number answered. */
async function send(change: { key?: string; body?: string; headers?: Record<string, string> } = {}): Promise<{ status: number; product: number }> {
  const product = ++products
  const body = change.body ?? likeSample('products/update', { id: product, admin_graphql_api_id: `gid://shopify/Product/${product}` })
  const answer = await fetch(`${url}/webhooks`, {
    method: 'POST', body,
    // Shopify waits no longer.
    signal: AbortSignal.timeout(5_000),
    headers: { 'x-shopify-topic': 'products/update', 'x-shopify-shop-domain': shop, 'x-shopify-webhook-id': randomUUID(), 'x-shopify-hmac-sha256': createHmac('sha256', change.key ?? secret).update(body).digest('base64'), ...change.headers },
  })
  await answer.arrayBuffer()
  return { status: answer.status, product }
}
const isApplied = async (product: number) => (await fresh.db.read(() => first('SELECT number FROM products WHERE shopify_id = ?', product))) !== undefined

/** From now on the process cannot write beyond the first page of any file, as on a full disk; null gives the room back. */
async function room(name: 'web' | 'worker', bytes: number | null): Promise<void> {
  await promisify(execFile)('prlimit', ['--pid', String(processes[name]?.child.pid), `--fsize=${bytes ?? 'unlimited'}:`])
}

test('the server answers bad input as the door does, keeps nothing of it, and says why', async () => {
  const pending = async () => (await healthz()).inbox
  const before = await pending()
  expect((await send({ headers: { 'x-shopify-hmac-sha256': '' } })).status).toBe(401)
  expect((await send({ key: 'guessed' })).status).toBe(401)
  expect((await send({ body: '{"id":' })).status).toBe(200)
  expect((await send({ headers: { 'x-shopify-topic': 'planets/collide' } })).status).toBe(200)
  expect((await send({ headers: { 'x-shopify-shop-domain': 'nobody.myshopify.com' } })).status).toBe(200)
  expect((await send({ body: JSON.stringify({ note: 'x'.repeat(20 * 1024 * 1024) }) })).status).toBe(413)
  expect(await pending()).toMatchObject({ pending: before.pending, failed: before.failed })
  for (const why of ['without a valid signature', 'not-json', 'unknown-topic', 'unknown-shop', 'over 5 MiB']) await until(`the log says ${why}`, async () => said('web').includes(why), 5_000)

  const rotated = await send({ key: formerSecret })
  expect(rotated.status).toBe(200)
  await until('what the former secret signed is applied', () => isApplied(rotated.product))
})

test('Redis away: deliveries are kept as ever, /healthz says so, and they are applied once it is back', async () => {
  await redis.stop()
  await until('the web server has noticed', async () => !(await healthz()).redis.ok)
  const { status, product } = await send()
  expect(status).toBe(200)
  expect(await healthz()).toMatchObject({ ok: true, redis: { ok: false, remedy: expect.stringContaining('REDIS_URL') as string }, inbox: { ok: true, pending: 1 } })
  await until('both have said what to do', async () => [said('web'), said('worker')].every((text) => text.includes('check REDIS_URL and the Redis server')))
  await redis.start()
  await until('it is applied', () => isApplied(product))
  await untilHealthy()
  expect(alive()).toBe(true)
})

test('no room for the inbox: deliveries are answered 503 and come again, /healthz names it, and it works again when there is room', async () => {
  await room('web', 4_096)
  expect((await send()).status).toBe(503)
  expect((await send()).status).toBe(503)
  expect(await healthz()).toMatchObject({ inbox: { ok: false, remedy: expect.stringContaining('free disk space') as string } })
  expect(said('web').match(/no delivery can be kept/g)).toHaveLength(1)
  expect(alive()).toBe(true)
  await room('web', null)
  const { status, product } = await send()
  expect(status).toBe(200)
  await until('it is applied', () => isApplied(product))
  await untilHealthy()
})

test('no room for the facts: deliveries wait in the inbox, the worker says what to do, lives, and goes on when there is room', async () => {
  await room('worker', 4_096)
  const { status, product } = await send()
  expect(status).toBe(200)
  await until('the worker says so', async () => said('worker').includes('has no room left: free disk space'))
  expect(await isApplied(product)).toBe(false)
  expect(await healthz()).toMatchObject({ inbox: { ok: true, pending: 1, failed: 0 } })
  await room('worker', null)
  await until('it is applied', () => isApplied(product))
  await untilHealthy()
  expect(alive()).toBe(true)
})
