// Time alone makes customers leave: the real worker on the simulator's clock records the shop's own midnight, to the millisecond, across changes of
// summer time too, and does so within a second of real time after the clock was stepped.
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { createSegment } from '#app/db/segments.ts'
import { installShop, updateShop } from '#app/db/shops.ts'
import { all, first } from '#app/db/sql.ts'
import { handleControl } from '#simulator/control/control.ts'
import { seedStore } from '#simulator/store/seed-store.ts'
import { createWorld, type World } from '#simulator/world.ts'
import { freshDatabase, type FreshDatabase } from '#tests/database.ts'
import { customer, order } from '#tests/journeys/people.ts'
import { privateRedis, type PrivateRedis } from '#tests/queue/private-redis.ts'

const hour = 3_600_000
const day = 24 * hour
/** A Saturday evening in Berlin, the night before summer time begins. */
const opening = Date.UTC(2027, 2, 27, 18)
/** The nights, and where the day begins at that instant. */
const midnights = [
  ['Berlin, still winter time', Date.UTC(2027, 2, 27, 23), 'Europe/Berlin'],
  ['Berlin, the first midnight of summer time', Date.UTC(2027, 2, 28, 22), 'Europe/Berlin'],
  ['Santiago, an ordinary night', Date.UTC(2027, 3, 3, 3), 'America/Santiago'],
  // The clocks go back from midnight to 23:00: the day begins when midnight comes for the second time.
  ['Santiago, where the last hour of Saturday comes twice', Date.UTC(2027, 3, 4, 4), 'America/Santiago'],
] as const
/** Customers who leave at each of them. */
const leaving = 250

let fresh: FreshDatabase
let redis: PrivateRedis
let world: World
let worker: ChildProcess
let address: string
let said = ''
const clock = createServer((request, response) => void handleControl(request, response, world))

const until = async (what: string, met: () => Promise<boolean>): Promise<void> => {
  const end = Date.now() + 60_000
  while (!(await met())) {
    if (Date.now() > end) throw new Error(`Waited in vain until ${what}; the worker said:\n${said}`)
    await new Promise((done) => setTimeout(done, 50))
  }
}

beforeAll(async () => {
  const store = seedStore({ seed: 1, customers: 100, now: opening, currency: 'EUR', zone: 'Europe/Berlin' })
  world = createWorld({ store, now: opening, config: { apiKey: 'key', apiSecret: 'secret', appUrl: 'http://127.0.0.1:9', origin: 'http://127.0.0.1:9', apiVersion: '2026-07', subscriptions: [], scopes: [] } })
  await new Promise<void>((resolve) => void clock.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(clock.address() as AddressInfo).port}/_sim/clock`
  fresh = await freshDatabase()
  redis = await privateRedis()
  for (const zone of ['Europe/Berlin', 'America/Santiago']) await fill(zone)
  worker = spawn(process.execPath, ['app/worker.server.ts'], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: {
      PATH: process.env.PATH, NODE_ENV: 'production', SHOPIFY_API_KEY: 'key', SHOPIFY_API_SECRET: 'secret', SHOPIFY_APP_URL: 'https://app.example.com', SCOPES: 'read_customers',
      DATABASE_URL: fresh.url, REDIS_URL: redis.url, TOKEN_KEY: randomBytes(32).toString('base64'), CLOCK_URL: address,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [worker.stdout, worker.stderr]) stream?.on('data', (chunk: Buffer) => { said += chunk.toString() })
  await until('everybody who ordered is a member', async () => (await fresh.db.read(() => all("SELECT id FROM segments WHERE filled_at IS NOT NULL AND members = ?", 2 * leaving))).length === 2)
})

afterAll(async () => {
  worker.kill('SIGKILL')
  await once(worker, 'exit')
  await redis.close()
  await fresh.close()
  clock.closeAllConnections()
  await new Promise<void>((resolve) => void clock.close(() => resolve()))
  await world.close()
})

/** A shop in a zone, with customers whose last order was thirty local days before one of its midnights. */
async function fill(zone: string): Promise<void> {
  const { id } = await fresh.db.write(function* () {
    const shop = yield* installShop(`${zone.replace('/', '-').toLowerCase()}.myshopify.com`, opening)
    // No Shopify here: nothing is written to it.
    yield* updateShop(shop.id, { zone, currency: 'EUR', syncedAt: opening, writesEnabled: false })
    yield* createSegment(shop.id, { name: 'Recent', rule: 'last_order_date >= -30d', tag: 'recent', tagFolded: 'recent', state: 'on' }, opening)
    return shop
  })
  let next = 1
  for (const [, midnight, where] of midnights) {
    if (where !== zone) continue
    for (let some = 0; some < leaving; some += 50) {
      // Noon of the thirty-first day before the one that begins: `-30d` still holds on the day before.
      const changes = Array.from({ length: 50 }, () => next++).flatMap((number) => [...customer(String(number), opening - 60 * day), order(String(number), String(number), midnight - 31 * day + 12 * hour, 1_000)])
      await fresh.db.write(() => applyChanges(id, changes, opening))
    }
  }
}

const left = () => fresh.db.read(() => all<{ at: number; noticed_at: number; reason: string; kind: string }>('SELECT at, noticed_at, reason, kind FROM membership_changes WHERE customer IS NOT NULL ORDER BY id'))

test.each(midnights)('%s', async (_what, midnight) => {
  const before = (await left()).length
  // An hour before, nobody has left, and nobody is about to.
  await post(midnight - hour)
  await new Promise((done) => setTimeout(done, 700))
  expect(await left()).toHaveLength(before)

  await post(midnight)
  await until('they have left', async () => (await left()).length >= before + leaving)
  const gone = (await left()).slice(before)
  expect(gone.map(({ noticed_at: _, ...row }) => row)).toEqual(Array.from({ length: leaving }, () => ({ at: midnight, reason: 'time', kind: 'left' })))
  // After the step the store clock goes on with real time.
  expect(Math.max(...gone.map((row) => row.noticed_at)) - midnight).toBeLessThan(1_000)
  expect(await fresh.db.read(() => first('SELECT count(*) AS late FROM customers WHERE due_at <= ?', world.clock.now()))).toEqual({ late: 0 })
})

async function post(to: number): Promise<void> {
  const answer = await fetch(address, { method: 'POST', body: JSON.stringify({ to }) })
  expect(answer.status).toBe(200)
}
