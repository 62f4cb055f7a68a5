// A small world for tests, and a door that writes down what is delivered to it.
import { once } from 'node:events'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { seedStore } from '#simulator/store/seed-store.ts'
import { readAppConfiguration } from '#simulator/webhooks/subscriptions.ts'
import type { World } from '#simulator/world.ts'
import { createWorld } from '#simulator/world.ts'

export const opening = Date.UTC(2026, 10, 22, 9, 0, 0)
export const secret = 'a secret of the tests'

export function smallWorld(options: { appUrl?: string; customers?: number; currency?: string; zone?: string } = {}): World {
  const { subscriptions, apiVersion, scopes } = readAppConfiguration()
  const store = seedStore({ seed: 7, customers: options.customers ?? 200, now: opening, currency: options.currency ?? 'EUR', zone: options.zone ?? 'Europe/Berlin' })
  return createWorld({
    store, seed: 7, now: opening, installed: true,
    config: { apiKey: 'key', apiSecret: secret, appUrl: options.appUrl ?? 'http://127.0.0.1:9', origin: 'http://127.0.0.1:9', apiVersion, subscriptions, scopes },
  })
}

/** A world whose deliveries are only written down, as what the app would have to parse. */
export function overheard(world: World): { topic: string; payload: unknown; event: string | undefined }[] {
  const heard: { topic: string; payload: unknown; event: string | undefined }[] = []
  world.webhooks.emit = (topic, payload, event) => void heard.push({ topic, payload: JSON.parse(JSON.stringify(payload)) as unknown, event })
  return heard
}

export interface Received { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: Buffer }

export interface Door {
  readonly url: string
  readonly received: Received[]
  /** Replaces the answer of 200. */
  answer: (response: ServerResponse, nth: number) => void
  /** Cuts every connection. */
  drop(): void
  close(): Promise<void>
}

export async function openDoor(): Promise<Door> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) })
      door.answer(response, received.length)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const door: Door = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answer: (response) => void response.writeHead(200).end(),
    drop: () => server.closeAllConnections(),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return door
}
