// SQLite on the plain tables: one prepared statement a rule, the file in memory as far as the system keeps it.
import Sqlite from 'better-sqlite3'
import type { Contender, Counted } from './contender.ts'
import type { Data } from './data.ts'
import { previews, type WorkloadRule } from './rules.ts'
import { medianTurn, turn } from './turn.ts'

export async function open({ sqlite, customers, rules }: Data): Promise<Contender> {
  const db = new Sqlite(sqlite, { readonly: true })
  db.pragma('cache_size = -1048576')
  db.pragma('mmap_size = 4294967296')
  db.pragma('temp_store = MEMORY')
  const statements = rules.map(({ sql }) => db.prepare(sql).pluck())
  const bits = new Uint32Array(customers)

  const mask = (): void => {
    bits.fill(0)
    statements.forEach((statement, rule) => {
      for (const number of statement.all() as number[]) bits[number - 1]! |= 1 << rule
    })
  }

  const counted = async ({ sql }: WorkloadRule): Promise<Counted> => {
    const count = (): number => db.prepare(`SELECT count(*) FROM (${sql})`).pluck().get() as number
    return { ms: await medianTurn(count), customers: count() }
  }

  return {
    round: () => turn(mask),
    bits: async () => bits,
    previews: async () => ({ attributes: await counted(previews.attributes), products: await counted(previews.products) }),
    figures: async () => ({}),
    close: async () => { db.close() },
  }
}
