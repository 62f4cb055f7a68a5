// Opens the inbox of a database: a SQLite file of its own beside it, or a table of its own on PostgreSQL.
import { dirname, join } from 'node:path'
import { sqlitePath } from '#app/db/database.ts'
import { inboxOver } from '#app/db/inbox-table.ts'
import type { Inbox } from '#app/db/inbox.ts'
import { openPostgres } from '#app/db/postgres.ts'
import { connectSqlite } from '#app/db/sqlite-connection.ts'
import { openSqlite } from '#app/db/sqlite.ts'

/** The same table as in prisma/postgres/migrations; this file has no migrations, for it never holds more than some days. */
const table = `
  CREATE TABLE IF NOT EXISTS deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    shop TEXT NOT NULL,
    webhook_id TEXT NOT NULL,
    topic TEXT NOT NULL,
    triggered_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending',
    attempts INTEGER NOT NULL DEFAULT 0,
    next_try_at INTEGER,
    problem TEXT,
    UNIQUE (shop, webhook_id)
  );
  CREATE INDEX IF NOT EXISTS deliveries_pending ON deliveries (shop, id) WHERE state = 'pending';
  CREATE INDEX IF NOT EXISTS deliveries_failed ON deliveries (shop, id) WHERE state = 'failed';
  CREATE INDEX IF NOT EXISTS deliveries_by_age ON deliveries (shop, received_at);
  DROP INDEX IF EXISTS deliveries_received;
`

/** A store waits for each commit here: none may be long. */
const logPages = 1_000

/** `inboxUrl` is for SQLite only; without it the file is `inbox.sqlite` beside the database. At `mostBytes` it takes nothing more in. */
export function openInbox(databaseUrl: string, inboxUrl?: string, mostBytes?: number): Inbox {
  const path = inboxPath(databaseUrl, inboxUrl)
  if (path === null) return inboxOver(openPostgres(databaseUrl, { connections: 3 }), mostBytes)
  const connection = connectSqlite(path)
  connection.raw.pragma('busy_timeout = 10000')
  connection.raw.exec(`BEGIN IMMEDIATE; ${table} COMMIT`)
  connection.raw.close()
  return inboxOver(openSqlite(path, { logPages }), mostBytes)
}

/** The file of the inbox, or null on PostgreSQL. */
function inboxPath(databaseUrl: string, inboxUrl?: string): string | null {
  const path = sqlitePath(databaseUrl)
  if (path === null) return null
  return (inboxUrl === undefined ? null : sqlitePath(inboxUrl)) ?? join(dirname(path), 'inbox.sqlite')
}
