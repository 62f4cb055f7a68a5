// The files of the workload under .data/bench: made once for a size, and again when what makes them has changed.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { say } from '../../scripts/setup/say.mjs'
import { cutsOf, type WorkloadCuts } from './cuts.ts'
import { plainTables, writeCsv, writePlainSqlite } from './plain-tables.ts'
import { workloadRules, type WorkloadRule } from './rules.ts'
import { makeStore } from './store.ts'
import { putSegments, writeStrataFile } from './strata-file.ts'

interface Facts {
  readonly customers: number
  readonly orders: number
  readonly lines: number
  readonly cuts: WorkloadCuts
}

export interface Data extends Facts {
  readonly rules: readonly WorkloadRule[]
  readonly strata: string
  readonly sqlite: string
  readonly duckdb: string
}

const shelf = fileURLToPath(new URL('../../.data/bench/', import.meta.url))
const makers = ['cuts', 'plain-tables', 'products', 'store', 'strata-file'].map((name) => new URL(`${name}.ts`, import.meta.url))
const schema = new URL('../../prisma/schema.prisma', import.meta.url)

/** On the shelf of the project unless another folder is given. Older ones of the same size are thrown away, for they are large. */
export async function dataFor(customers: number, home: string = shelf): Promise<Data> {
  const name = `engine-${customers}-${fingerprint()}`
  const folder = join(home, name)
  if (!existsSync(folder)) {
    mkdirSync(home, { recursive: true })
    for (const old of readdirSync(home)) if (old.startsWith(`engine-${customers}-`)) rmSync(join(home, old), { recursive: true })
    const unfinished = `${folder}-unfinished`
    mkdirSync(unfinished)
    await make(customers, unfinished)
    renameSync(unfinished, folder)
  }
  const facts = JSON.parse(readFileSync(join(folder, 'facts.json'), 'utf8')) as Facts
  const rules = workloadRules(facts.cuts)
  const strata = join(folder, 'strata.sqlite')
  putSegments(strata, rules)
  return { ...facts, rules, strata, sqlite: join(folder, 'plain.sqlite'), duckdb: join(folder, 'plain.duckdb') }
}

async function make(customers: number, folder: string): Promise<void> {
  const started = performance.now()
  const store = makeStore(customers)
  const cuts = cutsOf(store)
  const facts: Facts = { customers, orders: store.orders.count, lines: store.orders.product.length, cuts }
  say(`Writing a store of ${customers} customers, ${facts.orders} orders, ${facts.lines} lines`)
  await writeStrataFile(join(folder, 'strata.sqlite'), store, cuts.cuts)
  const tables = plainTables(store)
  writePlainSqlite(join(folder, 'plain.sqlite'), tables)
  const csv = join(folder, 'csv')
  mkdirSync(csv)
  await writeDuckdb(join(folder, 'plain.duckdb'), writeCsv(csv, tables))
  rmSync(csv, { recursive: true })
  writeFileSync(join(folder, 'facts.json'), JSON.stringify(facts))
  say(`Written in ${Math.round((performance.now() - started) / 1000)} s`)
}

async function writeDuckdb(path: string, statements: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(path)
  const connection = await instance.connect()
  for (const statement of statements) await connection.run(statement)
  connection.closeSync()
  instance.closeSync()
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const source of [...makers, schema]) hash.update(readFileSync(source))
  return hash.digest('hex').slice(0, 12)
}
