// A shop on a port of its own with the app installed, and how the app asks it; bulk operations go as fast as they can.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { mintIdToken } from '#simulator/platform/auth/id-token.ts'
import { handlePlatform } from '#simulator/platform/platform.ts'
import { closePlatform, platformOf } from '#simulator/platform/state.ts'
import type { Plan } from '#simulator/store/model.ts'
import { seedStore } from '#simulator/store/seed-store.ts'
import { createWorld, type World } from '#simulator/world.ts'
import { opening, secret } from '../stage.ts'

export const domain = 'demo.myshopify.com'
export const scopes = ['read_customers', 'write_customers', 'read_orders', 'read_products', 'read_customer_merge', 'write_discounts', 'read_locations']

export interface Shop {
  readonly world: World
  readonly origin: string
  /** A POST as the app sends it. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<{ readonly status: number; readonly headers: Headers; readonly body: Json }>
  token(): Promise<string>
  ask(query: string, variables?: Record<string, unknown>): Promise<Json>
  /** Starts a bulk query, waits for its end, and answers the operation and its lines. */
  bulk(query: string): Promise<{ readonly operation: Json; readonly lines: Json[]; readonly text: string }>
  close(): Promise<void>
}

/** Answers are looked into freely: what is not there reads as undefined. */
export interface Json { [key: string]: Json | undefined; [index: number]: Json | undefined }

/** A value of an answer as text. */
export const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

export const exchange = {
  client_id: 'key',
  client_secret: secret,
  grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
  subject_token_type: 'urn:ietf:params:oauth:token-type:id_token',
  requested_token_type: 'urn:shopify:params:oauth:token-type:offline-access-token',
  expiring: '1',
}

export async function openShop(options: { plan?: Plan; customers?: number; currency?: string; granted?: readonly string[]; readAllOrders?: boolean } = {}): Promise<Shop> {
  const server = createServer((request, response) => void handlePlatform(request, response, world).then((known) => known || response.writeHead(404).end()))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const store = seedStore({ seed: 7, customers: options.customers ?? 60, now: opening, plan: options.plan ?? 'standard', currency: options.currency ?? 'EUR', readAllOrders: options.readAllOrders ?? true })
  const world = createWorld({
    store, seed: 7, now: opening, installed: true,
    config: { apiKey: 'key', apiSecret: secret, appUrl: 'http://127.0.0.1:9', origin, apiVersion: '2026-07', subscriptions: [], scopes },
  })
  world.installation.scopes = [...(options.granted ?? scopes)]
  platformOf(world).options.bulkMsPerTenThousand = 0

  let token: string | undefined
  const shop: Shop = {
    world,
    origin,
    async post(path, body, headers = {}) {
      const response = await fetch(origin + path, { method: 'POST', headers: { 'content-type': 'application/json', 'x-forwarded-host': domain, ...headers }, body: JSON.stringify(body) })
      return { status: response.status, headers: response.headers, body: (await response.json()) as Json }
    },
    async token() {
      const { body } = await shop.post('/admin/oauth/access_token', { ...exchange, subject_token: mintIdToken(world) })
      return text(body['access_token'])
    },
    async ask(query, variables = {}) {
      token ??= await shop.token()
      return (await shop.post('/admin/api/2026-07/graphql.json', { query, variables }, { 'x-shopify-access-token': token })).body
    },
    async bulk(query) {
      const started = await shop.ask('mutation ($query: String!) { bulkOperationRunQuery(query: $query) { bulkOperation { id } userErrors { field code message } } }', { query })
      const id = started['data']?.['bulkOperationRunQuery']?.['bulkOperation']?.['id']
      if (!id) throw new Error(JSON.stringify(started))
      const operation = await ended(shop, text(id))
      const file = operation['url'] ? await (await fetch(text(operation['url']))).text() : ''
      return { operation, text: file, lines: file.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Json) }
    },
    async close() {
      await world.close()
      await closePlatform(world)
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return shop
}

export async function ended(shop: Shop, id: string): Promise<Json> {
  for (;;) {
    const answer = await shop.ask('query ($id: ID!) { bulkOperation(id: $id) { id type status errorCode objectCount rootObjectCount fileSize url partialDataUrl completedAt } }', { id })
    const operation = answer['data']?.['bulkOperation'] as Json
    if (['COMPLETED', 'FAILED', 'CANCELED'].includes(text(operation['status']))) return operation
    await sleep(5)
  }
}
