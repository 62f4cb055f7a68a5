// One store's Black Friday does not starve another: more busy shops than a worker has places, thousands of deliveries each, and one shop with a single one, rung last.
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { createSegment } from '#app/db/segments.ts'
import { installShop, updateShop } from '#app/db/shops.ts'
import { all, first } from '#app/db/sql.ts'
import { bells } from '#app/queue/jobs.ts'
import { freshDatabase, type FreshDatabase } from '#tests/database.ts'
import { customer } from '#tests/journeys/people.ts'
import { privateRedis, type PrivateRedis } from '#tests/queue/private-redis.ts'

const busy = bells.applyDeliveries.concurrency + 2
const people = 50
const each = 8_000
const quiet = 'quiet.myshopify.com'

let fresh: FreshDatabase
let redis: PrivateRedis
let worker: ChildProcess | undefined
let said = ''

const root = fileURLToPath(new URL('../..', import.meta.url))
const start = (): void => {
  worker = spawn(process.execPath, ['app/worker.server.ts'], {
    cwd: root,
    env: {
      PATH: process.env.PATH, NODE_ENV: 'test' as const, SHOPIFY_API_KEY: 'key', SHOPIFY_API_SECRET: 'secret', SHOPIFY_APP_URL: 'https://app.example.com', SCOPES: 'read_customers',
      DATABASE_URL: fresh.url, REDIS_URL: redis.url, TOKEN_KEY: randomBytes(32).toString('base64'),
    },
  })
  for (const stream of [worker.stdout, worker.stderr]) stream?.on('data', (chunk: Buffer) => { said += chunk.toString() })
}
const end = async (): Promise<void> => {
  if (!worker || worker.exitCode !== null || worker.signalCode !== null) return
  worker.kill('SIGKILL')
  await once(worker, 'exit')
}
const until = async (what: string, met: () => Promise<boolean>): Promise<void> => {
  for (let tries = 0; tries < 6_000; tries++) {
    if (await met()) return
    await new Promise((done) => setTimeout(done, 20))
  }
  throw new Error(`waited in vain until ${what}; the worker said:\n${said.slice(-4_000)}`)
}

beforeEach(async () => {
  said = ''
  fresh = await freshDatabase()
  redis = await privateRedis()
})
afterEach(async () => {
  await end()
  await redis.close()
  await fresh.close()
})

async function open(domain: string): Promise<void> {
  const now = Date.now()
  await fresh.db.write(function* () {
    const shop = yield* installShop(domain, now)
    // Tags are switched off: this test has no Shopify.
    yield* updateShop(shop.id, { syncedAt: now, writesEnabled: false })
    yield* createSegment(shop.id, { name: 'Mail', rule: "email_subscription_status = 'SUBSCRIBED'", tag: 'mail', tagFolded: 'mail', state: 'on' }, now)
    for (let index = 1; index <= people; index++) yield* applyChanges(shop.id, customer(String(1_000 + index), now), now)
  })
}

function told(shop: string, index: number): Promise<unknown> {
  const now = Date.now()
  const consent = { state: index % 2 === 0 ? 'unsubscribed' : 'subscribed', opt_in_level: 'single_opt_in', consent_updated_at: new Date(now + 60_000 + index * 1_000).toISOString() }
  const payload = JSON.stringify({ customer_id: 1_001 + (index % people), email_marketing_consent: consent })
  return fresh.inbox.add({ shop, webhookId: `${shop} ${index}`, topic: 'customers_email_marketing_consent/update', triggeredAt: now, receivedAt: now, payload })
}

test('the single delivery has its verdict before any busy shop is through, and before half of all is', async () => {
  const shops = Array.from({ length: busy }, (_, index) => `busy-${index}.myshopify.com`)
  for (const domain of [...shops, quiet]) await open(domain)
  start()
  await until('everyone was looked at once', async () => (await fresh.db.read(() => all('SELECT id FROM segments WHERE filled_at IS NULL'))).length === 0)
  await end()

  for (let from = 0; from < each; from += 500) await Promise.all(shops.flatMap((shop) => Array.from({ length: 500 }, (_, index) => told(shop, from + index))))
  await told(quiet, 1)
  start()
  const verdict = () => fresh.db.read(() => first("SELECT c.number FROM customers c JOIN shops s ON s.id = c.shop_id WHERE s.domain = ? AND c.members <> '[]'", quiet))
  await until('the single one has its verdict', async () => (await verdict()) !== undefined)
  const left = await Promise.all(shops.map(async (shop) => (await fresh.inbox.backlog(shop, each)).pending))
  expect(Math.min(...left)).toBeGreaterThan(0)
  expect(left.reduce((sum, pending) => sum + pending, 0)).toBeGreaterThan((busy * each) / 2)
  expect(said).not.toMatch(/"level":"(error|fatal)"/)
}, 240_000)
