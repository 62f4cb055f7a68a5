// The way in for demo buttons, tests and measurements: /_sim/... on the simulator's port.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { events } from '../life/events.ts'
import { busyHour, randomEvents } from '../life/random-events.ts'
import { install, uninstall } from '../life/shop.ts'
import { Wish } from '../life/wish.ts'
import { createRandom } from '../store/random.ts'
import { Refused } from '../store/refused.ts'
import type { World } from '../world.ts'
import { changeFaults } from './fault-request.ts'
import { dumpStore } from '../store/dump.ts'
import { pieces } from './pieces.ts'
import { giveMembers } from './segment-tables.ts'

type Body = Readonly<Record<string, unknown>>
type Handler = (world: World, body: Body) => unknown

const largest = 1_048_576

const clockOf = (world: World) => ({ offset: world.clock.offset, speed: 1, now: world.clock.now(), next: world.agenda.next() })

const handlers: Readonly<Record<string, Handler>> = {
  'GET /_sim/clock': clockOf,
  'POST /_sim/clock': stepClock,
  'GET /_sim/faults': (world) => world.faults,
  'POST /_sim/faults': (world, body) => {
    changeFaults(world.faults, body)
    world.webhooks.wake()
    return world.faults
  },
  'POST /_sim/event': oneEvent,
  'POST /_sim/events': manyEvents,
  'GET /_sim/events': () => Object.fromEntries(Object.entries(events).map(([kind, { weight }]) => [kind, weight])),
  'GET /_sim/webhooks': (world) => world.webhooks.counts(),
  'POST /_sim/webhooks/flush': (world, body) => {
    const wish = new Wish(body)
    return world.webhooks.flush({ timeoutMs: wish.number('timeoutMs') ?? 60_000, retriesNow: wish.flag('retriesNow') })
  },
  'GET /_sim/writes': (world) => world.counters,
  'POST /_sim/segments': (world, body) => giveMembers(world, body),
  'POST /_sim/install': (world, body) => {
    install(world, new Wish(body).texts('scopes') ?? world.config.scopes)
    return world.installation
  },
  'POST /_sim/uninstall': (world) => {
    uninstall(world)
    return world.installation
  },
}

/** These answer with one JSON text a line. */
const lists: Readonly<Record<string, (world: World) => Iterable<string>>> = {
  'GET /_sim/state': (world) => dumpStore(world.store),
  'GET /_sim/writes/journal': (world) => journalLines(world),
}

/** Answers a request under /_sim/; false if the path is not one of its own. A refusal is 422 and says why. */
export async function handleControl(request: IncomingMessage, response: ServerResponse, world: World): Promise<boolean> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  if (!pathname.startsWith('/_sim/')) return false
  const method = request.method ?? 'GET'
  const list = lists[`${method} ${pathname}`]
  if (list) {
    await stream(response, list(world))
    return true
  }
  const handler = handlers[`${method} ${pathname}`]
  if (!handler) answer(response, 404, { error: `${method} ${pathname} is not part of the control API` })
  else await run(request, response, world, handler)
  return true
}

function* journalLines(world: World): Generator<string> {
  for (const write of world.journal) yield JSON.stringify(write)
}

async function stream(response: ServerResponse, lines: Iterable<string>): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/x-ndjson' })
  await pipeline(Readable.from(pieces(lines)), response).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
  })
}

async function run(request: IncomingMessage, response: ServerResponse, world: World, handler: Handler): Promise<void> {
  try {
    answer(response, 200, await handler(world, await readBody(request)))
  } catch (error) {
    if (error instanceof SyntaxError) answer(response, 400, { error: error.message })
    else if (error instanceof Refused) answer(response, 422, { error: error.message })
    else throw error
  }
}

function answer(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(value))
}

async function readBody(request: IncomingMessage): Promise<Body> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > largest) throw new Refused('the body is too large')
    parts.push(part)
  }
  if (size === 0) return {}
  const body: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'))
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new Refused('the body is not an object')
  return body as Body
}

function stepClock(world: World, body: Body): unknown {
  const wish = new Wish(body)
  const next = wish.flag('next') ? world.agenda.next() : null
  const to = wish.number('to') ?? (wish.has('by') ? world.clock.now() + (wish.number('by') ?? 0) : next)
  if (to === null) throw new Refused(wish.flag('next') ? 'nothing is scheduled' : 'say to, by or next')
  if (to < world.clock.now() - 1000) throw new Refused('the store clock does not go back')
  world.agenda.stepTo(to)
  return clockOf(world)
}

function oneEvent(world: World, body: Body): unknown {
  const wish = new Wish(body)
  const kind = wish.text('kind') ?? ''
  const event = Object.hasOwn(events, kind) ? events[kind] : undefined
  if (!event) throw new Refused(`there is no event ${kind}; there are ${Object.keys(events).join(', ')}`)
  const happened = event.happen(world, wish.has('seed') ? createRandom(wish.number('seed') ?? 0) : world.random, wish)
  if (!happened) throw new Refused(`there is nothing in this store to which ${kind} can happen`)
  return { kind, ...happened }
}

function manyEvents(world: World, body: Body): unknown {
  const wish = new Wish(body)
  const count = Math.floor(wish.number('count') ?? 100)
  const random = wish.has('seed') ? createRandom(wish.number('seed') ?? 0) : world.random
  const rate = wish.number('ratePerSecond')
  const kinds = wish.texts('kinds')
  const options = { without: wish.texts('without') ?? [], ...(kinds ? { kinds } : {}) }
  if (rate === null) return randomEvents(world, random, count, options)
  if (rate <= 0) throw new Refused('ratePerSecond is not above 0')
  const hour = busyHour(world, random, count, rate, world.stop, options)
  if (!wish.flag('background')) return hour
  hour.catch((error: unknown) => console.error('the busy hour ended early:', error))
  return { started: count }
}
