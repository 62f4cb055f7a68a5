// DuckDB on the same plain tables, in memory, with both cores: one prepared statement a rule, read by chunks.
import { DuckDBInstance, type DuckDBPreparedStatement } from '@duckdb/node-api'
import type { Contender } from './contender.ts'
import type { Data } from './data.ts'

export async function open({ duckdb, customers, rules }: Data): Promise<Contender> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const connection = await instance.connect()
  await connection.run(`ATTACH '${duckdb}' AS written (READ_ONLY)`)
  await connection.run('COPY FROM DATABASE written TO memory')
  await connection.run('DETACH written')
  const statements: DuckDBPreparedStatement[] = []
  for (const { sql } of rules) statements.push(await connection.prepare(sql))
  const bits = new Uint32Array(customers)
  return {
    async round() {
      bits.fill(0)
      const start = performance.now()
      for (const [rule, statement] of statements.entries()) {
        const result = await statement.run()
        for (const chunk of await result.fetchAllChunks()) {
          const numbers = chunk.getColumnVector(0)
          for (let row = 0; row < numbers.itemCount; row++) bits[(numbers.getItem(row) as number) - 1]! |= 1 << rule
        }
      }
      return performance.now() - start
    },
    bits: () => bits,
    figures: async () => ({}),
  }
}
