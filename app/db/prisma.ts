// Makes the Prisma client of either database. Only the session storage uses it; everything else speaks through sql.ts.
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '@prisma/client'
import { sqlitePath } from '#app/db/database.ts'

/** Disconnect with `$disconnect()`. */
export async function openPrisma(url: string): Promise<PrismaClient> {
  const path = sqlitePath(url)
  if (path !== null) return new PrismaClient({ adapter: new PrismaBetterSqlite3({ url: `file:${path}`, timeout: 5_000 }) })
  const postgres = await import('#app/db/generated/postgres/index.js')
  const client: unknown = new postgres.PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: 3 }) })
  // The two generated clients have the same models, for the one schema is derived from the other.
  return client as PrismaClient
}
