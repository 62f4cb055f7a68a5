// The PostgreSQL runner: a read is one snapshot, a write is one transaction that is repeated when it loses a race.
import pg from 'pg'
import { codeOf, watchWrites } from '#app/db/database-full.ts'
import { postgresText } from '#app/db/postgres-text.ts'
import type { Database, Sql, SqlCell, SqlRow, SqlValue, Statement, StatementAnswer } from '#app/db/sql.ts'

const mostTries = 8
/** serialization_failure, deadlock_detected */
const lostRace = new Set(['40001', '40P01'])
/** So many rows of one statement are sent before their answers are awaited. */
const rowsInFlight = 500

const types = new pg.TypeOverrides()
// int8 and numeric (what sum() of int8 gives): all of ours fit 2^53.
types.setTypeParser(20, Number)
types.setTypeParser(1700, Number)

/** `log` hears of connections that break while idle; the pool replaces them. */
export function openPostgres(url: string, options: { readonly log?: (error: Error) => void; readonly connections?: number } = {}): Database {
  const pool = new pg.Pool({ connectionString: url, max: options.connections ?? 10, types, pipeline: true })
  pool.on('error', (error) => options.log?.(error))
  const writes = watchWrites()
  return {
    provider: 'postgresql',
    trouble: writes.trouble,
    read: (work) => transact(pool, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work),
    write: (work) => writes.watched(() => transact(pool, 'BEGIN', work)),
    forgetLog: async () => undefined,
    close: () => pool.end(),
  }
}

async function transact<T>(pool: pg.Pool, begin: string, work: () => Sql<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      await client.query(begin)
      const result = await drive(client, work())
      await client.query('COMMIT')
      return result
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: unknown) => {
        broken = failure instanceof Error ? failure : new Error('The connection is lost.')
      })
      if (tries >= mostTries || !lostRace.has(codeOf(error))) throw error
    } finally {
      client.release(broken)
    }
  }
}

async function drive<T>(client: pg.PoolClient, work: Sql<T>): Promise<T> {
  let step = work.next()
  while (!step.done) step = work.next(await answer(client, step.value))
  return step.value
}

async function answer(client: pg.PoolClient, asked: Statement): Promise<StatementAnswer> {
  const statement = postgresText(asked.text)
  if (asked.kind === 'tuples') {
    const result = await client.query<SqlCell[]>({ ...statement, values: bindable(asked.values), rowMode: 'array' })
    return { rows: [], changes: 0, tuples: result.rows }
  }
  if (asked.kind !== 'many') {
    const result = await client.query<SqlRow>({ ...statement, values: bindable(asked.values) })
    return { rows: result.rows, changes: result.rowCount ?? 0 }
  }
  let changes = 0
  for (let from = 0; from < asked.rows.length; from += rowsInFlight) {
    const sent = asked.rows.slice(from, from + rowsInFlight).map((row) => client.query({ ...statement, values: bindable(row) }))
    // Every answer is awaited, or the losers of an error would go unhandled.
    for (const result of await Promise.allSettled(sent)) {
      if (result.status === 'rejected') throw result.reason
      changes += result.value.rowCount ?? 0
    }
  }
  return { rows: [], changes }
}

function bindable(values: readonly SqlValue[]): unknown[] {
  return values.map((value) => (value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value))
}
