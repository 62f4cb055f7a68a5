// Applies the pending migrations of either database, one process at a time; a second call applies nothing.
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import Sqlite from 'better-sqlite3'
import { codeOf } from '#app/db/database-full.ts'
import { sqlitePath } from '#app/db/database.ts'
import { withSchemaEngine } from '#app/db/schema-engine.ts'

/** Any fixed number: who holds this advisory lock on PostgreSQL migrates. */
const migrationLock = 5_872_011
/** Of 100 ms each: a migration may take minutes. */
const mostTries = 3_000

/** Names of the migrations that were applied, in order. Creates a missing SQLite file and its folder. */
export async function migrate(url: string): Promise<readonly string[]> {
  const path = sqlitePath(url)
  if (path !== null) await mkdir(dirname(path), { recursive: true })
  return path === null ? aloneOnPostgres(url, () => apply(url, 'prisma/postgres')) : aloneOnSqlite(path, () => apply(url, 'prisma'))
}

async function apply(url: string, folder: string): Promise<readonly string[]> {
  const home = new URL(`../../${folder}/`, import.meta.url)
  const schema = await readFile(new URL('schema.prisma', home), 'utf8')
  const migrationsList = {
    baseDir: fileURLToPath(new URL('migrations', home)),
    lockfile: { path: 'migration_lock.toml', content: await readFile(new URL('migrations/migration_lock.toml', home), 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: await migrations(new URL('migrations/', home)),
  }
  return withSchemaEngine(url, schema, async (engine) => {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: { externalTables: [], externalEnums: [] } })
    return appliedMigrationNames
  })
}

async function migrations(folder: URL) {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: await readFile(new URL(`${name}/migration.sql`, folder), 'utf8') } },
    })),
  )
}

/** The system takes the lock back from a process that dies. */
async function aloneOnPostgres<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock])
    return await work()
  } finally {
    await client.end()
  }
}

/** A file of its own holds the lock, since the engine opens and closes the database as it likes. */
async function aloneOnSqlite<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = new Sqlite(`${path}.migrating`, { timeout: 0 })
  try {
    await locked(lock)
    return await work()
  } finally {
    lock.close()
  }
}

async function locked(lock: Sqlite.Database): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      lock.exec('BEGIN EXCLUSIVE')
      return
    } catch (error) {
      if (tries >= mostTries || !codeOf(error).startsWith('SQLITE_BUSY')) throw error
    }
    await pause(100)
  }
}
