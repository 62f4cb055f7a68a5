// The app from its front door to the facts: signed requests over HTTP, a real database and inbox, a log that is read, Shopify as the test wants it.
import { createHmac, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { TryLater } from '#app/core/failure.ts'
import { applyChanges } from '#app/db/facts/apply-changes.ts'
import { installShop, updateShop } from '#app/db/shops.ts'
import { all, first, type SqlRow, type SqlValue } from '#app/db/sql.ts'
import { applyDeliveries } from '#app/operations/intake/apply-deliveries.ts'
import type { Context } from '#app/operations/context.ts'
import { webhookDoor } from '#app/server/webhook-door.ts'
import type { Shopify } from '#app/shopify/shopify.ts'
import type { Provider } from '#tests/database.ts'
import { everyRow } from '#tests/every-row.ts'
import { opening, openStage, type ShopStage } from '#tests/journeys/shop-stage.ts'

export const secret = 'a secret of the tests'
export const formerSecret = 'the secret before'

/** Asks for patience, whatever it is asked: what a delivery alone says can then be looked at before anything is read again. */
export const busy: Shopify = {
  ask: async () => ({ kind: 'throttled', waitMs: 120_000, cost: null }),
  download: () => { throw new Error('Nothing is downloaded here.') },
  budget: () => null,
  names: async () => new Map(),
}

export interface Said { readonly level: 'info' | 'warn' | 'error'; readonly message: string; readonly fields: Record<string, unknown> }

export interface Sent {
  readonly shop?: string
  readonly topic?: string | null
  readonly id?: string | null
  readonly at?: number
  /** Null leaves the signature out. */
  readonly key?: string | null
  readonly headers?: Record<string, string>
}

export interface DoorStage {
  readonly stage: ShopStage
  readonly ctx: Context
  readonly url: string
  readonly domain: string
  readonly said: Said[]
  /** One more installed and synced shop; its number. */
  install(domain: string, settings?: { readonly currency?: string; readonly zone?: string }): Promise<number>
  /** Knocks with a body; answers the status. */
  send(body: string | Buffer, sent?: Sent): Promise<number>
  /** Applies what waits for a shop, as far as it goes while Shopify asks for patience. */
  apply(shop?: number): Promise<void>
  /** A delivery through the door and on into the facts. */
  deliver(topic: string, body: string, sent?: Sent): Promise<void>
  /** Shopify has been asked about everybody new after all: they had no tags before. Nobody of whom that is not known belongs anywhere. */
  readEverybody(shop?: number): Promise<void>
  rows(query: string, ...values: SqlValue[]): Promise<SqlRow[]>
  /** Every row of every table, the inbox among them, by table. */
  everything(): Promise<Record<string, SqlRow[]>>
  close(): Promise<void>
}

export async function openDoorStage({ provider = 'sqlite', shopify = busy, currency = 'USD' }: { readonly provider?: Provider; readonly shopify?: Shopify; readonly currency?: string } = {}): Promise<DoorStage> {
  const domain = 'door.myshopify.com'
  const stage = await openStage({ provider, shopify, domain })
  const said: Said[] = []
  const say = (level: Said['level']) => (fields: Record<string, unknown>, message: string) => void said.push({ level, message, fields })
  const ctx: Context = { ...stage.ctx, log: { info: say('info'), warn: say('warn'), error: say('error') } }
  const door = webhookDoor(ctx, [secret, formerSecret])
  const server = createServer((request, response) => void door(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks`

  const self: DoorStage = {
    stage, ctx, url, domain, said,
    async install(name, settings = {}) {
      return ctx.db.write(function* () {
        const { id } = yield* installShop(name, opening)
        yield* updateShop(id, { zone: 'Europe/Berlin', currency, syncedAt: opening, approvedAt: opening, ...settings })
        return id
      })
    },
    async send(body, { shop = domain, topic = 'customers/update', id = randomUUID(), at = opening + 60_000, key = secret, headers = {} } = {}) {
      const named: Record<string, string | null> = {
        'x-shopify-topic': topic, 'x-shopify-webhook-id': id, 'x-shopify-shop-domain': shop, 'x-shopify-triggered-at': new Date(at).toISOString(),
        'x-shopify-hmac-sha256': key === null ? null : createHmac('sha256', key).update(body).digest('base64'),
      }
      const given = Object.entries(named).filter((pair): pair is [string, string] => pair[1] !== null)
      const answer = await fetch(url, { method: 'POST', body: typeof body === 'string' ? body : new Uint8Array(body), headers: { 'content-type': 'application/json', ...Object.fromEntries(given), ...headers } })
      await answer.arrayBuffer()
      return answer.status
    },
    async apply(shop = stage.shop) {
      try {
        while ((await applyDeliveries(ctx, { shop })).kind === 'turn-over') continue
      } catch (error) {
        if (!(error instanceof TryLater)) throw error
      }
    },
    async deliver(topic, body, sent = {}) {
      const status = await self.send(body, { ...sent, topic })
      if (status !== 200) throw new Error(`The door answered ${status} to ${topic}.`)
      const shop = await ctx.db.read(() => first<{ id: number }>('SELECT id FROM shops WHERE domain = ?', sent.shop ?? domain))
      await self.apply(shop?.id)
    },
    async readEverybody(shop = stage.shop) {
      await ctx.db.write(function* () {
        const unread = yield* all<{ id: string }>('SELECT CAST(shopify_id AS TEXT) AS id FROM customers WHERE shop_id = ? AND tags_at = 0 AND deleted_at IS NULL', shop)
        yield* applyChanges(shop, unread.map(({ id }) => ({ kind: 'tagsSeen', customer: id, tags: [], at: opening - 60_000 })), ctx.now())
      })
      await ctx.ring('recompute', shop)
    },
    rows: (query, ...values) => ctx.db.read(() => all(query, ...values)),
    everything: () => everyRow(stage.fresh.url),
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => void server.close(() => resolve()))
      await stage.close()
    },
  }
  await ctx.db.write(() => updateShop(stage.shop, { currency }))
  return self
}
