// A PostgreSQL cluster of the tests' own: in a temporary folder, reached by a socket in it, gone afterwards. Vitest globalSetup.
import { execFile, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { existsSync, globSync } from 'node:fs'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '#app/db/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a database that the tests may copy as `strata_template`. */
    postgres: string
  }
}

export interface Cluster {
  /** Address of one of its databases. */
  readonly url: (database: string) => string
  readonly stop: () => Promise<void>
}

/** Name of the database that is migrated once and copied for every test. */
export const template = 'strata_template'

/** What vitest calls: starts the cluster and tells the tests where it is. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startCluster()
  try {
    await query(cluster.url('postgres'), `CREATE DATABASE ${template}`)
    await migrate(cluster.url(template))
  } catch (error) {
    await cluster.stop()
    throw error
  }
  project.provide('postgres', cluster.url('postgres'))
  return cluster.stop
}

/** Throws with a clear sentence when the machine has no PostgreSQL. */
export async function startCluster(): Promise<Cluster> {
  const bin = await programs()
  const user = await unprivileged()
  const folder = await mkdtemp(join(tmpdir(), 'strata-postgres-'))
  if (user) await chown(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  await promisify(execFile)(join(bin, 'initdb'), ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'], { ...user, cwd: folder })
  const quick = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200', 'listen_addresses='].flatMap((setting) => ['-c', setting])
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-k', folder, ...quick], { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  server.stderr.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-4_000)))
  const url = (database: string): string => `postgresql://postgres@localhost/${database}?host=${encodeURIComponent(folder)}`
  await answering(url('postgres'), server, () => said)
  return {
    url,
    async stop() {
      await stopped(server)
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** One statement on a connection of its own. */
export async function query(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}

async function programs(): Promise<string> {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...globSync('/usr/lib/postgresql/*/bin').sort().reverse()]
  const found = folders.find((folder) => folder && existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
  if (!found) throw new Error('The database tests need PostgreSQL (initdb and postgres): install it, on Debian with `apt-get install -y postgresql`.')
  return found
}

/** PostgreSQL refuses to run as root; undefined when we are somebody else already. */
async function unprivileged(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    try {
      const ask = async (flag: string): Promise<number> => Number((await promisify(execFile)('id', [flag, name])).stdout)
      return { uid: await ask('-u'), gid: await ask('-g') }
    } catch {
      continue
    }
  }
  throw new Error('The database tests run as root, and PostgreSQL needs another user: there is neither `postgres` nor `nobody`.')
}

async function answering(url: string, server: ChildProcess, said: () => string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (server.exitCode !== null) break
    try {
      return await query(url, 'SELECT 1')
    } catch {
      await pause(50)
    }
  }
  throw new Error(`PostgreSQL did not start:\n${said()}`)
}

async function stopped(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return
  const gone = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGINT')
  await gone
}
