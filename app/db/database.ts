// Opens the database that an address names: `file:…` is SQLite, `postgresql://…` is PostgreSQL.
import { fileURLToPath } from 'node:url'
import { openPostgres } from '#app/db/postgres.ts'
import { openSqlite, openSqliteReader } from '#app/db/sqlite.ts'
import type { Database } from '#app/db/sql.ts'

export interface OpenOptions {
  /** Hears of PostgreSQL connections that break while idle. */
  readonly log?: (error: Error) => void
  /** Size of the PostgreSQL pool. */
  readonly connections?: number
}

/** Throws when the address is of neither kind or a SQLite file cannot be opened. The tables must be there: see migrate.ts. */
export function openDatabase(url: string, options: OpenOptions = {}): Database {
  const path = sqlitePath(url)
  return path === null ? openPostgres(url, options) : openSqlite(path)
}

/** For the engine thread: reads only, and on SQLite with a connection that cannot write. */
export function openReader(url: string, options: OpenOptions = {}): Database {
  const path = sqlitePath(url)
  if (path !== null) return openSqliteReader(path)
  const write = async (): Promise<never> => {
    throw new Error('This connection only reads.')
  }
  return { ...openPostgres(url, { connections: 2, ...options }), write }
}

/** The file of a `file:` address (relative ones count from the working directory), or null for PostgreSQL. */
export function sqlitePath(url: string): string | null {
  if (url.startsWith('file://')) return fileURLToPath(url)
  if (url.startsWith('file:')) return url.slice('file:'.length)
  if (/^postgres(ql)?:\/\//.test(url)) return null
  throw new Error('DATABASE_URL must begin with file: or postgresql://')
}
