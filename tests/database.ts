// A fresh, migrated database for a test, with its inbox: a copied file on SQLite, a copied or emptied database on PostgreSQL.
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inject } from 'vitest'
import Sqlite from 'better-sqlite3'
import { openDatabase } from '#app/db/database.ts'
import type { Inbox } from '#app/db/inbox.ts'
import { migrate } from '#app/db/migrate.ts'
import { openInbox } from '#app/db/open-inbox.ts'
import type { Database } from '#app/db/sql.ts'
import { query, template } from '#tests/postgres.ts'

export type Provider = Database['provider']

/** For `describe.each`: every test of a repository runs over both. Needs a file named `.db.test.ts`. */
export const providers: readonly Provider[] = ['sqlite', 'postgresql']

export interface FreshDatabase {
  readonly db: Database
  readonly inbox: Inbox
  /** For a second connection: `DATABASE_URL` of another process. */
  readonly url: string
  /** Closes both and removes them. */
  readonly close: () => Promise<void>
}

/** SQLite unless told otherwise; PostgreSQL only in the group `database`, whose set-up starts a cluster. */
export async function freshDatabase(provider: Provider = 'sqlite'): Promise<FreshDatabase> {
  return provider === 'sqlite' ? freshSqlite() : freshPostgres()
}

async function freshSqlite(): Promise<FreshDatabase> {
  const migrated = await migratedFile()
  const folder = mkdtempSync(join(tmpdir(), 'strata-test-'))
  const path = join(folder, 'strata.sqlite')
  copyFileSync(migrated, path)
  const url = `file:${path}`
  return opened(url, async () => rmSync(folder, { recursive: true, force: true }))
}

let copies = 0
/** Emptied databases of this test file: emptying one takes a tenth of the time that copying takes. */
const idle: string[] = []

async function freshPostgres(): Promise<FreshDatabase> {
  const url = idle.pop() ?? (await copied(inject('postgres')))
  return opened(url, async () => {
    await query(url, emptying)
    idle.push(url)
  })
}

async function copied(server: string): Promise<string> {
  const name = `test_${process.pid}_${process.hrtime.bigint()}_${copies++}`
  await query(server, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

const emptying = `DO $$ DECLARE found record; BEGIN
  FOR found IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' LOOP
    EXECUTE format('DELETE FROM %I', found.tablename);
  END LOOP;
  FOR found IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' LOOP
    PERFORM setval(quote_ident(found.sequencename), 1, false);
  END LOOP;
END $$`

function opened(url: string, remove: () => Promise<void>): FreshDatabase {
  const db = openDatabase(url)
  const inbox = openInbox(url)
  return {
    db,
    inbox,
    url,
    async close() {
      await inbox.close()
      await db.close()
      await remove()
    },
  }
}

/** Made once for each state of the migrations and kept in a cache. */
async function migratedFile(): Promise<string> {
  const migrations = fileURLToPath(new URL('../prisma/migrations', import.meta.url))
  const hash = createHash('sha256')
  for (const name of readdirSync(migrations, { recursive: true, encoding: 'utf8' }).sort()) {
    if (name.endsWith('.sql')) hash.update(readFileSync(join(migrations, name)))
  }
  const cache = fileURLToPath(new URL('../node_modules/.cache/strata', import.meta.url))
  const kept = join(cache, `migrated-${hash.digest('hex').slice(0, 16)}.sqlite`)
  if (existsSync(kept)) return kept
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'migrating-'))
  const made = join(folder, 'strata.sqlite')
  await migrate(`file:${made}`)
  // In WAL mode from the start, and in one piece.
  const whole = new Sqlite(made)
  whole.pragma('journal_mode = WAL')
  whole.close()
  renameSync(made, kept)
  rmSync(folder, { recursive: true, force: true })
  return kept
}
