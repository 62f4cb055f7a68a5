// A private Redis: its own port, its own folder, append-only file on. Nothing else on the machine is touched.
import { mkdirSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { findProgram } from '../setup/command.mjs'
import { Child } from './child.ts'
import { freePort } from './ports.ts'
import { until } from './wait.ts'

export interface PrivateRedis {
  readonly url: string
  /** Null when REDIS_URL names one that is not ours. */
  readonly child: Child | null
}

const pings = (port: number): Promise<true | undefined> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('error', () => resolve(undefined))
    socket.once('data', (data) => {
      socket.destroy()
      resolve(data.toString().startsWith('+PONG') ? true : undefined)
    })
    socket.once('connect', () => socket.write('PING\r\n'))
  })

export async function startRedis(folder: string, logs: string, wantedPort = 0): Promise<PrivateRedis> {
  const given = process.env.REDIS_URL
  if (given) return { url: given, child: null }
  const program = findProgram(['redis-server', 'valkey-server'], ['/usr/local/bin', '/opt/homebrew/bin'])
  if (program === null) throw new Error('Redis is missing: run npm run setup, or set REDIS_URL.')
  const port = await freePort(wantedPort)
  const data = join(folder, 'redis')
  mkdirSync(data, { recursive: true })
  const child = new Child({
    name: 'redis',
    program,
    args: ['--port', String(port), '--bind', '127.0.0.1', '--dir', data, '--appendonly', 'yes', '--save', '', '--maxmemory-policy', 'noeviction'],
    cwd: data,
    logs,
  })
  await until(`Redis to answer on port ${port}\n${child.tail}`, () => pings(port), 20_000)
  return { url: `redis://127.0.0.1:${port}/0`, child }
}
