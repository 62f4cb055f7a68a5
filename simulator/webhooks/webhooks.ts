// Webhooks as the platform sends them: signed, at least once, in no order, eight more tries over four hours of the store clock.
import { randomUUID } from 'node:crypto'
import type { Agenda } from '../store/agenda.ts'
import type { StoreClock } from '../store/clock.ts'
import type { WebhookFaults } from '../store/faults.ts'
import type { Random } from '../store/random.ts'
import type { Installation, WorldConfig } from '../installation.ts'
import type { Delivery } from './delivery.ts'
import { createSender } from './delivery.ts'
import { utcStamp } from './stamp.ts'
import type { Subscription } from './subscriptions.ts'

export interface WebhookCounts {
  /** Not yet sent, in flight, or waiting for a retry. */
  readonly pending: number
  /** The part of `pending` that waits for a retry. */
  readonly retrying: number
  /** Answered 2xx. */
  readonly delivered: number
  /** Given up after the last retry. */
  readonly failed: number
  /** Dropped by a fault. */
  readonly lost: number
  readonly attempts: number
}

export interface Webhooks {
  /** Signs and sends to every subscription of the topic; nothing happens for a topic without one. Deliveries of one `eventId` come from one action. */
  emit(topic: string, payload: unknown, eventId?: string): void
  /** A new id for the deliveries of one action. */
  newEventId(): string
  counts(): WebhookCounts
  /** To be called when a fault was changed. */
  wake(): void
  /** Waits until nothing can leave at this instant; what waits for a retry remains, unless `retriesNow`. Returns early when the time is over. */
  flush(options?: { timeoutMs?: number; retriesNow?: boolean }): Promise<WebhookCounts>
  close(): Promise<void>
}

export interface WebhooksOptions {
  readonly config: WorldConfig
  readonly domain: string
  readonly clock: StoreClock
  readonly agenda: Agenda
  readonly random: Random
  readonly faults: WebhookFaults
  readonly installation: Installation
}

const atOnce = 16
const retries = 8
/** Doubling from here, eight waits make four hours. */
const firstWait = (4 * 3_600_000) / (2 ** retries - 1)
/** How far apart two deliveries of one action get when order is shuffled. */
const jitter = 1000
/** These reach an app that is no longer installed. */
const afterwards = new Set(['shop/redact', 'customers/redact'])

export function createWebhooks(options: WebhooksOptions): Webhooks {
  const { config, clock, agenda, random, faults, installation } = options
  const sender = createSender({ secret: config.apiSecret, domain: options.domain, apiVersion: config.apiVersion, sockets: atOnce })
  const byTopic = Map.groupBy(config.subscriptions, (subscription) => subscription.topic)
  const ready: Delivery[] = []
  const retrying = new Set<Delivery>()
  const inFlight = new Set<Promise<void>>()
  const waiting = new Set<() => void>()
  const totals = { delivered: 0, failed: 0, lost: 0, attempts: 0 }
  let delayed = 0
  let closed = false

  const counts = (): WebhookCounts => ({ pending: ready.length + delayed + inFlight.size + retrying.size, retrying: retrying.size, ...totals })

  const pump = () => {
    while (!closed && !faults.hold && ready.length > 0 && inFlight.size < atOnce) {
      const delivery = take()
      const sending: Promise<void> = attempt(delivery).finally(() => {
        inFlight.delete(sending)
        pump()
      })
      inFlight.add(sending)
    }
    if (ready.length + delayed + inFlight.size === 0) for (const wake of waiting) wake()
  }

  const take = (): Delivery => {
    if (!faults.shuffle) return ready.shift() as Delivery
    const index = random.int(0, ready.length - 1)
    const chosen = ready[index] as Delivery
    ready[index] = ready.at(-1) as Delivery
    ready.pop()
    return chosen
  }

  const attempt = async (delivery: Delivery) => {
    totals.attempts++
    const accepted = await sender.send(delivery)
    if (accepted) totals.delivered++
    else if (closed) return
    else if (delivery.attempts === retries) totals.failed++
    else retryLater(delivery)
  }

  // The wait counts from when this attempt was due, so that a step of the clock over several retries makes all of them.
  const retryLater = (delivery: Delivery) => {
    delivery.dueAt += firstWait * 2 ** delivery.attempts++
    retrying.add(delivery)
    const { dueAt } = delivery
    agenda.add(dueAt, () => {
      if (delivery.dueAt === dueAt && retrying.delete(delivery)) enqueue(delivery)
    })
  }

  const enqueue = (delivery: Delivery) => {
    ready.push(delivery)
    pump()
  }

  const enqueueAfter = (delivery: Delivery, wait: number) => {
    if (wait <= 0) return enqueue(delivery)
    delivery.dueAt += wait
    delayed++
    agenda.add(delivery.dueAt, () => {
      delayed--
      enqueue(delivery)
    })
  }

  const delay = () => (faults.delayMs ? random.int(...faults.delayMs) : 0) + (faults.shuffle ? random.int(0, jitter) : 0)

  const make = (subscription: Subscription, body: Buffer, eventId: string): Delivery => ({
    url: new URL(subscription.uri, addressOf(config, subscription.uri)),
    topic: subscription.topic,
    name: subscription.name,
    webhookId: randomUUID(),
    eventId,
    body,
    triggeredAt: utcStamp(clock.now()),
    attempts: 0,
    dueAt: clock.now(),
  })

  const retryNow = () => {
    const all = [...retrying]
    retrying.clear()
    for (const delivery of all) {
      delivery.dueAt = clock.now()
      enqueue(delivery)
    }
  }

  return {
    counts,
    wake: pump,
    newEventId: () => randomUUID(),
    emit(topic, payload, eventId = randomUUID()) {
      const subscriptions = byTopic.get(topic)
      if (!subscriptions || closed || (!installation.installed && !afterwards.has(topic))) return
      const body = Buffer.from(JSON.stringify(payload))
      for (const subscription of subscriptions) {
        if (random.chance(faults.lose)) {
          totals.lost++
          continue
        }
        const delivery = make(subscription, body, eventId)
        if (random.chance(faults.twice)) enqueueAfter({ ...delivery }, delay() + random.int(0, jitter))
        enqueueAfter(delivery, delay())
      }
    },
    async flush({ timeoutMs = 60_000, retriesNow = false } = {}) {
      const end = Date.now() + timeoutMs
      while (!closed && Date.now() < end) {
        if (ready.length + delayed + inFlight.size === 0) {
          if (!retriesNow || retrying.size === 0) break
          retryNow()
        }
        await settled(waiting, end - Date.now())
      }
      return counts()
    },
    async close() {
      closed = true
      ready.length = 0
      retrying.clear()
      sender.close()
      for (const wake of waiting) wake()
      await Promise.all(inFlight)
    },
  }
}

/** An absolute address stands for itself. */
function addressOf(config: WorldConfig, uri: string): string {
  return uri.startsWith('/') ? config.webhookUrl ?? config.appUrl : uri
}

function settled(waiting: Set<() => void>, limit: number): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer)
      waiting.delete(wake)
      resolve()
    }
    const timer = setTimeout(wake, limit)
    waiting.add(wake)
  })
}
