// Brings the database of DATABASE_URL up to date: `npm run migrate`. Safe to run again and from several processes at once.
import { migrate } from '#app/db/migrate.ts'

const url = process.env.DATABASE_URL
if (url) {
  console.log(`Migrating ${url.startsWith('file:') ? url : new URL(url).pathname.slice(1)}`)
  const applied = await migrate(url)
  for (const name of applied) console.log(`Applied ${name}`)
  console.log(applied.length === 0 ? 'Nothing to do: the database is up to date.' : 'The database is up to date.')
} else {
  console.error('DATABASE_URL is not set: give file:… for SQLite or postgresql://… for PostgreSQL.')
  process.exitCode = 1
}
