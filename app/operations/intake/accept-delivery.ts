// The webhook door: verifies the signature over the raw bytes, keeps what the allow-list names, rings, and answers at once.
import { DatabaseFull } from '#app/db/database-full.ts'
import { InboxFull } from '#app/db/inbox-room.ts'
import type { NewDelivery } from '#app/db/inbox.ts'
import { shopByDomain } from '#app/db/shops.ts'
import type { Context } from '#app/operations/context.ts'
import { signedBy } from '#app/shopify/hmac.ts'
import { project } from '#app/shopify/payloads/topics.ts'

export interface Arrival {
  readonly raw: Uint8Array
  /** A request header by its lower-case name; null when absent. */
  readonly header: (name: string) => string | null
  /** The client secret and, while it is being rotated, the previous one. */
  readonly secrets: readonly string[]
}

export type Accepted =
  | { readonly kind: 'accepted' | 'duplicate'; readonly status: 200 }
  | { readonly kind: 'unsigned'; readonly status: 401 }
  /** It could not be kept: Shopify brings it again. */
  | { readonly kind: 'no-room'; readonly status: 503 }
  /** Rightly signed and of no use to us: a 4xx would only bring it again. */
  | { readonly kind: 'headers-missing' | 'unknown-topic' | 'not-json' | 'unknown-shop'; readonly status: 200 }

/** Shopify's are UUIDs; what names a delivery stands in an index, which takes no more than some thousand bytes. */
const longestId = 255

/** Resolves once the delivery is on disk. */
export async function acceptDelivery(ctx: Context, { raw, header, secrets }: Arrival): Promise<Accepted> {
  const topic = header('x-shopify-topic')
  const domain = header('x-shopify-shop-domain')
  const webhookId = header('x-shopify-webhook-id')
  const refuse = (kind: 'headers-missing' | 'unknown-topic' | 'not-json' | 'unknown-shop'): Accepted => {
    ctx.log.warn({ topic, shop: domain, webhookId, why: kind }, 'a signed delivery was refused')
    return { kind, status: 200 }
  }

  if (!signedBy(secrets, raw, header('x-shopify-hmac-sha256'))) {
    return { kind: 'unsigned', status: 401 }
  }
  if (!topic || !domain || !webhookId || webhookId.length > longestId) return refuse('headers-missing')
  const projected = project(topic, new TextDecoder().decode(raw))
  if (projected.kind !== 'projected') return refuse(projected.kind)
  const shop = await ctx.db.read(() => shopByDomain(domain))
  if (!shop || shop.state === 'redacted') return refuse('unknown-shop')

  const triggered = Date.parse(header('x-shopify-triggered-at') ?? '')
  const stored = await keep(ctx, {
    shop: domain,
    webhookId,
    topic,
    triggeredAt: Number.isNaN(triggered) ? 0 : triggered,
    receivedAt: ctx.now(),
    payload: projected.payload,
  })
  if (stored === 'no-room') return { kind: 'no-room', status: 503 }
  if (stored === 'duplicate') {
    ctx.log.info({ topic, shop: domain, webhookId }, 'a delivery came again')
    return { kind: 'duplicate', status: 200 }
  }
  // The answer does not wait for Redis: a lost ring is found by the sweep.
  void ctx.ring('applyDeliveries', shop.id)
  return { kind: 'accepted', status: 200 }
}

async function keep(ctx: Context, delivery: NewDelivery): Promise<'stored' | 'duplicate' | 'no-room'> {
  const trouble = ctx.inbox.trouble()
  try {
    return await ctx.inbox.add(delivery)
  } catch (error) {
    if (error instanceof InboxFull) {
      if (error.first) ctx.log.error({}, `no delivery is kept: ${error.message}`)
      return 'no-room'
    }
    if (!(error instanceof DatabaseFull)) throw error
    // Once, not for each of the hundreds that may come in a second.
    if (trouble === null) ctx.log.error({ trouble: error.trouble }, `no delivery can be kept: ${error.message}`)
    return 'no-room'
  }
}
