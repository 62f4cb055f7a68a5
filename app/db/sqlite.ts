// The SQLite runner: every transaction is one synchronous stretch, and waiting for another process happens outside of it.
import { setTimeout as pause } from 'node:timers/promises'
import { codeOf, watchWrites } from '#app/db/database-full.ts'
import { connectSqlite } from '#app/db/sqlite-connection.ts'
import type { SqliteConnection, SqliteOptions } from '#app/db/sqlite-connection.ts'
import type { Database, Sql } from '#app/db/sql.ts'

/** With the pauses below, some 20 seconds: longer than any transaction of ours and than a checkpoint of a full log. */
const mostTries = 600
const pauseMs = (tries: number): number => Math.min(30, 2 + tries)

/** The file is created when it is missing; its tables are the migrations' business. */
export function openSqlite(path: string, options: SqliteOptions = {}): Database {
  const connection = connectSqlite(path, options)
  const writes = watchWrites()
  return {
    provider: 'sqlite',
    trouble: writes.trouble,
    read: (work) => patiently(() => transact(connection, 'BEGIN', work)),
    write: (work, { forgettable = false } = {}) =>
      writes.watched(() => patiently(() => (forgettable ? connection.unsynced(() => transact(connection, 'BEGIN IMMEDIATE', work)) : transact(connection, 'BEGIN IMMEDIATE', work)))),
    forgetLog: () => patiently(() => truncateLog(connection)),
    async close() {
      connection.raw.close()
    },
  }
}

/** A connection that cannot write, for the engine thread. Its reads never wait for writers. */
export function openSqliteReader(path: string): Database {
  const connection = connectSqlite(path, { readonly: true })
  return {
    provider: 'sqlite',
    trouble: () => null,
    read: (work) => patiently(() => transact(connection, 'BEGIN', work)),
    async write() {
      throw new Error('This connection only reads.')
    },
    async forgetLog() {
      throw new Error('This connection only reads.')
    },
    async close() {
      connection.raw.close()
    },
  }
}

function transact<T>(connection: SqliteConnection, begin: 'BEGIN' | 'BEGIN IMMEDIATE', work: () => Sql<T>): T {
  connection.raw.exec(begin)
  try {
    const result = connection.drive(work())
    connection.raw.exec('COMMIT')
    return result
  } catch (error) {
    // SQLite has already rolled back by itself on some errors, a full disk among them.
    if (connection.raw.inTransaction) connection.raw.exec('ROLLBACK')
    throw error
  }
}

/** A reader of an older state keeps the log from being truncated: it is then tried again like a lock. */
function truncateLog(connection: SqliteConnection): void {
  const [answer] = connection.raw.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
  if (answer?.busy) throw Object.assign(new Error('The write-ahead log is being read.'), { code: 'SQLITE_BUSY' })
}

async function patiently<T>(attempt: () => T): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return attempt()
    } catch (error) {
      if (tries >= mostTries || !codeOf(error).startsWith('SQLITE_BUSY')) throw error
    }
    await pause(pauseMs(tries))
  }
}
