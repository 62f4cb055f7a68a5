// SQLite on the plain tables: one prepared statement a rule, the file in memory as far as the system keeps it.
import Sqlite from 'better-sqlite3'
import type { Contender } from './contender.ts'
import type { Data } from './data.ts'

export async function open({ sqlite, customers, rules }: Data): Promise<Contender> {
  const db = new Sqlite(sqlite, { readonly: true })
  db.pragma('cache_size = -1048576')
  db.pragma('mmap_size = 4294967296')
  db.pragma('temp_store = MEMORY')
  const statements = rules.map(({ sql }) => db.prepare(sql).pluck())
  const bits = new Uint32Array(customers)
  return {
    async round() {
      bits.fill(0)
      const start = performance.now()
      statements.forEach((statement, rule) => {
        for (const number of statement.all() as number[]) bits[number - 1]! |= 1 << rule
      })
      return performance.now() - start
    },
    bits: () => bits,
    figures: async () => ({}),
  }
}
