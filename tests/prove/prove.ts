// The main job, end to end: a store syncs, twelve segments live through events, days, edits, a killed worker and a flushed
// Redis, and at the end every customer of the store carries exactly the tags an independent oracle asks for.
import { spawn } from 'node:child_process'
import { Redis } from 'ioredis'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from '../../scripts/setup/command.mjs'
import { type Stand, openStand } from '../../scripts/stand/stand.ts'
import { until } from '../../scripts/stand/wait.ts'
import { type Comparison, compare } from './compare.ts'
import { backlog, untilQuiet } from './quiet.ts'
import { type Rule, rulesFor } from './rules.ts'
import { post, readState, readTagWrites, storeNow } from './store-state.ts'

export interface ProveOptions {
  readonly folder: string
  readonly customers: number
  readonly events: number
  readonly days: number
  readonly seed: number
  readonly say: (line: string) => void
  /** An empty PostgreSQL database to use instead of SQLite files. */
  readonly postgres?: string
}

export interface Proof extends Comparison {
  readonly events: number
  readonly days: number
  readonly seconds: number
  readonly tagWrites: number
}

/** Rules that hold, or do not, because of orders: on while the customers are known and their orders are not. */
const early: ReadonlySet<string> = new Set(['st-new-idle', 'st-once', 'st-reachable'])

/** The operator's way in, as a script would use it. */
export function strata(stand: Stand, ...args: string[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(root, 'node_modules/.bin/node'), ['--import', './simulator/preload.mjs', 'scripts/strata.ts', ...args], {
      cwd: root, env: { ...process.env, ...stand.appEnv }, stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let err = ''
    child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString() })
    child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString() })
    child.on('close', (code) => {
      const ended = new Error(`strata ${args.join(' ')} ended with ${code}: ${err}${out}`)
      if (code !== 0) return reject(ended)
      try {
        resolve(JSON.parse(out))
      } catch (cause) {
        reject(new Error(ended.message, { cause }))
      }
    })
  })
}

/** Robots are turned away by the library. */
export const browser = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36'

/** Of the app inside the admin, with a session token of this minute. */
export async function frameAddress(stand: Stand): Promise<string> {
  const frame = await (await fetch(`${stand.admin}/store/demo/apps/strata`)).text()
  const address = /<iframe src="([^"]+)"/.exec(frame)?.[1]?.replaceAll('&amp;', '&')
  if (!address) throw new Error('The admin page holds no frame for the app.')
  return address
}

/** Installs and opens the app as the owner's browser would: the admin's frame address, with a session token. */
export async function install(stand: Stand): Promise<void> {
  await post(`${stand.admin}/_sim/install`, {})
  const answer = await fetch(await frameAddress(stand), { headers: { 'user-agent': browser }, redirect: 'manual' })
  if (answer.status !== 200) throw new Error(`The app's first page answered ${answer.status}: ${(await answer.text()).slice(0, 400)}`)
}

async function live(stand: Stand, options: ProveOptions, rules: Map<string, Rule>, edits: Rule[]): Promise<void> {
  const redis = new Redis(stand.redis.url)
  const rounds = 20
  const dayMs = 86_400_000
  const now = () => storeNow(stand.admin)
  for (let round = 0; round < rounds; round += 1) {
    await post(`${stand.admin}/_sim/events`, { count: Math.round(options.events / rounds), seed: options.seed * 1000 + round })
    if (round === 6) {
      options.say('  kill -9 the worker in the middle of its work')
      await stand.processes.worker.kill('SIGKILL')
      stand.startWorker()
    }
    if (round === 11) {
      options.say('  flush Redis')
      await redis.flushall()
    }
    const edit = round % 4 === 2 ? edits[(round - 2) / 4] : undefined
    if (edit) {
      rules.set(edit.tag, edit)
      options.say(`  edit ${edit.tag}: ${edit.text}`)
      await strata(stand, 'segments', 'set', '--shop', stand.shop, '--name', edit.tag, '--rule', edit.text)
    }
    if (round % 5 === 4) await untilQuiet(stand, now, 240_000)
    await post(`${stand.admin}/_sim/clock`, { by: Math.round((options.days * dayMs) / rounds) })
    await sleep(300)
  }
  redis.disconnect()
}

export async function prove(options: ProveOptions): Promise<Proof> {
  const started = performance.now()
  const stand = await openStand({ folder: options.folder, customers: options.customers, seed: options.seed, say: options.say, ...(options.postgres === undefined ? {} : { appEnv: { DATABASE_URL: options.postgres } }) })
  try {
    const now = () => storeNow(stand.admin)
    const { rules: list, edits } = rulesFor((await readState(stand.admin)).products)
    const rules = new Map(list.map((rule) => [rule.tag, rule]))
    const create = (rule: Rule) =>
      strata(stand, 'segments', 'create', '--shop', stand.shop, '--name', rule.tag, '--rule', rule.text, '--tag', rule.tag, '--state', 'on')
    options.say('Installing; three segments are on while the first sync runs')
    // Slow enough that customers are known for a while whose orders are not.
    await post(`${stand.admin}/_sim/faults`, { api: { slowMs: 2_000 } })
    await install(stand)
    for (const rule of list.filter(({ tag }) => early.has(tag))) await create(rule)
    if ((await backlog(stand, await now())).runs === 0) throw new Error('The first sync was over before three segments were on: this proves nothing.')
    await post(`${stand.admin}/_sim/faults`, { api: { slowMs: 0 } })
    await until('the first sync', async () => {
      const behind = await backlog(stand, await now())
      return behind.runs === 0 && behind.stale === 0 ? true : undefined
    }, 600_000, 500)
    for (const rule of list.filter(({ tag }) => !early.has(tag))) await create(rule)
    options.say(`${list.length} segments are on; waiting for their tags`)
    await untilQuiet(stand, now, 900_000)
    const hasty = (await readTagWrites(stand.admin)).find((write) => write.by === 'app' && write.removed.length > 0)
    if (hasty) throw new Error(`A tag was written before the store was known, and taken back: ${JSON.stringify(hasty)}`)
    options.say(`Living through ${options.events} events and ${options.days} days`)
    await live(stand, options, rules, edits)
    options.say('Waiting for the house to come to rest')
    await untilQuiet(stand, now, 600_000)
    const at = await now()
    const writes = await readTagWrites(stand.admin)
    const comparison = compare(await readState(stand.admin), [...rules.values()], writes, at)
    return { ...comparison, events: options.events, days: options.days, seconds: Math.round((performance.now() - started) / 1000), tagWrites: writes.filter((write) => write.by === 'app').length }
  } finally {
    await stand.close()
  }
}
