// The database of this process: the one connection for operations, the inbox, and Shopify's session table.
import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { openDatabase, sqlitePath } from '#app/db/database.ts'
import { exclusively } from '#app/db/exclusively.ts'
import { foldLog, type Folding } from '#app/db/fold-log.ts'
import { openInbox } from '#app/db/open-inbox.ts'
import { openSessionTable } from '#app/db/session-table.ts'
import { env } from '#app/env.server.ts'
import { log } from '#app/log.server.ts'
import { remember } from '#app/remember.server.ts'

/** Names this process in leases and logs. */
export const owner = remember('owner', () => `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`)

export const db = remember('db', () =>
  openDatabase(env.DATABASE_URL, { log: (error) => log.warn({ err: error.message }, 'an idle database connection broke') }),
)
export const inbox = remember('inbox', () => openInbox(env.DATABASE_URL, env.INBOX_URL, env.INBOX_MAX_MB * 1_048_576))

const sessions = await remember('session-table', () => openSessionTable(env.DATABASE_URL))
export const sessionTable = sessions.storage

/** Runs work while no other process runs work under the same key. */
export const tokenLease = exclusively(db, { owner, wall: Date.now })

/** For the process that writes most. */
export function foldTheLog(): Folding | null {
  const path = sqlitePath(env.DATABASE_URL)
  return path === null ? null : foldLog(path, (why) => log.warn({ why }, 'the log is no longer folded back by a thread: commits do it'))
}

export async function closeDatabases(): Promise<void> {
  await Promise.all([sessions.close(), inbox.close(), db.close()])
}
