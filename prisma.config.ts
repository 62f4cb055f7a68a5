// Where Prisma's own tools find the schema, the migrations and the database of the environment.
import { defineConfig } from 'prisma/config'

const url = process.env.DATABASE_URL ?? 'file:.data/strata.sqlite'
const folder = url.startsWith('file:') ? 'prisma' : 'prisma/postgres'

export default defineConfig({
  schema: `${folder}/schema.prisma`,
  migrations: { path: `${folder}/migrations` },
  datasource: { url },
})
