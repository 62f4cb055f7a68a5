// The table in which Shopify's library keeps sessions, behind the storage that Shopify ships for Prisma.
import { PrismaSessionStorage } from '@shopify/shopify-app-session-storage-prisma'
import { openPrisma } from '#app/db/prisma.ts'

export interface SessionTable {
  readonly storage: PrismaSessionStorage<Awaited<ReturnType<typeof openPrisma>>>
  close(): Promise<void>
}

/** The table must exist: the storage brings the process down without it, so migrations run first. */
export async function openSessionTable(databaseUrl: string): Promise<SessionTable> {
  const prisma = await openPrisma(databaseUrl)
  return { storage: new PrismaSessionStorage(prisma), close: () => prisma.$disconnect() }
}
