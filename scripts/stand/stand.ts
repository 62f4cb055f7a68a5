// A stand: Redis, the simulated Shopify, the web app and a worker, started together on 127.0.0.1 and ended together.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectEnv, root } from '../setup/command.mjs'
import { readAppConfiguration } from '#simulator/webhooks/subscriptions.ts'
import { Child } from './child.ts'
import { freePort } from './ports.ts'
import { type PrivateRedis, startRedis } from './redis.ts'
import { untilAnswers } from './wait.ts'

/** The same as in the package's script `worker`. */
export const workerFlags = ['--max-semi-space-size=16', '--min-semi-space-size=16']

export interface StandOptions {
  /** Everything the stand keeps: databases, Redis, the store, logs, keys. */
  readonly folder: string
  readonly customers: number
  readonly seed?: number
  /** standard | advanced | plus | enterprise */
  readonly plan?: string
  /** Wanted ports; others are taken when they are busy. Default: any free ones. */
  readonly ports?: { readonly admin: number; readonly front: number; readonly web: number; readonly redis: number }
  readonly say?: (line: string) => void
  /** Further options of simulator/main.ts. */
  readonly simulatorArgs?: readonly string[]
  /** Environment of the app's processes on top of the stand's own. */
  readonly appEnv?: Record<string, string>
  /** Aborted, the stand comes down before it is up, and opening it throws the reason. */
  readonly signal?: AbortSignal
}

export interface Stand {
  /** The simulated store admin, and the control API under /_sim. */
  readonly admin: string
  /** The proxy in front of the app. */
  readonly front: string
  readonly web: string
  readonly shop: string
  readonly secret: string
  readonly folder: string
  readonly redis: PrivateRedis
  readonly appEnv: Record<string, string>
  readonly processes: { simulator: Child; web: Child; worker: Child }
  startWorker(): void
  close(): Promise<void>
}

interface Keys { readonly secret: string; readonly tokenKey: string }

/** The simulator writes its store to disk when it ends; a large one takes a while. */
const timeToKeep = 300_000

function keysOf(folder: string): Keys {
  const file = join(folder, 'keys.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Keys
  const keys: Keys = { secret: randomBytes(16).toString('hex'), tokenKey: randomBytes(32).toString('base64') }
  writeFileSync(file, JSON.stringify(keys), { mode: 0o600 })
  return keys
}

export async function openStand(options: StandOptions): Promise<Stand> {
  const say = options.say ?? (() => undefined)
  const folder = options.folder
  const logs = join(folder, 'logs')
  mkdirSync(logs, { recursive: true })
  const keys = keysOf(folder)
  const node = join(root, 'node_modules/.bin/node')
  const wanted = options.ports ?? { admin: 0, front: 0, web: 0, redis: 0 }
  const ports = { admin: await freePort(wanted.admin), front: await freePort(wanted.front), web: await freePort(wanted.web) }
  const admin = `http://localhost:${ports.admin}`
  const front = `http://localhost:${ports.front}`
  const web = `http://127.0.0.1:${ports.web}`
  const shop = 'demo.myshopify.com'
  const started: Child[] = []
  const start = (name: string, args: string[], env: Record<string, string>, graceMs?: number): Child => {
    options.signal?.throwIfAborted()
    const child = new Child({ name, program: node, args, env: { PATH: projectEnv().PATH ?? '', ...env }, cwd: root, logs, ...(graceMs === undefined ? {} : { graceMs }) })
    started.push(child)
    return child
  }
  const close = async () => {
    for (const child of [...started].reverse()) await child.stop()
  }
  try {
    say('Starting Redis')
    const redis = await startRedis(folder, logs, wanted.redis)
    if (redis.child) started.push(redis.child)
    const appEnv: Record<string, string> = {
      NODE_ENV: 'production',
      NODE_OPTIONS: '',
      SHOPIFY_API_KEY: 'strata-demo-key',
      SHOPIFY_API_SECRET: keys.secret,
      SHOPIFY_APP_URL: front,
      SCOPES: readAppConfiguration().scopes.join(','),
      DATABASE_URL: `file:${join(folder, 'strata.sqlite')}`,
      INBOX_URL: `file:${join(folder, 'inbox.sqlite')}`,
      REDIS_URL: redis.url,
      TOKEN_KEY: keys.tokenKey,
      CLOCK_URL: `http://127.0.0.1:${ports.admin}/_sim/clock`,
      SIMULATOR_URL: `http://127.0.0.1:${ports.admin}`,
      APP_BRIDGE_URL: `${admin}/app-bridge.js`,
      PORT: String(ports.web),
      ...options.appEnv,
    }
    // The store is read or made while the database is brought up to date: both take seconds.
    say(`Starting the simulated store (${options.customers.toLocaleString('en')} customers)`)
    const simulator = start('simulator', [
      '--max-old-space-size=12288', 'simulator/main.ts',
      '--port', String(ports.admin), '--front-port', String(ports.front), '--app', web,
      '--customers', String(options.customers), '--seed', String(options.seed ?? 1), '--plan', options.plan ?? 'plus',
      '--keep', join(folder, 'store.bin'), ...(options.simulatorArgs ?? []),
    ], { SHOPIFY_API_KEY: 'strata-demo-key', SHOPIFY_API_SECRET: keys.secret }, timeToKeep)
    say('Applying the migrations')
    const migrate = start('migrate', ['scripts/migrate.ts'], appEnv)
    const code = await new Promise<number | null>((resolve) => migrate.onExit(resolve))
    if (code !== 0) throw new Error(`The migrations failed:\n${migrate.tail}`)
    await untilAnswers(simulator, `http://127.0.0.1:${ports.admin}/_sim/clock`, 600_000, options.signal)
    say('Starting the web app and the worker')
    const preload = ['--import', './simulator/preload.mjs']
    const startWorker = () => start('worker', [...workerFlags, ...preload, 'app/worker.server.ts'], appEnv)
    const webChild = start('web', [...preload, 'app/server.ts'], appEnv)
    const processes = { simulator, web: webChild, worker: startWorker() }
    await untilAnswers(webChild, `${web}/healthz`, 60_000, options.signal)
    return {
      admin, front, web, shop, secret: keys.secret, folder, redis, appEnv, processes,
      startWorker() { processes.worker = startWorker() },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
