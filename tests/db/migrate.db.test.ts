// Migrations: from nothing to the schema, once, on both databases; and the partial indexes the stages stand on.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, inject, test } from 'vitest'
import { openDatabase } from '#app/db/database.ts'
import { migrate } from '#app/db/migrate.ts'
import { openPrisma } from '#app/db/prisma.ts'
import { all } from '#app/db/sql.ts'
import { providers } from '#tests/database.ts'
import type { Provider } from '#tests/database.ts'
import { query } from '#tests/postgres.ts'

/** Migrations in the folder, beside their lock. */
const written = readdirSync(new URL('../../prisma/migrations', import.meta.url), { withFileTypes: true }).filter((entry) => entry.isDirectory()).length
const leftovers: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const remove of leftovers.splice(0)) await remove()
})

async function empty(provider: Provider): Promise<string> {
  if (provider === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'strata-migrate-'))
    leftovers.push(() => rmSync(folder, { recursive: true, force: true }))
    return `file:${join(folder, 'new', 'strata.sqlite')}`
  }
  const server = inject('postgres')
  const name = `migrate_${process.pid}_${leftovers.length}`
  await query(server, `CREATE DATABASE ${name}`)
  leftovers.push(() => query(server, `DROP DATABASE ${name} WITH (FORCE)`))
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

describe.each(providers)('migrations on %s', (provider) => {
  test('are applied once, also when two processes start together', async () => {
    const url = await empty(provider)
    const applied = await Promise.all([migrate(url), migrate(url)])
    expect(applied.map((names) => names.length).sort()).toEqual([0, written])
    expect(await migrate(url)).toEqual([])
  })

  test('make the table of the session storage', async () => {
    const url = await empty(provider)
    await migrate(url)
    const prisma = await openPrisma(url)
    try {
      await prisma.session.create({ data: { id: 'offline_demo', shop: 'demo.myshopify.com', state: '', accessToken: 'sealed', expires: new Date(1_800_000_000_000) } })
      expect(await prisma.session.findUnique({ where: { id: 'offline_demo' } })).toMatchObject({ shop: 'demo.myshopify.com', isOnline: false, expires: new Date(1_800_000_000_000) })
    } finally {
      await prisma.$disconnect()
    }
  })

  test('make an index for everything that can be behind', async () => {
    const url = await empty(provider)
    await migrate(url)
    const db = openDatabase(url)
    const text = provider === 'sqlite' ? `SELECT name FROM sqlite_master WHERE type = 'index'` : 'SELECT indexname AS name FROM pg_indexes'
    const names = (await db.read(() => all<{ name: string }>(text))).map((row) => row.name)
    await db.close()
    expect(names).toEqual(expect.arrayContaining(['customers_stale', 'customers_due', 'customers_unsettled', 'customers_suspect', 'orders_awaiting', 'segments_tag']))
  })
})
