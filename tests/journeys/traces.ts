// Everything that the app leaves behind on a stand, as bytes: its databases with their logs, Redis, its own logs and whatever else lies in its folder.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { Redis } from 'ioredis'
import type { Stand } from '../../scripts/stand/stand.ts'

/** The pretend store and its keys are Shopify's side. */
const notOurs = [/^store\.bin/, /^keys\.json$/, /^logs\/simulator/]

export interface Left {
  /** Where it lies. */
  readonly place: string
  readonly bytes: Buffer
}

export async function everythingLeft(stand: Stand): Promise<Left[]> {
  const files = filesIn(stand.folder).map((path): Left => ({ place: relative(stand.folder, path), bytes: readFileSync(path) }))
  return [...files.filter(({ place }) => !notOurs.some((pattern) => pattern.test(place))), { place: 'redis keys', bytes: await everyKey(stand.redis.url) }]
}

export function readLogs(stand: Stand): string {
  return ['web.log', 'worker.log', 'migrate.log'].map((name) => readFileSync(join(stand.folder, 'logs', name), 'utf8')).join('\n')
}

/** Needles by name; each found is `name in place`. */
export function found(left: readonly Left[], needles: ReadonlyMap<string, Buffer>): string[] {
  return left.flatMap(({ place, bytes }) => [...needles].filter(([, needle]) => bytes.includes(needle)).map(([name]) => `${name} in ${place}`))
}

/** An id as text and as SQLite writes a number of its size. */
export function needlesOfIds(ids: readonly number[]): Map<string, Buffer> {
  return new Map(ids.flatMap((id): [string, Buffer][] => {
    const bytes = Buffer.alloc(8)
    bytes.writeBigInt64BE(BigInt(id))
    return [[String(id), Buffer.from(String(id))], [`${id} (binary)`, bytes.subarray(2)]]
  }))
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesIn(path) : [path]
  })
}

/** Names and values of all keys, whatever they hold. */
async function everyKey(url: string): Promise<Buffer> {
  const redis = new Redis(url, { lazyConnect: true })
  try {
    await redis.connect()
    const told: string[] = []
    for (const key of await redis.keys('*')) told.push(key, JSON.stringify(await valueOf(redis, key)))
    return Buffer.from(told.join('\n'))
  } finally {
    redis.disconnect()
  }
}

async function valueOf(redis: Redis, key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case 'string': return redis.get(key)
    case 'hash': return redis.hgetall(key)
    case 'list': return redis.lrange(key, 0, -1)
    case 'set': return redis.smembers(key)
    case 'zset': return redis.zrange(key, '0', '-1')
    case 'stream': return redis.xrange(key, '-', '+')
    default: return null
  }
}
