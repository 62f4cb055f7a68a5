// Prisma's schema engine as WebAssembly from npm: the same engine as the binary, without a download from elsewhere.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'
import { sqlitePath } from '#app/db/database.ts'

let ready: Promise<void> | undefined

/** Hands an engine for the database of `url` to `work`, and closes all it opened; `schema` is the text of its schema.prisma. */
export async function withSchemaEngine<T>(url: string, schema: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  await (ready ??= load())
  const path = sqlitePath(url)
  const { factory, dispose } = remembering(path === null ? new PrismaPg(url) : new PrismaBetterSqlite3({ url: `file:${path}` }))
  const quiet = (): void => undefined
  const engine = await bindings.SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, quiet, bindMigrationAwareSqlAdapterFactory(factory))
  try {
    return await work(engine)
  } finally {
    engine.free()
    await dispose()
  }
}

/** The engine leaves its connections open, and one of them locks a SQLite file for good. */
function remembering(factory: PrismaPg | PrismaBetterSqlite3): { factory: SqlMigrationAwareDriverAdapterFactory; dispose: () => Promise<void> } {
  const open: SqlDriverAdapter[] = []
  const kept = async (adapter: Promise<SqlDriverAdapter>): Promise<SqlDriverAdapter> => {
    open.push(await adapter)
    return adapter
  }
  return {
    factory: {
      provider: factory.provider,
      adapterName: factory.adapterName,
      connect: () => kept(factory.connect()),
      connectToShadowDb: () => kept(factory.connectToShadowDb()),
    },
    async dispose() {
      for (const adapter of open) await adapter.dispose()
    },
  }
}

async function load(): Promise<void> {
  const beside = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg'))
  const bytes = await readFile(join(beside, 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': bindings as unknown as WebAssembly.ModuleImports })
  bindings.__wbg_set_wasm(instance.exports)
  ;(instance.exports as { __wbindgen_start: () => void }).__wbindgen_start()
}
