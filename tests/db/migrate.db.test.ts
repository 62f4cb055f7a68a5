// Migrations: from nothing to the schema, once, on both databases; and the partial indexes the stages stand on.
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, inject, test } from 'vitest'
import { openDatabase } from '#app/db/database.ts'
import { migrate } from '#app/db/migrate.ts'
import { openPrisma } from '#app/db/prisma.ts'
import { all, run } from '#app/db/sql.ts'
import { providers } from '#tests/database.ts'
import type { Provider } from '#tests/database.ts'
import { query } from '#tests/postgres.ts'

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

const migrationsOf = (provider: Provider): URL => new URL(`../../prisma/${provider === 'sqlite' ? '' : 'postgres/'}migrations/`, import.meta.url)

describe.each(providers)('migrations on %s', (provider) => {
  test('are applied once, also when two processes start together', async () => {
    const url = await empty(provider)
    const applied = await Promise.all([migrate(url), migrate(url)])
    const names = readdirSync(migrationsOf(provider), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort()
    expect(applied.toSorted((a, b) => a.length - b.length)).toEqual([[], names])
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

  test('leave one row of a clause, the one that was answered last, and let no second one in', async () => {
    const url = await empty(provider)
    await migrate(url)
    const db = openDatabase(url)
    const insert = (shop: number, clause: string, fetchedAt: number | null): Promise<number> =>
      db.write(() => run('INSERT INTO delegated_clauses (shop_id, clause, fetched_at) VALUES (?, ?, ?)', shop, clause, fetchedAt))
    // Longer than PostgreSQL's index entries, and not to be compressed into one.
    const long = `products_purchased MATCHES (category = 'Shoes', id IN (${Array.from({ length: 500 }, (_, at) => String(BigInt(at + 1) * 7_919_000_003_331n % 9_000_000_000_000_000_000n)).join(', ')}))`
    try {
      await db.write(() => run('DROP INDEX delegated_clauses_clause'))
      for (const [clause, fetchedAt] of [['a', null], ['a', 5], ['a', 9], ['a', 7], ['b', null], ['b', null], [long, 1]] as const) await insert(1, clause, fetchedAt)
      await insert(2, 'a', 3)
      const text = readFileSync(new URL('20261201000000_one_row_a_clause/migration.sql', migrationsOf(provider)), 'utf8').replaceAll(/^--.*$/gm, '')
      for (const statement of text.split(';').map((one) => one.trim()).filter((one) => one !== '' && !one.startsWith('DROP'))) await db.write(() => run(statement))
      const rows = await db.read(() => all('SELECT shop_id, clause, fetched_at FROM delegated_clauses ORDER BY shop_id, id'))
      expect(rows).toEqual([{ shop_id: 1, clause: 'a', fetched_at: 9 }, { shop_id: 1, clause: 'b', fetched_at: null }, { shop_id: 1, clause: long, fetched_at: 1 }, { shop_id: 2, clause: 'a', fetched_at: 3 }])
      await expect(insert(1, 'a', 1)).rejects.toThrow(/unique/iu)
      await expect(insert(1, long, 1)).rejects.toThrow(/unique/iu)
    } finally {
      await db.close()
    }
  })

  test('make an index for everything that can be behind', async () => {
    const url = await empty(provider)
    await migrate(url)
    const db = openDatabase(url)
    const text = provider === 'sqlite' ? `SELECT name FROM sqlite_master WHERE type = 'index'` : 'SELECT indexname AS name FROM pg_indexes'
    const names = (await db.read(() => all<{ name: string }>(text))).map((row) => row.name)
    await db.close()
    expect(names).toEqual(expect.arrayContaining(['customers_stale', 'customers_due', 'customers_unsettled', 'customers_suspect', 'orders_awaiting', 'segments_tag', 'delegated_clauses_clause']))
  })
})
