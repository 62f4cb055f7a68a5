// DuckDB on the same plain tables, in memory, with both cores: one prepared statement a rule, read by chunks.
import { DuckDBInstance, type DuckDBPreparedStatement } from '@duckdb/node-api'
import type { Contender, Counted } from './contender.ts'
import type { Data } from './data.ts'
import { previews, type WorkloadRule } from './rules.ts'
import { medianTurn, turn } from './turn.ts'

export async function open({ duckdb, customers, rules }: Data): Promise<Contender> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const connection = await instance.connect()
  await connection.run(`ATTACH '${duckdb}' AS written (READ_ONLY)`)
  await connection.run('COPY FROM DATABASE written TO memory')
  await connection.run('DETACH written')
  const statements: DuckDBPreparedStatement[] = []
  for (const { sql } of rules) statements.push(await connection.prepare(sql))
  const bits = new Uint32Array(customers)

  const mask = async (): Promise<void> => {
    bits.fill(0)
    for (const [rule, statement] of statements.entries()) {
      const result = await statement.run()
      for (const chunk of await result.fetchAllChunks()) {
        const numbers = chunk.getColumnVector(0)
        for (let row = 0; row < numbers.itemCount; row++) bits[(numbers.getItem(row) as number) - 1]! |= 1 << rule
      }
    }
  }

  const counted = async ({ sql }: WorkloadRule): Promise<Counted> => {
    const count = async (): Promise<number> => Number((await connection.runAndReadAll(`SELECT count(*) FROM (${sql})`)).getRows()[0]![0])
    return { ms: await medianTurn(count), customers: await count() }
  }

  return {
    round: () => turn(mask),
    bits: async () => bits,
    previews: async () => ({ attributes: await counted(previews.attributes), products: await counted(previews.products) }),
    figures: async () => ({}),
    async close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}
