// Derives prisma/postgres/schema.prisma from prisma/schema.prisma, so that the models cannot drift; `--check` only compares.
import { readFileSync, writeFileSync } from 'node:fs'

const source = new URL('../prisma/schema.prisma', import.meta.url)
const target = new URL('../prisma/postgres/schema.prisma', import.meta.url)

const derived = derive(readFileSync(source, 'utf8'))
if (process.argv.includes('--check')) {
  if (read(target) !== derived) {
    console.error('prisma/postgres/schema.prisma is stale: run `node scripts/derive-postgres-schema.ts` and commit it.')
    process.exitCode = 1
  }
} else {
  writeFileSync(target, derived)
  console.log('Derived prisma/postgres/schema.prisma from prisma/schema.prisma.')
}

function derive(schema: string): string {
  const models = schema.slice(schema.indexOf('/// The offline session'))
  return `// Derived from ../schema.prisma by scripts/derive-postgres-schema.ts: edit that one.

generator client {
  provider = "prisma-client-js"
  output   = "../../app/db/generated/postgres"
}

datasource db {
  provider = "postgresql"
}

${models}`
}

function read(file: URL): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
