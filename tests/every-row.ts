// Every row of every table of a database, whichever there are, the inbox among them.
import { dirname, join } from 'node:path'
import { openReader, sqlitePath } from '#app/db/database.ts'
import { all, type Database, type SqlRow } from '#app/db/sql.ts'

export type EveryRow = Record<string, SqlRow[]>

/** Those of leases and of migrations say nothing of what is held. */
const passedOver = new Set(['leases', '_prisma_migrations', 'sqlite_sequence'])

/** By table. `url` is `DATABASE_URL`. */
export async function everyRow(url: string): Promise<EveryRow> {
  const found = await rowsOf(url)
  const file = sqlitePath(url)
  return file === null ? found : { ...found, ...(await rowsOf(`file:${join(dirname(file), 'inbox.sqlite')}`)) }
}

async function rowsOf(url: string): Promise<EveryRow> {
  const db = openReader(url)
  try {
    return await db.read(function* () {
      const found: EveryRow = {}
      for (const { name } of yield* all<{ name: string }>(tablesOf[db.provider])) {
        if (!passedOver.has(name)) found[name] = yield* all(`SELECT * FROM "${name}" ORDER BY 1, 2`)
      }
      return found
    })
  } finally {
    await db.close()
  }
}

const tablesOf: Readonly<Record<Database['provider'], string>> = {
  sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
  postgresql: "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
}
