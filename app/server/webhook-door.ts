// The webhook door: the raw bytes go to the accept operation and its status goes back. Only unsigned requests are limited.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { acceptDelivery } from '#app/operations/intake/accept-delivery.ts'
import type { Context } from '#app/operations/context.ts'
import { rateLimit } from '#app/server/rate-limit.ts'
import { bodyLimit, readBody } from '#app/server/read-body.ts'
import { reply, replyTooLarge } from '#app/server/reply.ts'

/** Unsigned requests a sender may make at once, and each second after; then 429 before a byte of the body is read. */
const burst = 20
const perSecond = 2
const senders = 10_000

/** So many bytes of bodies may be on their way in at once: whoever makes up a signature is known only when all of it is read. */
const mostBytes = 128 * 1024 * 1024

/** Lines in the log for requests that are turned away, a kind: whoever sends thousands fills no disk. */
const lines = { burst: 10, perSecond: 0.2, senders: 10 }

export function webhookDoor(ctx: Context, secrets: readonly string[], bytesAtOnce = mostBytes) {
  const unsigned = rateLimit({ burst, perSecond, senders, now: ctx.wall })
  const noted = rateLimit({ ...lines, now: ctx.wall })
  const note = (what: string, fields: Record<string, unknown>) => {
    if (noted.take(what)) ctx.log.warn(fields, what)
  }
  let underWay = 0
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'POST') {
      note('something other than a POST was refused', { method: request.method })
      return reply(response, 405, '', { allow: 'POST' })
    }
    const header = (name: string) => headerOf(request, name)
    const named = { topic: header('x-shopify-topic'), shop: header('x-shopify-shop-domain') }
    const sender = request.socket.remoteAddress ?? ''
    const refuse = (status: 401 | 429) => {
      if (status === 429) note('a sender of unsigned deliveries is held off', { sender })
      reply(response, status, '', { connection: 'close', ...(status === 429 ? { 'retry-after': '60' } : {}) })
    }
    if (header('x-shopify-hmac-sha256') === null && !unsigned.take(sender)) return refuse(429)
    const size = Math.min(Number(header('content-length') ?? bodyLimit), bodyLimit)
    if (underWay + size > bytesAtOnce) {
      note('more deliveries come in at once than there is room for', { ...named, underWay })
      return reply(response, 503, '', { connection: 'close', 'retry-after': '10' })
    }

    underWay += size
    const body = await readBody(request).finally(() => { underWay -= size })
    if (body.kind === 'too-large') {
      note('a delivery over 5 MiB was refused', named)
      return replyTooLarge(response)
    }
    if (body.kind === 'cut') return note('a delivery was cut off before its end', named)
    const accepted = await acceptDelivery(ctx, { raw: body.bytes, header, secrets })
    if (accepted.kind === 'no-room') return reply(response, accepted.status, '', { 'retry-after': '60' })
    if (accepted.kind !== 'unsigned') return reply(response, accepted.status)
    note('a delivery without a valid signature was refused', { sender, bytes: body.bytes.length })
    const limited = header('x-shopify-hmac-sha256') !== null && !unsigned.take(sender)
    refuse(limited ? 429 : 401)
  }
}

function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name]
  return (Array.isArray(value) ? value[0] : value) ?? null
}
