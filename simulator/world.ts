// The pretend Shopify as one value: a store, its clock, the faults asked for, the webhooks on their way. Everything that happens is handed this.
import type { Store } from './store/model.ts'
import type { Random } from './store/random.ts'
import { createRandom } from './store/random.ts'
import type { StoreClock } from './store/clock.ts'
import { createClock } from './store/clock.ts'
import type { Agenda } from './store/agenda.ts'
import { createAgenda } from './store/agenda.ts'
import type { Faults } from './store/faults.ts'
import { noFaults } from './store/faults.ts'
import type { Webhooks } from './webhooks/webhooks.ts'
import { createWebhooks } from './webhooks/webhooks.ts'
import type { Installation, WorldConfig } from './installation.ts'

export type { Installation, WorldConfig } from './installation.ts'

/** What the app did through the Admin API, counted where it is executed. */
export interface Counters { tagsAdd: number; tagsRemove: number; points: number; throttled: number; requests: number }

export type TagAuthor = 'app' | 'merchant'

/** One change of a customer's tags that changed something. `at` in milliseconds of the store clock. */
export interface TagWrite { readonly at: number; readonly by: TagAuthor; readonly customerId: number; readonly added: readonly string[]; readonly removed: readonly string[] }

export interface World {
  readonly config: WorldConfig
  readonly store: Store
  readonly clock: StoreClock
  readonly agenda: Agenda
  readonly random: Random
  readonly faults: Faults
  readonly installation: Installation
  readonly counters: Counters
  readonly webhooks: Webhooks
  /** Aborted when the world is closed. */
  readonly stop: AbortSignal
  /** Every change of customers' tags since the start, oldest first. */
  readonly journal: TagWrite[]
  /** Tags the app has added through the API, by identity. */
  readonly appTags: Map<string, string>
  /** Stops timers, drops what is still to be delivered and closes connections. */
  close(): Promise<void>
}

export interface WorldOptions {
  readonly store: Store
  readonly config: WorldConfig
  readonly seed?: number | string
  /** The store's first instant in milliseconds; real time if absent. */
  readonly now?: number
  readonly installed?: boolean
}

export function createWorld(options: WorldOptions): World {
  const { config, store } = options
  const clock = createClock(options.now)
  const agenda = createAgenda(clock)
  const random = createRandom(`${options.seed ?? 1}/world`)
  const faults = noFaults()
  const stopping = new AbortController()
  const installation: Installation = { installed: options.installed ?? false, generation: 0, scopes: [] }
  const webhooks = createWebhooks({ config, domain: store.settings.domain, clock, agenda, random: random.fork('webhooks'), faults: faults.webhooks, installation })
  return {
    config, store, clock, agenda, random, faults, installation, webhooks,
    counters: { tagsAdd: 0, tagsRemove: 0, points: 0, throttled: 0, requests: 0 },
    journal: [],
    appTags: new Map(),
    stop: stopping.signal,
    async close() {
      stopping.abort()
      agenda.close()
      await webhooks.close()
    },
  }
}
