// One signed request to the app, with the platform's patience: a second to connect, five in all.
import { createHmac } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'

export interface Delivery {
  readonly url: URL
  readonly topic: string
  readonly webhookId: string
  readonly eventId: string
  readonly name: string | null
  readonly body: Buffer
  /** As it is written in the header. */
  readonly triggeredAt: string
  /** How often it was sent before. */
  attempts: number
  /** When the current attempt was due, on the store clock. */
  dueAt: number
}

export interface Sender {
  /** True for an answer of 2xx in time. */
  send(delivery: Delivery): Promise<boolean>
  close(): void
}

/**
 * A timer that looks once more before it strikes: when this process was busy for longer than the limit, the answer may be here already, unread.
 * @returns how to stop it
 */
function patiently(limit: number, strike: () => void): () => void {
  let last: NodeJS.Immediate | undefined
  const timer = setTimeout(() => (last = setImmediate(() => (last = setImmediate(strike)))), limit)
  return () => {
    clearTimeout(timer)
    clearImmediate(last)
  }
}

const connectLimit = 1000
const totalLimit = 5000

export const sign = (body: Buffer, secret: string): string => createHmac('sha256', secret).update(body).digest('base64')

export function createSender(options: { readonly secret: string; readonly domain: string; readonly apiVersion: string; readonly sockets: number }): Sender {
  const agents = {
    'http:': new http.Agent({ keepAlive: true, maxSockets: options.sockets }),
    'https:': new https.Agent({ keepAlive: true, maxSockets: options.sockets }),
  }
  const headers = (delivery: Delivery) => ({
    'Content-Type': 'application/json',
    'Content-Length': delivery.body.length,
    'User-Agent': 'Shopify-Captain-Hook',
    'X-Shopify-Topic': delivery.topic,
    'X-Shopify-Hmac-Sha256': sign(delivery.body, options.secret),
    'X-Shopify-Webhook-Id': delivery.webhookId,
    'X-Shopify-Event-Id': delivery.eventId,
    'X-Shopify-Shop-Domain': options.domain,
    'X-Shopify-API-Version': options.apiVersion,
    'X-Shopify-Triggered-At': delivery.triggeredAt,
    ...(delivery.name === null ? {} : { 'X-Shopify-Name': delivery.name }),
  })
  return {
    send: (delivery) =>
      new Promise((resolve) => {
        const secure = delivery.url.protocol === 'https:'
        const request = (secure ? https : http).request(delivery.url, { method: 'POST', agent: agents[secure ? 'https:' : 'http:'], headers: headers(delivery) })
        const overall = patiently(totalLimit, () => request.destroy(new Error('no answer in time')))
        let connecting: (() => void) | undefined
        const finish = (accepted: boolean) => {
          overall()
          connecting?.()
          resolve(accepted)
        }
        request.on('socket', (socket) => {
          if (!socket.connecting) return
          connecting = patiently(connectLimit, () => request.destroy(new Error('no connection in time')))
          socket.once('connect', connecting)
        })
        request.on('response', (response) => {
          const status = response.statusCode ?? 0
          response.resume()
          response.on('end', () => finish(status >= 200 && status < 300))
          response.on('error', () => finish(false))
        })
        request.on('error', () => finish(false))
        request.on('close', () => finish(false))
        request.end(delivery.body)
      }),
    close() {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}
