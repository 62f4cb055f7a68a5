// The app's adapters and operations on a real database beside a simulated store, in one process: what a worker and a web server would hold.
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exclusively } from '#app/db/exclusively.ts'
import { openSessionTable } from '#app/db/session-table.ts'
import { acceptDelivery } from '#app/operations/intake/accept-delivery.ts'
import { applyDeliveries } from '#app/operations/intake/apply-deliveries.ts'
import type { Context } from '#app/operations/context.ts'
import { installShop } from '#app/operations/shop/install-shop.ts'
import { advanceSync } from '#app/operations/sync/advance-sync.ts'
import { mintIdToken } from '#simulator/platform/auth/id-token.ts'
import { handlePlatform } from '#simulator/platform/platform.ts'
import { closePlatform, platformOf } from '#simulator/platform/state.ts'
import { seedStore } from '#simulator/store/seed-store.ts'
import { readAppConfiguration } from '#simulator/webhooks/subscriptions.ts'
import { createWorld, type World } from '#simulator/world.ts'
import { type FreshDatabase, freshDatabase, type Provider } from '#tests/database.ts'

export const opening = Date.UTC(2026, 10, 22, 9, 0, 0)
export const secret = 'a secret of the tests'
export const domain = 'demo.myshopify.com'

let world: World
let ctx: Context
let tokens: { exchanges: number; refreshes: number }

const server = createServer((request, response) => {
  void (async () => {
    const path = request.url ?? ''
    if (path.startsWith('/webhooks')) {
      const header = (name: string) => (request.headers[name] as string | undefined) ?? null
      const accepted = await acceptDelivery(ctx, { raw: await bodyOf(request), header, secrets: [secret] })
      response.writeHead(accepted.status).end()
      return
    }
    if (path === '/admin/oauth/access_token') request.on('data', (part: Buffer) => void (part.includes('refresh_token"') && part.includes('grant_type":"refresh') ? tokens.refreshes++ : tokens.exchanges++))
    if (!(await handlePlatform(request, response, world))) response.writeHead(404).end()
  })()
})
server.unref()
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

// The library takes hold of fetch when it is loaded, so the way to the simulator is laid first.
process.env.SIMULATOR_URL = origin
await import('#simulator/preload.mjs')
const { openLibrary } = await import('#app/shopify/library.ts')

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts)
}

export interface House {
  readonly world: World
  readonly ctx: Context
  readonly fresh: FreshDatabase
  readonly library: ReturnType<typeof openLibrary>
  /** What the app asked of Shopify's token endpoint. */
  readonly tokens: { readonly exchanges: number; readonly refreshes: number }
  readonly said: { readonly level: string; readonly message: string; readonly fields: Record<string, unknown> }[]
  /** Moves real time as leases, tokens and retries see it. */
  later(ms: number): void
  /** The first page, as the admin's frame asks for it. */
  page(): Request
  /** Opens the first page and answers the number of the shop. */
  open(): Promise<number>
  /** Advances the sync until it has ended. */
  sync(shop: number): Promise<void>
  /** Waits until every webhook has arrived and was applied. */
  settled(shop: number): Promise<void>
  close(): Promise<void>
}

export interface HouseOptions {
  readonly customers?: number
  readonly currency?: string
  readonly zone?: string
  readonly readAllOrders?: boolean
  readonly seed?: number
  /** SQLite unless told otherwise. */
  readonly provider?: Provider
}

export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const { subscriptions, apiVersion, scopes } = readAppConfiguration()
  const store = seedStore({
    seed: options.seed ?? 7, customers: options.customers ?? 60, now: opening, currency: options.currency ?? 'EUR', zone: options.zone ?? 'Europe/Berlin', readAllOrders: options.readAllOrders ?? true,
  })
  world = createWorld({
    store, seed: 7, now: opening, installed: true,
    config: { apiKey: 'key', apiSecret: secret, appUrl: 'https://app.example.com', webhookUrl: origin, origin, apiVersion, subscriptions, scopes },
  })
  world.installation.scopes = [...scopes]
  platformOf(world).options.bulkMsPerTenThousand = 0

  tokens = { exchanges: 0, refreshes: 0 }
  const fresh = await freshDatabase(options.provider)
  const table = await openSessionTable(fresh.url)
  let ahead = 0
  const wall = () => Date.now() + ahead
  const said: { level: string; message: string; fields: Record<string, unknown> }[] = []
  const say = (level: string) => (fields: Record<string, unknown>, message: string) => void said.push({ level, message, fields })
  const library = openLibrary({
    apiKey: 'key', apiSecret: secret, appUrl: 'https://app.example.com', scopes, tokenKey: randomBytes(32).toString('base64'),
    sessionTable: table.storage,
    exclusively: exclusively(fresh.db, { owner: 'test', wall }),
    wall,
    heard: (level, message) => say(level)({}, message),
  })
  ctx = {
    now: () => world.clock.now(),
    wall,
    owner: 'test',
    db: fresh.db,
    inbox: fresh.inbox,
    engine: new Proxy({}, { get: () => { throw new Error('Nothing here has business with the engine.') } }) as Context['engine'],
    shopify: library.admin({ now: () => world.clock.now(), wall }),
    ring: async () => undefined,
    log: { info: say('info'), warn: say('warn'), error: say('error') },
    stop: new AbortController().signal,
  }
  const house: House = {
    world, ctx, fresh, library, tokens, said,
    later: (ms) => void (ahead += ms),
    page() {
      const host = Buffer.from('admin.shopify.com/store/demo').toString('base64')
      const query = new URLSearchParams({ embedded: '1', shop: domain, host, id_token: mintIdToken(world) })
      return new Request(`https://app.example.com/app?${query}`, { headers: { 'user-agent': 'Mozilla/5.0 Chrome/156.0.0.0 Safari/537.36' } })
    },
    async open() {
      const { session } = await library.authenticate(house.page())
      return (await installShop(ctx, { domain: session.shop })).id
    },
    async sync(shop) {
      for (let steps = 0; steps < 2_000; steps++) {
        const advanced = await advanceSync(ctx, { shop })
        if (advanced.kind === 'done') return
        if (advanced.kind !== 'waiting') throw new Error(`The sync is ${advanced.kind}.`)
        ahead += Math.max(0, advanced.ms - 20)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      throw new Error('The sync does not end.')
    },
    async settled(shop) {
      await world.webhooks.flush({ retriesNow: true })
      while ((await applyDeliveries(ctx, { shop })).kind === 'turn-over') continue
    },
    async close() {
      await world.close()
      await closePlatform(world)
      await table.close()
      await fresh.close()
    },
  }
  return house
}
