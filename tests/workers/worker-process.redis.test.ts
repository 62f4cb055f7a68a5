// The worker as a process of its own: it finds what is to be done without being rung, survives a flush, and stops cleanly.
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { installShop, updateShop } from '#app/db/shops.ts'
import { createSegment } from '#app/db/segments.ts'
import { all, first } from '#app/db/sql.ts'
import { openRope } from '#app/queue/enqueue.ts'
import { freshDatabase, type FreshDatabase } from '#tests/database.ts'
import { customer } from '#tests/journeys/people.ts'
import { privateRedis, type PrivateRedis } from '#tests/queue/private-redis.ts'

let fresh: FreshDatabase
let redis: PrivateRedis
let worker: ChildProcess | undefined
let said = ''

const root = fileURLToPath(new URL('../..', import.meta.url))
const start = (): ChildProcess => {
  const child = spawn(process.execPath, ['app/worker.server.ts'], {
    cwd: root,
    env: {
      PATH: process.env.PATH, NODE_ENV: 'test' as const, SHOPIFY_API_KEY: 'key', SHOPIFY_API_SECRET: 'secret', SHOPIFY_APP_URL: 'https://app.example.com', SCOPES: 'read_customers',
      DATABASE_URL: fresh.url, REDIS_URL: redis.url, TOKEN_KEY: randomBytes(32).toString('base64'),
    },
  })
  const hear = (chunk: Buffer): void => { said += chunk.toString() }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  return child
}
const until = async (what: string, met: () => boolean | Promise<boolean>, ms = 60_000): Promise<void> => {
  const end = Date.now() + ms
  while (!(await met())) {
    if (Date.now() > end) throw new Error(`waited in vain until ${what}; the worker said:\n${said}`)
    await new Promise((done) => setTimeout(done, 50))
  }
}
const evaluated = async (): Promise<number> =>
  (await fresh.db.read(() => all('SELECT number FROM customers WHERE facts_version <= evaluated_version AND members <> ?', '[]'))).length

beforeEach(async () => {
  said = ''
  fresh = await freshDatabase()
  redis = await privateRedis()
  const now = Date.now()
  await fresh.db.write(function* () {
    const shop = yield* installShop('demo.myshopify.com', now)
    // Tags are switched off: this test has no Shopify.
    yield* updateShop(shop.id, { syncedAt: now, writesEnabled: false })
    yield* createSegment(shop.id, { name: 'All', rule: 'number_of_orders >= 0', tag: 'all', tagFolded: 'all', state: 'on' }, now)
    yield* applyChanges(shop.id, customer('11', now), now)
  })
})
afterEach(async () => {
  if (worker?.exitCode === null && worker.signalCode === null) {
    worker.kill('SIGKILL')
    await once(worker, 'exit')
  }
  await redis.close()
  await fresh.close()
})

test('a worker finds its work at the start, after a flush of Redis, and after a kill; SIGTERM ends it with code 0', async () => {
  worker = start()
  await until('the first customer is evaluated', async () => (await evaluated()) === 1)
  await until('the segment is filled', async () => (await fresh.db.read(() => first('SELECT id FROM segments WHERE filled_at IS NOT NULL'))) !== undefined)

  const web = openRope({ redisUrl: redis.url, log: { info: () => {}, warn: () => {}, error: () => {} } })
  await until('the worker is heard of', async () => (await web.hearPulse()) !== null)
  expect(await web.hearPulse()).toMatchObject({ trouble: null })
  await web.close()

  // Facts come while Redis forgets everything and nobody rings.
  const client = new Redis(redis.url)
  await client.flushall()
  client.disconnect()
  const shop = (await fresh.db.read(() => first<{ id: number }>('SELECT id FROM shops')))?.id ?? 0
  await fresh.db.write(() => applyChanges(shop, customer('12', Date.now()), Date.now()))
  await until('the second customer is evaluated', async () => (await evaluated()) === 2)

  worker.kill('SIGKILL')
  await once(worker, 'exit')
  await fresh.db.write(() => applyChanges(shop, customer('13', Date.now()), Date.now()))
  worker = start()
  await until('the third customer is evaluated', async () => (await evaluated()) === 3)
  worker.kill('SIGTERM')
  const [code] = (await once(worker, 'exit')) as [number | null]
  expect(code).toBe(0)
  expect(said).not.toMatch(/"level":"(error|fatal)"/)
}, 180_000)

test('a worker without its settings stops with a sentence that names them', async () => {
  const child = spawn(process.execPath, ['app/worker.server.ts'], { cwd: root, env: { PATH: process.env.PATH, NODE_ENV: 'test', DATABASE_URL: 'mysql://x' } })
  worker = child
  child.stderr.on('data', (chunk: Buffer) => { said += chunk.toString() })
  const [code] = (await once(child, 'exit')) as [number | null]
  expect(code).not.toBe(0)
  expect(said).toMatch(/SHOPIFY_API_KEY/)
  expect(said).toMatch(/DATABASE_URL: must start with file:/)
}, 60_000)
